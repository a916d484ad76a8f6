import { isInRange } from '@trackside/calendar';
import type {
  MissingDate,
  MonthError,
  MonthFailedRecord,
  MonthRecord,
  MonthSource,
  PracticeDay,
  YearMonth,
} from '@trackside/contracts';
import { databaseTrouble } from '@trackside/database';
import { LivercError } from '@trackside/liverc-scraper';
import type { PracticeWish } from './practice-wish.js';
import type { StoredDay } from '../day/stored-month.js';
import { toPracticeDay } from '../day/day-summary.js';

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
  if (!(failure instanceof LivercError)) {
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
