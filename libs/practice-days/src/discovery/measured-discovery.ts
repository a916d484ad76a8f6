import { defer, type MonoTypeOperatorFunction, tap } from 'rxjs';
import type { ListingRecord } from '@trackside/contracts';
import type { MonthEnd } from './discovery-records.js';

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
        tell?.({ answeredBy, firstRowMs, elapsedMs: performance.now() - begunAt, complete });
      };
      return records.pipe(tap({ next: (record: T) => note(record), complete: end }));
    });
}

function isFromLiverc(record: ListingRecord | MonthEnd): boolean {
  if (record.type === 'month') return record.source === 'liverc';
  return record.type === 'listing' || record.code !== 'LIVERC_DISABLED';
}
