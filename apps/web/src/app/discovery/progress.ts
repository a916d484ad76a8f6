import type {
  DiscoveryRecord,
  ListingRecord,
  MonthFailedRecord,
  MonthRecord,
} from '@trackside/contracts';
import { type MonthKey, monthKey } from '../calendar/month';

/** What is known about one month of a discovery. */
export interface MonthProgress {
  readonly key: MonthKey;
  /** Session count by date, from the calendar page; null while it was not read. */
  readonly listed: ReadonlyMap<string, number> | null;
  /** How the month ended, the best answer that came; null while it is open. */
  readonly outcome: MonthRecord | MonthFailedRecord | null;
  /** Moment (epoch ms) of the first failure that still stands; null without one. */
  readonly failedSince: number | null;
  /** Asked for again after it failed. */
  readonly retrying: boolean;
}

/** The months of a discovery by key. */
export interface DiscoveryProgress {
  readonly months: ReadonlyMap<MonthKey, MonthProgress>;
}

export const NO_PROGRESS: DiscoveryProgress = { months: new Map() };

/** A discovery of which nothing has come yet. */
export function expect(months: readonly MonthKey[]): DiscoveryProgress {
  return { months: new Map(months.map((key) => [key, unread(key)])) };
}

/**
 * Takes one record in. Records may come in any order, twice, or again after a cut: the result
 * depends only on the set of records, never on their sequence.
 *
 * @param receivedAt epoch ms, kept for failures only
 */
export function fold(
  progress: DiscoveryProgress,
  record: DiscoveryRecord,
  receivedAt: number,
): DiscoveryProgress {
  switch (record.type) {
    case 'started':
      return record.months.reduce((all, month) => update(all, monthKey(month), same), progress);
    case 'listing':
      return update(progress, monthKey(record), (month) => withListing(month, record));
    case 'month':
    case 'month_failed':
      return update(progress, monthKey(record), (month) => withOutcome(month, record, receivedAt));
    default:
      return progress;
  }
}

/** Marks a month as asked for again; its next outcome replaces a failure of before. */
export function retry(progress: DiscoveryProgress, key: MonthKey): DiscoveryProgress {
  return update(progress, key, (month) => ({ ...month, retrying: true }));
}

function update(
  progress: DiscoveryProgress,
  key: MonthKey,
  change: (month: MonthProgress) => MonthProgress,
): DiscoveryProgress {
  const before = progress.months.get(key);
  const after = change(before ?? unread(key));
  return after === before ? progress : { months: new Map(progress.months).set(key, after) };
}

/** A month of which nothing is known. */
export function unread(key: MonthKey): MonthProgress {
  return { key, listed: null, outcome: null, failedSince: null, retrying: false };
}

function same(month: MonthProgress): MonthProgress {
  return month;
}

function withListing(month: MonthProgress, record: ListingRecord): MonthProgress {
  const listed = new Map(month.listed ?? []);
  for (const day of record.practice_days) {
    listed.set(day.date, Math.max(day.session_count, listed.get(day.date) ?? 0));
  }
  return { ...month, listed };
}

function withOutcome(
  month: MonthProgress,
  record: MonthRecord | MonthFailedRecord,
  receivedAt: number,
): MonthProgress {
  const replaces = month.outcome === null || month.retrying || compare(record, month.outcome) > 0;
  const outcome = replaces ? worthKeeping(month, record) : month.outcome;
  const failing = outcome?.type === 'month_failed';
  const failedSince = failing ? Math.min(receivedAt, month.failedSince ?? receivedAt) : null;
  if (outcome === month.outcome && failedSince === month.failedSince && !month.retrying) {
    return month;
  }
  return { ...month, outcome, failedSince, retrying: false };
}

/** A retry that fails must not take away the days that a partial month already brought. */
function worthKeeping(
  month: MonthProgress,
  record: MonthRecord | MonthFailedRecord,
): MonthRecord | MonthFailedRecord {
  if (record.type === 'month_failed' && month.outcome?.type === 'month') {
    const { code, message, retry_after_seconds } = record;
    return { ...month.outcome, error: { code, message, retry_after_seconds } };
  }
  return record;
}

/** Above 0 when `a` tells more than `b`: a total order, so that the sequence does not matter. */
function compare(a: MonthRecord | MonthFailedRecord, b: MonthRecord | MonthFailedRecord): number {
  return (
    rank(a) - rank(b) || order(readAt(a), readAt(b)) || order(JSON.stringify(a), JSON.stringify(b))
  );
}

function rank(record: MonthRecord | MonthFailedRecord): number {
  if (record.type === 'month_failed') {
    return 0;
  }
  return record.status === 'partial' ? 1 : 2;
}

function readAt(record: MonthRecord | MonthFailedRecord): string {
  return record.type === 'month' ? record.fetched_at : '';
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
