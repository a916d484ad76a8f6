import { Injectable, Logger } from '@nestjs/common';
import {
  asapScheduler,
  catchError,
  defer,
  filter,
  map,
  merge,
  mergeMap,
  Observable,
  observeOn,
  of,
  race,
  ReplaySubject,
  take,
  tap,
  timer,
} from 'rxjs';
import { Clock, liesInFuture, monthKey } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { LivercError, type Turn, TurnRefusedError } from '@trackside/liverc-scraper';
import { noPractice, type UnknownMonth } from './known-months.js';
import type { MonthListed, MonthOutcome } from './discovery-records.js';
import type { PageTrack } from '../day/page-track.js';
import type { ListingStep, RefreshStep } from './month-refresh.js';
import type { PracticeWish } from './discovery-request.js';
import { RunningRefreshes } from './running-refreshes.js';

/** How long a calendar page may take before the next month no longer waits for its list. */
const SCOUT_PATIENCE_MS = 2_000;

/** What the months of one discovery learn from each other. */
interface Scouting {
  /** The list of months with practice, from the first calendar page that was read. */
  learnt: ReplaySubject<ListingStep>;
  /** Positions of scouts that are through, with a list or without. */
  ended: ReplaySubject<number>;
}

/**
 * Asks LiveRC for months. Every calendar page names all months with practice, so as long as that
 * list is unknown only one month, the newest, is asked for; the list spares the pages of months
 * without practice. A page that hangs holds the others up for two patiences at the most.
 */
@Injectable()
export class UnknownMonths {
  private readonly logger = new Logger(UnknownMonths.name);

  constructor(
    private readonly running: RunningRefreshes,
    private readonly clock: Clock,
  ) {}

  /** For each month a `listed` where a calendar was read, then exactly one outcome. Never errors. */
  discover(
    track: PageTrack,
    months: UnknownMonth[],
    wish: PracticeWish,
  ): Observable<MonthListed | MonthOutcome> {
    const scouting: Scouting = { learnt: new ReplaySubject(1), ended: new ReplaySubject() };
    const scouts = this.inScoutingOrder(months.filter((unknown) => !unknown.hasPractice));
    const positions = new Map(scouts.map((unknown, position) => [unknown, position]));
    return merge(
      ...months.map((unknown) => {
        const position = positions.get(unknown);
        const read = this.read(track, unknown, wish).pipe(
          tap({
            next: (step) => 'monthsWithPractice' in step && scouting.learnt.next(step),
            complete: () => position !== undefined && scouting.ended.next(position),
          }),
          map((step) => (step.kind === 'listing' ? toListed(unknown.month, step) : step)),
        );
        return position === undefined ? read : scout(unknown, position, read, scouting);
      }),
    );
  }

  /** Newest first, months that no track on earth has reached last: their page tells least. */
  private inScoutingOrder(months: UnknownMonth[]): UnknownMonth[] {
    const now = this.clock.now();
    const ahead = (unknown: UnknownMonth) => Number(liesInFuture(unknown.month, now));
    return months.toSorted((a, b) => ahead(a) - ahead(b) || monthKey(b.month) - monthKey(a.month));
  }

  private read(
    track: PageTrack,
    unknown: UnknownMonth,
    { skipCovered, turn, company = [turn], aheadMs }: PracticeWish,
  ): Observable<ListingStep | MonthOutcome> {
    const mode = { refresh: unknown.refresh, skipCovered, window: unknown.window, aheadMs };
    return this.begin(track, unknown.month, company).pipe(
      mergeMap(() => this.running.join(track, unknown.month, mode, company)),
      map((step) => (step.kind === 'listing' ? step : toOutcome(unknown.month, step))),
      catchError((failure: unknown) => of(this.standIn(unknown, failure))),
    );
  }

  /** Emits once when the month may be read: somebody reads it already, or one of these may begin. */
  private begin(track: PageTrack, month: YearMonth, company: readonly Turn[]): Observable<unknown> {
    const isFree = company.some((turn) => !turn.begin) || this.running.isReading(track, month);
    return isFree ? of(null) : defer(() => beginForOne(company));
  }

  /** The expired copy where there is one; a failure otherwise, never an empty month. */
  private standIn(unknown: UnknownMonth, failure: unknown): MonthOutcome {
    const isTold = failure instanceof LivercError || failure instanceof TurnRefusedError;
    if (!isTold) this.logger.error(failure);
    return unknown.expired
      ? { ...unknown.expired, failure }
      : { kind: 'failed', month: unknown.month, failure };
  }
}

/** @throws TurnRefusedError the last one's, when none of them may */
async function beginForOne(company: readonly Turn[]): Promise<void> {
  let refusal: unknown;
  for (const turn of company) {
    try {
      return await turn.begin?.(1);
    } catch (error) {
      if (!(error instanceof TurnRefusedError)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Waits for the list of months with practice, and asks only when it does not spare the page. */
function scout(
  unknown: UnknownMonth,
  position: number,
  read: Observable<MonthListed | MonthOutcome>,
  scouting: Scouting,
): Observable<MonthListed | MonthOutcome> {
  if (position === 0) return read;
  const turn = race(
    // A moment later, so that the listing itself goes out before what follows from it.
    scouting.learnt.pipe(observeOn(asapScheduler)),
    scouting.ended.pipe(
      filter((ended) => ended === position - 1),
      map(() => null),
    ),
    timer(Math.min(position, 2) * SCOUT_PATIENCE_MS).pipe(map(() => null)),
  );
  return turn.pipe(
    take(1),
    mergeMap((listing) =>
      listing && sparesPage(listing, unknown)
        ? of(noPractice(unknown.month, listing.readAt, 'liverc'))
        : read,
    ),
  );
}

/**
 * A month whose stored days are gone from the list is asked for all the same, to be put right; so is
 * one that an earlier list named.
 */
function sparesPage(listing: ListingStep, unknown: UnknownMonth): boolean {
  const hasStoredDays = (unknown.expired?.days.length ?? 0) > 0;
  if (hasStoredDays || unknown.wasListed) return false;
  return !listing.monthsWithPractice.includes(monthKey(unknown.month));
}

function toListed(month: YearMonth, step: ListingStep): MonthListed {
  return { kind: 'listed', month, days: step.days };
}

function toOutcome(month: YearMonth, step: Exclude<RefreshStep, ListingStep>): MonthOutcome {
  const { days, fetchedAt } = step.month;
  const { source, failures } = step;
  const failure = [...failures.values()][0] ?? null;
  return { kind: 'known', month, days, source, fetchedAt, stale: false, failure, failures };
}
