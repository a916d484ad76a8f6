/*
 * Numbers as LiveRC prints them. What is empty or not exactly of the expected form is null, never
 * 0: a number that was guessed is worse than none.
 */

/** Reads a count: `9`, `1,591`. */
export function readCount(text: string): number | null {
  if (!/^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,3})$/.test(text)) return null;
  return Number(text.replaceAll(',', ''));
}

/** Reads seconds with decimals: `34.746`. */
export function readSeconds(text: string): number | null {
  return /^\d{1,7}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null;
}

/** Reads a percentage: `94.695%`. Negative where laps scatter more than their average. */
export function readPercent(text: string): number | null {
  return /^-?\d{1,7}(?:\.\d{1,6})?%$/.test(text) ? Number(text.slice(0, -1)) : null;
}

/** Reads a length of one to three parts, in seconds: `55`, `8:28`, `1:02:03`. */
export function readLength(text: string): number | null {
  if (!/^\d{1,6}(?::[0-5]?\d){0,2}$/.test(text)) return null;
  return text.split(':').reduce((total, part) => total * 60 + Number(part), 0);
}

/** Reads a time with decimals of one to three parts, in seconds: `0.000`, `5:32.708`, `1:02:03.4`. */
export function readTime(text: string): number | null {
  const match = /^((?:\d{1,6}:)?(?:[0-5]?\d:)?)(\d{1,7}(?:\.\d{1,6})?)$/.exec(text);
  if (!match) return null;
  const [, larger = '', seconds = ''] = match;
  if (larger !== '' && Number(seconds) >= 60) return null;
  const minutes = larger.split(':').slice(0, -1);
  const whole = minutes.reduce((total, part) => total * 60 + Number(part), 0) * 60;
  // The sum of both has no more decimals than were printed.
  return Math.round((whole + Number(seconds)) * 1e6) / 1e6;
}

const SECONDS_PER_UNIT: Record<string, number> = { day: 86_400, hour: 3600, minute: 60, second: 1 };

/** Reads `7 hours, 16 minutes, 45 seconds`, of which parts may be missing, in seconds. */
export function readDurationWords(text: string): number | null {
  const parts = [...text.matchAll(/(\d{1,9}) (day|hour|minute|second)s?\b/g)];
  if (parts.length === 0) return null;
  return parts.reduce((sum, part) => sum + Number(part[1]) * SECONDS_PER_UNIT[part[2] ?? '']!, 0);
}

/**
 * An identifier of LiveRC out of a link: the link's path and host are never used, its parameters
 * may stand in any order. Null where the link is for another kind of page or the id is not digits.
 */
export function readIdFromHref(href: string | undefined, kind: string): string | null {
  const parameters = readParameters(href);
  const id = parameters?.get('p') === kind ? parameters.get('id') : null;
  return id && /^[1-9]\d{0,17}$/.test(id) ? id : null;
}

/** The parameters of a link, or null where it has none. */
export function readParameters(href: string | undefined): URLSearchParams | null {
  const start = href?.indexOf('?') ?? -1;
  if (href === undefined || start < 0) return null;
  const end = href.indexOf('#', start);
  return new URLSearchParams(href.slice(start + 1, end < 0 ? undefined : end));
}
