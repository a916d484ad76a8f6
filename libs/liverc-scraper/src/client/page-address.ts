/** The kinds of page that are read; also the name of a request in logs and metrics. */
export type PageKind =
  | 'catalogue'
  | 'dashboard'
  | 'calendar'
  | 'day'
  | 'session'
  | 'events'
  | 'event'
  | 'race'
  | 'entry_list'
  | 'ranking';

/** Where a request may go, fixed before the address was put together. */
export interface MeantOrigin {
  /** `http:` or `https:`. */
  protocol: string;
  /** As `URL.hostname` prints it. */
  hostname: string;
  /** As `URL.port` prints it: empty for the scheme's own port. */
  port: string;
  /** Whether configuration itself names a private host (simulator, proxy). */
  privateAllowed: boolean;
}

/** One page of LiveRC, ready to be asked for. */
export interface PageAddress {
  page: PageKind;
  /** Null for the catalogue, which belongs to no track. */
  slug: string | null;
  href: string;
  origin: MeantOrigin;
  /** What every path of the track begins with, where its slug stands in there; else empty. */
  sitePath: string;
}

/**
 * The site that a page belongs to: a track's, whether its slug stands in the host or in the path, or
 * the catalogue's. Limits and pauses are a site's own.
 */
export function siteOf({ origin, slug }: PageAddress): string {
  const { protocol, hostname, port } = origin;
  return `${protocol}//${hostname}:${port} ${slug ?? ''}`;
}

/** The slug of a site as `siteOf` names it; null for the catalogue's. */
export function slugOfSite(site: string): string | null {
  return site.split(' ')[1] || null;
}

/** Says what of `url` leads away from the page's site; null when nothing does. */
export function awayFrom(url: URL, { origin, sitePath }: PageAddress): string | null {
  const stray = strayPart(url, origin);
  if (stray) return stray;
  return `${url.pathname}/`.startsWith(`${sitePath}/`) ? null : `track's path ${url.pathname}`;
}

/** Says what of `url` is not as meant; null when scheme, host, port and user info are. */
export function strayPart(url: URL, meant: MeantOrigin): string | null {
  if (url.protocol !== meant.protocol) return `scheme ${url.protocol}`;
  if (url.username !== '' || url.password !== '') return 'user info';
  if (url.hostname !== meant.hostname) return `host ${url.hostname}`;
  if (url.port !== meant.port) return `port ${url.port}`;
  return null;
}
