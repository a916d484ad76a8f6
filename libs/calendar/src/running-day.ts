import { earliestToday, latestToday } from './freshness.js';
import { addDays } from './months.js';

const MINUTE_MS = 60_000;

/** While news is younger, sessions are coming. */
const BUSY_MS = 20 * MINUTE_MS;
/** After so long without news the day is quiet. */
const QUIET_MS = 60 * MINUTE_MS;
/** A day whose date is over has ended after so long without news. */
const GROWN_MS = 120 * MINUTE_MS;
/** No day grows longer than this after its date. */
const LATEST_DAYS = 2;
/** A process that works on something and is not heard of for so long is dead; another one does it then. */
export const LEASE_MS = 10_000;
/** How often a process sees what the others have found out, in milliseconds. */
export const SEEN_EVERY_MS = 1_000;
/** How many times longer than between two looks at a busy day the pause is. */
const PAUSE_FACTORS = { busy: 1, slow: 4, quiet: 10 } as const;

/** How much happens at a track: a session came just now, within the hour, or none did. */
export type Bustle = keyof typeof PAUSE_FACTORS;

/** The dates of which no place on earth has come to the end, or that one has begun. */
export function growingDates(now: Date): { from: string; until: string } {
  return { from: earliestToday(now), until: latestToday(now) };
}

/**
 * Whether sessions may still come to a practice day: until its date is over everywhere on earth and
 * none came for two hours, at the latest until two days after it.
 *
 * @param sinceNewsMs how long ago a session last came, in milliseconds; null where none is known of
 */
export function canStillGrow(date: string, now: Date, sinceNewsMs: number | null): boolean {
  const today = earliestToday(now);
  if (date >= today) return true;
  return addDays(date, LATEST_DAYS) >= today && sinceNewsMs !== null && sinceNewsMs < GROWN_MS;
}

/**
 * @param date the day that is followed; null while none is listed
 * @param sinceNewsMs how long ago a session last came; null for a day of which nothing is known yet
 */
export function bustleOf(date: string | null, sinceNewsMs: number | null): Bustle {
  if (date === null) return 'quiet';
  if (sinceNewsMs === null || sinceNewsMs < BUSY_MS) return 'busy';
  return sinceNewsMs < QUIET_MS ? 'slow' : 'quiet';
}

/** The time between two looks, in the unit of the interval. */
export function pauseOf(bustle: Bustle, interval: number): number {
  return interval * PAUSE_FACTORS[bustle];
}
