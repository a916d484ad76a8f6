/**
 * How one request to LiveRC ended, as far as politeness is concerned.
 *
 * - `ok`: a page was read
 * - `changed`: an answer that is not a page we can use (404, redirect away, not HTML, too large)
 * - `refused`: LiveRC refuses us (403)
 * - `overloaded`: 429 or 5xx
 * - `network`: no answer, or a damaged one: connection, TLS, name, a body that was cut
 * - `timeout`: the deadline passed before the whole body was there
 * - `aborted`: nobody wants the page any more
 */
export type Outcome =
  'ok' | 'changed' | 'refused' | 'overloaded' | 'network' | 'timeout' | 'aborted';

/** Whether LiveRC itself seems to be in trouble; any other answer shows that it is well. */
export function isTrouble(outcome: Outcome): boolean {
  return outcome === 'overloaded' || outcome === 'network' || outcome === 'timeout';
}

/** So long after the last trouble nothing is told of it, unless somebody asks. */
export const TOLD_FOR_MS = 600_000;

/** Whether trouble at that moment, of which nothing was heard since, says nothing of now. */
export function isOldTrouble(at: number, now: number): boolean {
  return now - at >= TOLD_FOR_MS;
}

/** Who waits for a page: a person now, or work that nobody watches. */
export type Lane = 'people' | 'background';
