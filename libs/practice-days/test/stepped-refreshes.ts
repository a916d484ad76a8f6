import { finalize, Observable, Subject } from 'rxjs';
import { type MonthKey, monthKey } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import type { PageTrack } from '../src/day/page-track.js';
import type { StoredDay } from '../src/day/stored-month.js';
import type {
  ListingStep,
  MonthRefresh,
  MonthStep,
  RefreshRun,
  RefreshStep,
} from '../src/discovery/month-refresh.js';

/** One reading of a month, whose steps the test tells. */
export interface SteppedRefresh {
  month: MonthKey;
  mode: RefreshRun;
  steps: Subject<RefreshStep>;
  left: boolean;
}

/** Stands for the reading of months: every one begun is kept here, in the order of beginning. */
export class SteppedRefreshes {
  readonly begun: SteppedRefresh[] = [];

  run(_track: PageTrack, month: YearMonth, mode: RefreshRun): Observable<RefreshStep> {
    return new Observable((subscriber) => {
      const steps = new Subject<RefreshStep>();
      const refresh = { month: monthKey(month), mode, steps, left: false };
      this.begun.push(refresh);
      const leave = (): void => void (refresh.left = true);
      return steps.pipe(finalize(leave)).subscribe(subscriber);
    });
  }

  /** The newest reading of that month. */
  of(month: MonthKey): SteppedRefresh {
    const found = this.begun.findLast((one) => one.month === month);
    if (!found) throw new Error(`nobody reads ${month}`);
    return found;
  }

  /** The months that were begun, in that order. */
  get months(): MonthKey[] {
    return this.begun.map(({ month }) => month);
  }

  /** Ends the reading of a month with what is known of it then. */
  end(month: MonthKey, step = monthStep([])): void {
    const { steps } = this.of(month);
    steps.next(step);
    steps.complete();
  }

  asMonthRefresh(): MonthRefresh {
    return this as unknown as MonthRefresh;
  }
}

export const READ_AT = new Date('2025-11-20T12:00:01Z');

/** A calendar page of a track that has practice in these months. */
export function listing(monthsWithPractice: MonthKey[], date = '2025-11-08'): ListingStep {
  const days = [{ date, sessionCount: 3 }];
  return { kind: 'listing', days, monthsWithPractice, readAt: READ_AT };
}

/** The end of a reading. */
export function monthStep(
  days: StoredDay[],
  failures: MonthStep['failures'] = new Map<string, unknown>(),
): MonthStep {
  const month = { fetchedAt: READ_AT.toISOString(), refreshedAt: null, days };
  return { kind: 'month', month, source: 'liverc', failures };
}
