import type { YearMonth } from '@trackside/contracts';
import { latestToday } from './freshness.js';
import { addDays, firstDate, lastDate, monthKey, monthsTouching } from './months.js';

/** What a caller asked for: dates, months, or neither. */
export interface RangeRequest {
  /** Both dates or none. */
  startDate?: string;
  endDate?: string;
  /** Instead of dates. */
  months?: YearMonth[];
}

/** Which months are to be discovered, and which of their days count. */
export interface DiscoveryRange {
  /** Newest first, at most the cap. */
  months: YearMonth[];
  /** Months asked for, before the cap. */
  monthsRequested: number;
  truncated: boolean;
  /** Days before this date are left out everywhere. */
  startDate: string;
  /** Days after this date are left out everywhere. */
  endDate: string;
  /** The same for requests that mean the same range, also across midnight. */
  signature: string;
}

const DEFAULT_DAYS = 180;

/** The range that is meant when nothing is said: the last 180 days. */
export function defaultDates(now: Date): { startDate: string; endDate: string } {
  const endDate = latestToday(now);
  return { startDate: addDays(endDate, -DEFAULT_DAYS), endDate };
}

/**
 * The months of a request, newest first; when there are more than `cap`, the newest are kept.
 * Expects validated input: both dates or none, no month twice.
 */
export function resolveRange(request: RangeRequest, now: Date, cap: number): DiscoveryRange {
  if (request.months) return rangeOfMonths(request.months, cap);
  const { startDate, endDate } =
    request.startDate && request.endDate
      ? { startDate: request.startDate, endDate: request.endDate }
      : defaultDates(now);
  const months = monthsTouching(startDate, endDate);
  return {
    months: months.slice(0, cap),
    monthsRequested: months.length,
    truncated: months.length > cap,
    startDate,
    endDate,
    signature: request.startDate ? `${startDate}/${endDate}` : `last-${DEFAULT_DAYS}-days`,
  };
}

/** Whether the day counts in the range. */
export function isInRange(date: string, range: DiscoveryRange): boolean {
  return date >= range.startDate && date <= range.endDate;
}

/** The days of one month that count in a range. */
export interface MonthWindow {
  /** First and last date, inclusive. */
  from: string;
  until: string;
}

/** The part of the month that lies in the range. */
export function windowOf(month: YearMonth, range: DiscoveryRange): MonthWindow {
  const [first, last] = [firstDate(month), lastDate(month)];
  return {
    from: range.startDate > first ? range.startDate : first,
    until: range.endDate < last ? range.endDate : last,
  };
}

export function isInWindow(date: string, { from, until }: MonthWindow): boolean {
  return date >= from && date <= until;
}

function rangeOfMonths(requested: YearMonth[], cap: number): DiscoveryRange {
  const sorted = requested.toSorted((a, b) => monthKey(b) - monthKey(a));
  const months = sorted.slice(0, cap);
  return {
    months,
    monthsRequested: requested.length,
    truncated: requested.length > cap,
    startDate: firstDate(months.at(-1) as YearMonth),
    endDate: lastDate(months[0] as YearMonth),
    signature: sorted.map(monthKey).join(','),
  };
}
