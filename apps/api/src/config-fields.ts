import { isIP } from 'node:net';
import { z } from 'zod';

/**
 * Kinds of values of environment variables, as fields of a zod schema. A message has no name in front:
 * the path of its issue is the name. An empty value counts as unset, and a value that is wrong is
 * replaced by the fallback, so that the rules after it have something to look at.
 */

/** Any text. */
export const text = <T extends string | null>(fallback: T) =>
  field<string | T>(fallback, (value) => value);

export const integer = (fallback: number, min: number, max: number) =>
  ruled(fallback, `must be a whole number from ${min} to ${max}`, (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
    return number >= min && number <= max ? number : undefined;
  });

export const seconds = (fallback: number) =>
  ruled(fallback, 'must be a number of seconds above 0, at most 3600', (value) => {
    const number = /^\d{1,4}(\.\d+)?$/.test(value) ? Number(value) : NaN;
    return number > 0 && number <= 3_600 ? number : undefined;
  });

/** @param fallback null where other variables decide */
export const choice = <T extends string, F extends T | null>(fallback: F, choices: readonly T[]) =>
  ruled<T | F>(fallback, `must be one of ${choices.join(', ')}`, (value) =>
    choices.find((each) => each === value),
  );

export const flag = (fallback: boolean) =>
  choice(fallback ? 'true' : 'false', ['true', 'false']).transform((value) => value === 'true');

/** Of a web server; user and password would end up in messages that name a page. */
export const webUrl = <F extends string | null>(fallback: F) => {
  const schemes = ['http:', 'https:'];
  const rule = `must be a URL that begins with ${list(schemes)}, without user or password`;
  return ruled<string | F>(fallback, rule, (value) => {
    const url = parseUrl(value, schemes);
    return url && !url.username && !url.password ? value : undefined;
  });
};

/**
 * A URL that may hold a password: nothing of it is ever said but how it begins.
 *
 * @param problemOf what else is wrong with it
 */
export const secretUrl = (schemes: string[], problemOf?: (url: URL) => string | null) =>
  field<string | null>(null, (value, { tell }) => {
    const url = parseUrl(value, schemes);
    if (!url && schemes.some((scheme) => value.toLowerCase().startsWith(`${scheme}//`))) {
      const rule = "can't be read as a URL: signs such as @ : / # ? in a password are written";
      tell(`${rule} as %40 %3A %2F %23 %3F`);
    } else if (!url) {
      const begins = SCHEME.exec(value)?.[0];
      const rest = begins ? `but begins with "${begins}"` : 'but is none';
      tell(`must be a URL that begins with ${list(schemes)}, ${rest}`);
    } else if (!isDecodable(url)) {
      tell('holds a % that stands for itself: write it as %25');
    } else {
      const problem = problemOf?.(url);
      if (problem) tell(problem);
    }
    return value;
  });

/** The URL of a proxy; `host:port` alone means http. Its value may hold a password: never told. */
export const proxy = () =>
  field<string | null>(null, (value, { tell }) => {
    const url = parseUrl(SCHEME.test(value) ? value : `http://${value}`, ['http:', 'https:']);
    if (url && isDecodable(url)) return url.href;
    tell('must be the URL of an HTTP proxy, like http://proxy.example:3128');
    return null;
  });

/** An address of this machine or a name of it. */
export const host = (fallback: string) =>
  ruled(fallback, 'must be an IP address or a host name', (value) => {
    const isName = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i.test(value);
    return isIP(value) !== 0 || isName ? value : undefined;
  });

/** Text that may stand in an HTTP header. */
export const headerText = (fallback: string) =>
  ruled(fallback, 'must be plain ASCII: it is sent in a header', (value) =>
    /^[\x20-\x7e]+$/.test(value) ? value : undefined,
  );

/** The address of a track's site, with `{slug}` in the place of the track's. */
export const siteTemplate = (fallback: string) => {
  const rule =
    'must be an http(s) URL with {slug} once, as first part of the host or as a part of the path';
  return ruled(fallback, rule, (value) => {
    const [, rest = ''] = /^https?:\/\/([^?#@]+)$/.exec(value) ?? [];
    const [first = '', ...path] = rest.split('/');
    const isPlaced = first.startsWith('{slug}.') || path.includes('{slug}');
    const isOnce = value.split('{slug}').length === 2;
    const valid = isPlaced && isOnce && URL.canParse(value.replace('{slug}', 'slug'));
    return valid ? value : undefined;
  });
};

/** Web origins, parted by commas. */
export const origins = () =>
  field<string[]>([], (value, { tell }) => {
    const parts = value.split(',').map((part) => part.trim());
    return parts.filter(Boolean).filter((origin) => {
      const valid = URL.canParse(origin) && new URL(origin).origin === origin;
      if (!valid) tell(`holds ${show(origin)}, which is no origin like https://a.b`);
      return valid;
    });
  });

/** Words, parted by commas or white space. */
export const words = () => field<string[]>([], (value) => value.split(/[\s,]+/).filter(Boolean));

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

interface Given {
  /** With the white space around it. */
  raw: string;
  tell: (problem: string) => void;
}

function field<T>(fallback: T, read: (value: string, given: Given) => T) {
  return z
    .string()
    .optional()
    .transform((raw = '', context): T => {
      const tell = (message: string): void => {
        context.addIssue({ code: 'custom', message, input: null, continue: true });
      };
      const value = raw.trim();
      return value === '' ? fallback : read(value, { raw, tell });
    });
}

/** @param read gives undefined for a value that does not keep the rule */
function ruled<T>(fallback: T, rule: string, read: (value: string) => T | undefined) {
  return field<T>(fallback, (value, { raw, tell }) => {
    const known = read(value);
    if (known !== undefined) return known;
    tell(`${rule}, but is ${show(raw)}`);
    return fallback;
  });
}

/** Quoted; but not what may hold a password, such as a URL with a user or a query. */
function show(value: string): string {
  return /[@?#\s]/.test(value) ? 'something else (not shown: it may be secret)' : `"${value}"`;
}

function list(schemes: string[]): string {
  return schemes.map((scheme) => `${scheme}//`).join(' or ');
}

function parseUrl(value: string, schemes: string[]): URL | null {
  const parsed = URL.canParse(value) ? new URL(value) : null;
  const valid = parsed !== null && schemes.includes(parsed.protocol) && parsed.hostname !== '';
  return valid ? parsed : null;
}

function isDecodable({ username, password, pathname }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}${pathname}`);
    return true;
  } catch {
    return false;
  }
}
