import { Injectable } from '@nestjs/common';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  ignoreElements,
  Observable,
  ReplaySubject,
  share,
  tap,
} from 'rxjs';
import type { YearMonth } from '@trackside/contracts';
import type { PageTrack } from '../day/day-pages.js';
import { MonthRefresh, type RefreshMode, type RefreshStep } from './month-refresh.js';
import { monthKey } from '../calendar/months.js';

interface Running {
  steps: Observable<RefreshStep>;
  mode: RefreshMode;
}

/**
 * One running refresh per month in this process, shared by all who wait for it: late-comers get its
 * steps from the beginning, and it stops when the last one leaves.
 */
@Injectable()
export class RunningRefreshes {
  private readonly running = new Map<string, Running>();

  constructor(private readonly months: MonthRefresh) {}

  /** How many months are being read now. */
  get size(): number {
    return this.running.size;
  }

  /** Joins the running refresh of the month, or begins one. */
  join(track: PageTrack, month: YearMonth, mode: RefreshMode): Observable<RefreshStep> {
    return defer(() => {
      const key = `${track.id}:${monthKey(month)}`;
      const current = this.running.get(key);
      if (!current) return this.begin(key, track, month, mode);
      if (serves(current.mode, mode)) return current.steps;
      // What runs asks for less than this caller wants: it ends first, so that no page is asked
      // for by two at once, and the new one finds its results in the store.
      const ended = current.steps.pipe(
        ignoreElements(),
        catchError(() => EMPTY),
      );
      return concat(ended, this.join(track, month, mode));
    });
  }

  private begin(
    key: string,
    track: PageTrack,
    month: YearMonth,
    mode: RefreshMode,
  ): Observable<RefreshStep> {
    const forget = () => this.running.delete(key);
    const steps = this.months.run(track, month, mode).pipe(
      // Before anybody hears of the end: who then asks anew must not find the run that ended.
      tap({ complete: forget, error: forget, unsubscribe: forget }),
      share({ connector: () => new ReplaySubject<RefreshStep>() }),
    );
    this.running.set(key, { steps, mode });
    return steps;
  }
}

/** Whether a run in one mode gives a caller in another all that was asked for. */
function serves(running: RefreshMode, wanted: RefreshMode): boolean {
  const rereads = running.refresh || !wanted.refresh;
  const readsDays = !running.skipCovered || wanted.skipCovered;
  const { from, until } = wanted.window;
  const holdsWindow = running.window.from <= from && running.window.until >= until;
  return rereads && readsDays && holdsWindow;
}
