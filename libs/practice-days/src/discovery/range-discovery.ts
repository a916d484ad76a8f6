import { Inject, Injectable, Logger, OnApplicationShutdown } from '@nestjs/common';
import {
  catchError,
  concat,
  defer,
  from,
  map,
  mergeMap,
  Observable,
  Subject,
  Subscription,
  tap,
} from 'rxjs';
import { monthKey } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { LivercTimeoutError } from '@trackside/liverc-scraper';
import type { StoredTrack } from '@trackside/tracks';
import { KnownMonths } from './known-months.js';
import type { MonthListed, MonthOutcome } from './discovery-records.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import type { PracticeWish } from './discovery-request.js';
import { UnknownMonths } from './unknown-months.js';

/** What became of a month that somebody has asked for. */
export interface DiscoveredMonth {
  track: StoredTrack;
  wish: PracticeWish;
  outcome: MonthOutcome;
}

/**
 * The months of a range from wherever they are: memory, the database, or LiveRC. Every answer about
 * months is made of what passes here.
 */
@Injectable()
export class RangeDiscovery implements OnApplicationShutdown {
  /** Every month that somebody has waited for, or waits for no more because time was over. */
  readonly ended = new Subject<DiscoveredMonth>();
  private readonly logger = new Logger(RangeDiscovery.name);
  /** Discoveries that ran out of time and go on without readers. */
  private readonly unattended = new Subscription();

  constructor(
    private readonly knownMonths: KnownMonths,
    private readonly unknownMonths: UnknownMonths,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onApplicationShutdown(): void {
    this.unattended.unsubscribe();
  }

  /**
   * For each month of the range exactly one outcome, in the order in which they finish, before it a
   * `listed` where its calendar was read. What is not finished when the time for a range is over
   * fails with LIVERC_TIMEOUT and goes on in the background. Leaving stops what nobody else awaits.
   *
   * @param asks called when it is known which months LiveRC has to be asked for, before it is asked
   */
  discover(
    track: StoredTrack,
    wish: PracticeWish,
    asks?: () => void,
  ): Observable<MonthListed | MonthOutcome> {
    return new Observable((subscriber) => {
      const unfinished = new Map(wish.range.months.map((month) => [monthKey(month), month]));
      const work = this.discoverToTheEnd(track, wish, asks).subscribe({
        next: (step) => {
          if (step.kind !== 'listed') unfinished.delete(monthKey(step.month));
          subscriber.next(step);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      let outOfTime = false;
      const deadline = setTimeout(() => {
        outOfTime = true;
        this.unattended.add(work);
        for (const month of unfinished.values()) {
          const outcome = this.ranOutOfTime(track, month);
          subscriber.next(outcome);
          this.ended.next({ track, wish, outcome });
        }
        subscriber.complete();
      }, this.options.rangeTimeoutMs);
      return () => {
        clearTimeout(deadline);
        if (!outOfTime) work.unsubscribe();
      };
    });
  }

  /** As {@link discover}, for as long as it takes. */
  discoverToTheEnd(
    track: StoredTrack,
    wish: PracticeWish,
    asks?: () => void,
  ): Observable<MonthListed | MonthOutcome> {
    return defer(() => {
      const begunAt = performance.now();
      return this.read(track, wish, asks).pipe(
        tap((step) => {
          if (step.kind === 'listed') return;
          this.log(track, step, performance.now() - begunAt);
          this.ended.next({ track, wish, outcome: step });
        }),
      );
    });
  }

  /** The same for work that no person has asked for: it ends without anybody hearing of it. */
  read(
    track: StoredTrack,
    wish: PracticeWish,
    asks?: () => void,
  ): Observable<MonthListed | MonthOutcome> {
    return defer(() => from(this.knownMonths.triage(track, wish))).pipe(
      tap({ next: asks, error: asks }),
      mergeMap(({ known, unknown }) =>
        concat(from(known), this.unknownMonths.discover(track, unknown, wish)),
      ),
      catchError((failure: unknown) => {
        this.logger.error(failure);
        return from(wish.range.months).pipe(
          map((month) => ({ kind: 'failed' as const, month, failure })),
        );
      }),
    );
  }

  private ranOutOfTime(track: StoredTrack, month: YearMonth): MonthOutcome {
    const seconds = this.options.rangeTimeoutMs / 1000;
    const failure = new LivercTimeoutError(
      `${track.slug} was not read within ${seconds} s; it goes on in the background, ask again soon`,
      '',
    );
    return { kind: 'failed', month, failure };
  }

  private log(track: StoredTrack, outcome: MonthOutcome, durationMs: number): void {
    this.logger.log({
      msg: 'month discovered',
      track: track.slug,
      ...outcome.month,
      source: outcome.kind === 'known' ? outcome.source : null,
      outcome: outcome.kind,
      reason: outcome.failure instanceof Error ? outcome.failure.message : undefined,
      durationMs: Math.round(durationMs),
    });
  }
}
