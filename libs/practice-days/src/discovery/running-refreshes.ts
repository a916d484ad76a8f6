import { Injectable } from '@nestjs/common';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  finalize,
  ignoreElements,
  Observable,
  ReplaySubject,
  share,
  tap,
  throwError,
} from 'rxjs';
import { monthKey } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { Leases } from '@trackside/jobs';
import { type Turn, type Waiter, Waiters } from '@trackside/liverc-scraper';
import { traced } from '@trackside/tracing';
import type { PageTrack } from '../day/page-track.js';
import { ListingsElsewhere } from './listings-elsewhere.js';
import { MonthRefresh, type RefreshMode, type RefreshStep } from './month-refresh.js';

interface Running {
  steps: Observable<RefreshStep>;
  mode: RefreshMode;
  waiters: Waiters;
}

/**
 * One running refresh per month among all processes, shared in this one by all who wait for it:
 * late-comers get its steps from the beginning, and it stops when the last one leaves.
 */
@Injectable()
export class RunningRefreshes {
  private readonly running = new Map<string, Running>();

  constructor(
    private readonly months: MonthRefresh,
    private readonly leases: Leases,
    private readonly elsewhere: ListingsElsewhere,
  ) {}

  /** How many months are being read now. */
  get size(): number {
    return this.running.size;
  }

  /** Whether the month is being read now, for whomever. */
  isReading(track: PageTrack, month: YearMonth): boolean {
    return this.running.has(`${track.id}:${monthKey(month)}`);
  }

  /**
   * Joins the running refresh of the month, or begins one; its pages take these turns as well. What it
   * failed to read before this caller came is read once more, for those who came too late for it.
   *
   * @param turns of all for whom the caller asks, at least one
   */
  join(
    track: PageTrack,
    month: YearMonth,
    mode: RefreshMode,
    turns: readonly Turn[],
  ): Observable<RefreshStep> {
    return defer(() => {
      const key = `${track.id}:${monthKey(month)}`;
      const current = this.running.get(key) ?? this.begin(key, track, month, mode);
      const party = turns.map((turn) => current.waiters.come(turn));
      const leave = (): void => party.forEach((waiter) => waiter.leave());
      const steps = current.steps.pipe(finalize(leave));
      const [waiter] = party as [Waiter];
      if (!serves(current.mode, mode)) {
        // What runs asks for less than this caller wants: it ends first, so that no page is asked
        // for by two at once, and the new one finds its results in the store.
        return concat(whenEnded(steps), this.join(track, month, mode, turns));
      }
      const own = steps.pipe(
        filter((step) => step.kind === 'listing' || !waiter.inherits),
        catchError((error: unknown) => (waiter.inherits ? EMPTY : throwError(() => error))),
      );
      const again = defer(() => (waiter.inherits ? this.join(track, month, mode, turns) : EMPTY));
      return concat(own, again);
    });
  }

  private begin(key: string, track: PageTrack, month: YearMonth, mode: RefreshMode): Running {
    const waiters = new Waiters();
    const forget = () => this.running.delete(key);
    const attributes = { 'track.slug': track.slug, 'practice.month': monthKey(month) };
    const tell = traced<RefreshStep>({ name: 'read a month', kind: 'internal', attributes });
    const refresh = this.leases.during<RefreshStep>(`month ${key}`, {
      // What another process has read meanwhile, it finds in the store.
      work: () => this.months.run(track, month, { ...mode, waiters }).pipe(tell),
      meanwhile: () => this.elsewhere.listing(track, month, mode),
      isUrgent: () => waiters.lane === 'people',
    });
    const steps = refresh.pipe(
      // Before anybody hears of the end: who then asks anew must not find the run that ended.
      tap({ complete: forget, error: forget, unsubscribe: forget }),
      share({ connector: () => new ReplaySubject<RefreshStep>() }),
    );
    const running = { steps, mode, waiters };
    this.running.set(key, running);
    return running;
  }
}

/** Nothing but the end, whichever it is. */
function whenEnded(steps: Observable<unknown>): Observable<never> {
  return steps.pipe(
    ignoreElements(),
    catchError(() => EMPTY),
  );
}

/** Whether a run in one mode gives a caller in another all that was asked for. */
function serves(running: RefreshMode, wanted: RefreshMode): boolean {
  const rereads = running.refresh || !wanted.refresh;
  const readsDays = !running.skipCovered || wanted.skipCovered;
  const { from, until } = wanted.window;
  const holdsWindow = running.window.from <= from && running.window.until >= until;
  return rereads && readsDays && holdsWindow;
}
