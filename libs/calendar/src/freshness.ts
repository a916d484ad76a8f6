import type { YearMonth } from '@trackside/contracts';
import { addDays, firstDate, lastDate, monthKey, monthOf, previousMonth } from './months.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long what was read counts: every such time of the product, in milliseconds. That of a month
 * which can still change is a setting (`openMonthTtlSeconds`). Nothing is permanent, because late
 * uploads happen.
 */
export const TTL_MS = {
  /** Last month, once it has settled. */
  lastMonth: DAY_MS,
  olderMonth: 30 * DAY_MS,
  /** A copy in the cache of one process: it outlives a refresh by another no longer. */
  cachedMonth: 10 * MINUTE_MS,
  /** A track's list of race events. */
  eventsList: DAY_MS,
  /** The name that a track's dashboard bears; only a page that contradicts it has it asked again. */
  dashboardName: 10 * MINUTE_MS,
  /** A dashboard that says the same as before the calendar: so long after the calendar. */
  dashboardForCalendar: HOUR_MS,
  /** The catalogue's marks of tracks that practise or race, for whom nobody waits. */
  catalogueMarks: HOUR_MS,
  /** Whatever callers ask to read again, be it a month, a list or the catalogue. */
  rereading: MINUTE_MS,
  /** That pages of LiveRC have the shape that is known, and that one has not. */
  pageShape: 23 * HOUR_MS,
  pageDrift: 50 * MINUTE_MS,
  /** What two readings no longer showed, in case it comes back. */
  removedPractice: 7 * DAY_MS,
  /** An import that ended. */
  endedImport: 30 * DAY_MS,
  /** What was answered to a request that bore a key. */
  keptAnswer: DAY_MS,
  /** A discovery in the background that ended, with its story. */
  endedDiscovery: DAY_MS,
} as const;

/** A clock may be wrong by this much; a stored moment further ahead was told by one that ran ahead. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** The shortest time between two readings of which each bears witness. */
export const WITNESS_INTERVAL_MS = 60_000;
/** A page that contradicts what is known is asked for again so soon, by whoever wants it. */
const FIRST_DOUBT_MS = 5_000;
/** And so seldom once two readings could not settle it. */
const OLD_DOUBT_MS = 10 * 60_000;

/**
 * How long ago a stored moment was, in milliseconds. One that lies more than five minutes ahead was
 * told by a clock that ran ahead: it is older than everything.
 */
export function ageMs(moment: Date, now: Date): number {
  const age = now.getTime() - moment.getTime();
  return age < -CLOCK_SLACK_MS ? Infinity : age;
}

/** Whether something was noted less than `periodMs` ago; never for what a clock that ran ahead noted. */
export function isWithin(periodMs: number, moment: Date | null | undefined, now: Date): boolean {
  return moment != null && ageMs(moment, now) < periodMs;
}

/** Readings of a day that contradict what is known of it, and are not settled. */
export interface DoubtTimes {
  /** UTC instants of the first reading and of the last one, ISO 8601. */
  since: string;
  lastReadAt: string;
  /** How many there were. */
  readings: number;
}

/**
 * Whether a doubted day may be asked for: five seconds after the first reading, then once the first is
 * a minute old, so that the second one bears witness; from then on every ten minutes.
 */
export function isDueAgain(doubt: DoubtTimes, now: Date): boolean {
  const sinceLast = ageMs(new Date(doubt.lastReadAt), now);
  if (sinceLast < FIRST_DOUBT_MS) return false;
  if (doubt.readings === 1) return true;
  if (hasSecondWitness(doubt)) return sinceLast >= OLD_DOUBT_MS;
  return ageMs(new Date(doubt.since), now) >= WITNESS_INTERVAL_MS;
}

/** Whether a reading at least a minute after the first could not settle the doubt. */
export function hasSecondWitness({ since, lastReadAt }: DoubtTimes): boolean {
  return new Date(lastReadAt).getTime() - new Date(since).getTime() >= WITNESS_INTERVAL_MS;
}

/** What was removed before this moment may be deleted. */
export function removedForGood(now: Date): Date {
  return new Date(now.getTime() - TTL_MS.removedPractice);
}

/** A moment after this one can't be: the clock that told it ran ahead. */
export function latestCredible(now: Date): Date {
  return new Date(now.getTime() + CLOCK_SLACK_MS);
}

/** A month keeps changing this long after its end: late uploads. */
const SETTLING_DAYS = 2;

/** The latest date anywhere on earth (UTC+14): where "today" ends a range. */
export function latestToday(now: Date): string {
  return new Date(now.getTime() + 14 * HOUR_MS).toISOString().slice(0, 10);
}

/** The earliest date anywhere on earth (UTC−12): where the age of something is judged. */
export function earliestToday(now: Date): string {
  return new Date(now.getTime() - 12 * HOUR_MS).toISOString().slice(0, 10);
}

/** Whether the month can still change: until two days after its end, wherever the track is. */
export function canStillChange(month: YearMonth, now: Date): boolean {
  return earliestToday(now) <= addDays(lastDate(month), SETTLING_DAYS);
}

/** First date that has not settled: days before it lie more than two days back. */
export function firstUnsettledDate(now: Date): string {
  return addDays(earliestToday(now), -SETTLING_DAYS);
}

/** Whether no track on earth can have reached the month yet. */
export function liesInFuture(month: YearMonth, now: Date): boolean {
  return firstDate(month) > latestToday(now);
}

/**
 * How long a copy of the month counts, in seconds: a month that can still change `openTtlSeconds`,
 * others as {@link TTL_MS} tells.
 */
export function ttlSeconds(month: YearMonth, now: Date, openTtlSeconds: number): number {
  if (canStillChange(month, now)) return openTtlSeconds;
  const lastMonth = previousMonth(monthOf(earliestToday(now)));
  const ttlMs = monthKey(month) >= monthKey(lastMonth) ? TTL_MS.lastMonth : TTL_MS.olderMonth;
  return ttlMs / 1000;
}

/**
 * Whether a copy of the month read at `fetchedAt` still counts at `now`. A copy read while the month
 * could still change counts only as long as such a copy does: it says nothing about what followed.
 */
export function isFresh(
  month: YearMonth,
  fetchedAt: Date,
  now: Date,
  openTtlSeconds: number,
): boolean {
  return remainingFreshMs(month, fetchedAt, now, openTtlSeconds) > 0;
}

/** How much longer a copy of the month counts, in milliseconds; 0 or less when it is expired. */
export function remainingFreshMs(
  month: YearMonth,
  fetchedAt: Date,
  now: Date,
  openTtlSeconds: number,
): number {
  const ttl = Math.min(
    ttlSeconds(month, now, openTtlSeconds),
    canStillChange(month, fetchedAt) ? openTtlSeconds : Infinity,
  );
  return ttl * 1000 - ageMs(fetchedAt, now);
}
