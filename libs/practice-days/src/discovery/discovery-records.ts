import { type DiscoveryRange, isInRange, type MonthKey, monthKey } from '@trackside/calendar';
import type {
  DiscoveryRecord,
  DoneRecord,
  ListingRecord,
  MissingDate,
  MonthError,
  MonthFailedRecord,
  MonthRecord,
  MonthSource,
  MonthState,
  PracticeDay,
  StartedRecord,
  YearMonth,
} from '@trackside/contracts';
import { databaseTrouble } from '@trackside/database';
import { LivercError, TurnRefusedError } from '@trackside/liverc-scraper';
import type { StoredDay } from '../day/stored-month.js';
import { toPracticeDay } from '../day/day-summary.js';
import type { PracticeWish } from './discovery-request.js';

/** What is known of a month, before it is cut to a range. */
export interface KnownMonth {
  kind: 'known';
  month: YearMonth;
  /** Every day of the month, newest first. */
  days: StoredDay[];
  source: MonthSource;
  /** UTC instant of the reading, ISO 8601. */
  fetchedAt: string;
  /** The copy is expired and could not be refreshed. */
  stale: boolean;
  /** Why it is stale or lacks days. */
  failure: unknown;
  /** Why pages of days could not be read just now, by date. */
  failures?: ReadonlyMap<string, unknown>;
}

/** A month that could not become known, and of which no copy is at hand. */
export interface FailedMonth {
  kind: 'failed';
  month: YearMonth;
  failure: unknown;
}

export type MonthOutcome = KnownMonth | FailedMonth;

/** A calendar page was read, on the way to the month's outcome. */
export interface MonthListed {
  kind: 'listed';
  month: YearMonth;
  /** Newest first. */
  days: { date: string; sessionCount: number }[];
}

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

/** The closing record of a discovery. */
export function toDone(ends: MonthEnd[], elapsedMs: number): DoneRecord {
  const known = ends.filter((end) => end.type === 'month');
  const complete = known.filter((month) => month.status === 'complete').length;
  return {
    type: 'done',
    total: known.reduce((total, month) => total + month.practice_days.length, 0),
    complete: complete === ends.length,
    months: { complete, partial: known.length - complete, failed: ends.length - known.length },
    elapsed_ms: Math.round(elapsedMs),
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

/** The opening record of a discovery. */
export function toStarted(range: DiscoveryRange): StartedRecord {
  const { months, monthsRequested, truncated } = range;
  return { type: 'started', months, months_requested: monthsRequested, truncated };
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

/**
 * The month's record: days outside the range are left out, its state is judged by those inside. A
 * day that could not be read again is named missing and, where there is one, given as its old copy.
 */
export function toMonthRecord(
  known: KnownMonth,
  trackSlug: string,
  { range, skipCovered }: Pick<PracticeWish, 'range' | 'skipCovered'>,
): MonthRecord {
  const inside = known.days.filter((day) => isInRange(day.date, range));
  const covered = !known.stale && inside.every((day) => day.imported);
  const shown = covered && skipCovered ? [] : inside;
  const unread = shown.filter((day) => day.needsReading);
  // A day in doubt was read: what is known of it is no old copy.
  const stale = known.stale || unread.some((day) => day.summary !== null && day.doubt === null);
  const missing = unread.map((day) => toMissing(day, known));
  const error = stale || missing.length > 0 ? toTrouble(known, missing) : null;
  return {
    type: 'month',
    ...known.month,
    practice_days: shown
      .map((day) => toPracticeDay(day, trackSlug))
      .filter((day): day is PracticeDay => day !== null),
    status: unread.length > 0 ? 'partial' : 'complete',
    source: known.source,
    fetched_at: known.fetchedAt,
    stale,
    missing_dates: unread.map((day) => day.date),
    missing,
    covered,
    ...(error ? { error } : {}),
  };
}

/** Why the day is not known as well as it should be. */
function toMissing({ date, doubt }: StoredDay, known: KnownMonth): MissingDate {
  const failure = known.failures?.get(date) ?? (doubt ? null : known.failure);
  if (failure) {
    const { code, message } = toMonthError(failure);
    return { date, code, message };
  }
  const message = doubt?.message ?? 'its page has to be read again';
  return { date, code: 'LIVERC_PAGE_INCOMPLETE', message };
}

/** What stands for the month's troubles: what failed just now, else the newest day's. */
function toTrouble(known: KnownMonth, missing: MissingDate[]): MonthError | null {
  if (known.failure) return toMonthError(known.failure);
  const [newest] = missing;
  return newest ? { code: newest.code, message: newest.message } : null;
}

export function toMonthFailedRecord(failed: FailedMonth): MonthFailedRecord {
  return { type: 'month_failed', ...failed.month, ...toMonthError(failed.failure) };
}

/** A failure as a code and a sentence; what is not LiveRC's is ours. */
export function toMonthError(failure: unknown): MonthError {
  const trouble = databaseTrouble(failure);
  if (trouble) {
    const { code, message, retryAfterSeconds } = trouble;
    return { code, message, retry_after_seconds: retryAfterSeconds };
  }
  if (!(failure instanceof LivercError) && !(failure instanceof TurnRefusedError)) {
    return { code: 'INTERNAL_ERROR', message: 'something went wrong on our side; try again' };
  }
  return {
    code: failure.code,
    message: failure.message,
    ...(failure.retryAfterSeconds === undefined
      ? {}
      : { retry_after_seconds: Math.ceil(failure.retryAfterSeconds) }),
  };
}
