import { type DiscoveryRange, isInRange, type MonthKey, monthKey } from '@trackside/calendar';
import type {
  DiscoveryRecord,
  DoneRecord,
  ListingRecord,
  MonthFailedRecord,
  MonthRecord,
  MonthState,
} from '@trackside/contracts';
import {
  type MonthListed,
  type MonthOutcome,
  toMonthFailedRecord,
  toMonthRecord,
} from './month-outcome.js';
import type { PracticeWish } from './practice-wish.js';

/** The record in which a month of `started` ends. */
export type MonthEnd = MonthRecord | MonthFailedRecord;

export function isMonthEnd(record: DiscoveryRecord): record is MonthEnd {
  return record.type === 'month' || record.type === 'month_failed';
}

/** What happened to a month, as its record in the caller's range. */
export function toMonthEvent(
  step: MonthListed | MonthOutcome,
  trackSlug: string,
  wish: PracticeWish,
): ListingRecord | MonthEnd {
  switch (step.kind) {
    case 'listed':
      return toListing(step, trackSlug, wish.range);
    case 'known':
      return toMonthRecord(step, trackSlug, wish);
    case 'failed':
      return toMonthFailedRecord(step);
  }
}

/** The closing record of a discovery that began at `begunAt` (`performance.now()`). */
export function toDone(ends: MonthEnd[], begunAt: number): DoneRecord {
  const known = ends.filter((end) => end.type === 'month');
  const complete = known.filter((month) => month.status === 'complete').length;
  return {
    type: 'done',
    total: known.reduce((total, month) => total + month.practice_days.length, 0),
    complete: complete === ends.length,
    months: { complete, partial: known.length - complete, failed: ends.length - known.length },
    elapsed_ms: Math.round(performance.now() - begunAt),
  };
}

/** The month's state without its days. */
export function toMonthState(end: MonthEnd): MonthState {
  if (end.type === 'month') {
    const { type: _type, practice_days: _days, ...state } = end;
    return state;
  }
  const { type: _type, year, month, ...error } = end;
  return {
    year,
    month,
    status: 'failed',
    source: 'liverc',
    fetched_at: null,
    stale: false,
    missing_dates: [],
    missing: [],
    covered: false,
    error,
  };
}

/** The range without the months that a client already has. */
export function withoutMonths(
  range: DiscoveryRange,
  received: ReadonlySet<MonthKey>,
): DiscoveryRange {
  return {
    ...range,
    months: range.months.filter((month) => !received.has(monthKey(month))),
    monthsRequested: range.monthsRequested - received.size,
  };
}

function toListing(listed: MonthListed, trackSlug: string, range: DiscoveryRange): ListingRecord {
  return {
    type: 'listing',
    ...listed.month,
    practice_days: listed.days
      .filter((day) => isInRange(day.date, range))
      .map((day) => ({
        date: day.date,
        track_slug: trackSlug,
        session_count: day.sessionCount,
      })),
  };
}
