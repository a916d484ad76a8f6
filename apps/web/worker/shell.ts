/** The files of the build that this worker came with, each with the digest of its content. */
declare const SHELL_FILES: Readonly<Record<string, string>>;
/** Changes with any of them. */
declare const SHELL_BUILD: string;

const SHELLS = 'trackside-shell-';
const SHELL = SHELLS + SHELL_BUILD;
const PAGE = '/index.html';
/** Addresses for programs, where the page is never served; the server knows the same. */
const NOT_A_PAGE = /^\/(?:api|healthz|readyz|metrics)(?:\/|$)/;
/** A name with a hash stands for one content, in whichever build. */
const HASHED = /^\/(?:[a-z]+-[\w-]{8}\.(?:js|css)|media\/.+-[A-Z0-9]{8}\.\w+)$/;

/** Whether a person opens a page of the app. */
export function isPage({ mode }: Request, path: string): boolean {
  return mode === 'navigate' && !NOT_A_PAGE.test(path);
}

export function isFile(path: string): boolean {
  return path in SHELL_FILES || HASHED.test(path);
}

/**
 * Fetches the files one after the other: the phone has other things to do. What an attempt before has
 * brought stays, so that a network that comes and goes gets there in the end. A file that isn't of
 * this build, because a newer one has been put in its place meanwhile, is refused by its digest.
 */
export async function fetchShell(): Promise<void> {
  const shell = await caches.open(SHELL);
  for (const [path, integrity] of Object.entries(SHELL_FILES)) {
    if (await shell.match(path)) continue;
    const hashed = HASHED.test(path);
    const known = hashed ? await caches.match(path) : undefined;
    const cache = hashed ? 'default' : 'no-cache';
    const file = known ?? (await fetch(path, { integrity, cache }));
    if (!file.ok) throw new Error(`${path} answered ${file.status}`);
    await shell.put(path, file);
  }
}

/** The build before this one stays for pages that were opened with it. */
export async function forgetOldShells(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== SHELL);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** This build's page, whose scripts are all here: never a newer page with older scripts. */
export async function pageFor(request: Request): Promise<Response> {
  return (await (await caches.open(SHELL)).match(PAGE)) ?? fetch(request);
}

/** A file of this build, or one of the build before that a page still needs. */
export async function fileFor(request: Request, path: string): Promise<Response> {
  const own = await (await caches.open(SHELL)).match(path);
  return own ?? (HASHED.test(path) ? await caches.match(path) : undefined) ?? fetch(request);
}
