import type { YearMonth } from '@trackside/contracts';
import { addDays, firstDate, lastDate, monthKey, monthOf, previousMonth } from './months.js';

const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

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
 * last month a day, older ones 30 days. Nothing is permanent, because late uploads happen.
 */
export function ttlSeconds(month: YearMonth, now: Date, openTtlSeconds: number): number {
  if (canStillChange(month, now)) return openTtlSeconds;
  const lastMonth = previousMonth(monthOf(earliestToday(now)));
  return monthKey(month) >= monthKey(lastMonth) ? DAY_SECONDS : 30 * DAY_SECONDS;
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
  return fetchedAt.getTime() + ttl * 1000 - now.getTime();
}
