/** Longest pause that a `Retry-After` can ask for, so that one odd answer can't stop us for good. */
const LONGEST_MS = 3_600_000;

/**
 * Milliseconds that an answer asks us to wait; undefined without a usable `Retry-After`. A date is
 * read against the answer's own `Date`, so that a wrong clock on either side does no harm.
 */
export function retryAfterMs(
  header: unknown,
  dateHeader: unknown,
  nowMs: number,
): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return clamp(Number(text) * 1000);
  const until = Date.parse(text);
  if (!/[a-z]/i.test(text) || Number.isNaN(until)) return undefined;
  const serverNow = typeof dateHeader === 'string' ? Date.parse(dateHeader) : NaN;
  return clamp(until - (Number.isNaN(serverNow) ? nowMs : serverNow));
}

function clamp(ms: number): number | undefined {
  return ms > 0 ? Math.min(ms, LONGEST_MS) : undefined;
}
