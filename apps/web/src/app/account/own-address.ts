/** An address of this server, from what a link says: what else stands there is somebody else's. */
export function ownAddress(to: string | null): string {
  const url =
    to !== null && URL.canParse(to, location.origin) ? new URL(to, location.origin) : null;
  // A path that begins with two strokes (`/.//elsewhere`) names another server.
  const isOurs =
    url?.origin === location.origin && !/^\/(?:\/|sign-in|take-over)/.test(url.pathname);
  return isOurs ? `${url.pathname}${url.search}${url.hash}` : '/';
}

/** The page that offers what was here before, and leads on. */
export function takeOverAddress(to: string): string {
  return `/take-over?to=${encodeURIComponent(to)}`;
}
