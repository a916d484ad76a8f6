import { defer, type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { ListingRecord, MonthSource, MonthStatus } from '@trackside/contracts';
import type { MonthEnd } from './discovery-records.js';

/** How a month of it ended, and where it was found; `none`: nowhere. */
export interface MeasuredMonth {
  status: MonthStatus;
  source: MonthSource | 'none';
}

/** A discovery that went to its end. */
export interface MeasuredDiscovery {
  /**
   * `liverc`: at least one of its months had to be asked for; `store`: all were known; `skipped`: all
   * their days are imported, so that none was given.
   */
  answeredBy: 'liverc' | 'store' | 'skipped';
  /** From its beginning to the first record with a practice day; null where none had one. */
  firstRowMs: number | null;
  elapsedMs: number;
  /** No month was partial or failed. */
  complete: boolean;
  months: readonly MeasuredMonth[];
  /** The whole answer was ready: nothing was looked up. */
  isKept?: boolean;
}

/** Measures the months of a discovery, from subscribing to their end; who leaves before is not measured. */
export function measured<T extends ListingRecord | MonthEnd>(
  tell: ((discovery: MeasuredDiscovery) => void) | undefined,
): MonoTypeOperatorFunction<T> {
  return (records) =>
    defer(() => {
      const begunAt = performance.now();
      const ends: MonthEnd[] = [];
      let firstRowMs: number | null = null;
      let wasAsked = false;
      const note = (record: ListingRecord | MonthEnd): void => {
        const isRow = record.type !== 'month_failed' && record.practice_days.length > 0;
        if (isRow) firstRowMs ??= performance.now() - begunAt;
        wasAsked ||= isFromLiverc(record);
        if (record.type !== 'listing') ends.push(record);
      };
      const end = (): void => {
        const isSkipped = ends.length > 0 && ends.every((one) => 'covered' in one && one.covered);
        const answeredBy = wasAsked ? 'liverc' : isSkipped ? 'skipped' : 'store';
        const complete = ends.every((one) => one.type === 'month' && one.status === 'complete');
        const elapsedMs = performance.now() - begunAt;
        const months = ends.map(toMeasured);
        tell?.({ answeredBy, firstRowMs, elapsedMs, complete, months });
      };
      return records.pipe(tap({ next: (record: T) => note(record), complete: end }));
    });
}

function isFromLiverc(record: ListingRecord | MonthEnd): boolean {
  if (record.type === 'month') return record.source === 'liverc';
  return record.type === 'listing' || record.code !== 'LIVERC_DISABLED';
}

function toMeasured(end: MonthEnd): MeasuredMonth {
  if (end.type === 'month_failed') return { status: 'failed', source: 'none' };
  return { status: end.status, source: end.source };
}
