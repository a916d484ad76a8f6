import { Inject, Injectable, Logger } from '@nestjs/common';
import { catchError, concat, defer, from, map, mergeMap, Observable, of, reduce } from 'rxjs';
import type { YearMonth } from '@trackside/contracts';
import {
  type CalendarPage,
  LivercError,
  LivercScraper,
  type Waiters,
} from '@trackside/liverc-scraper';
import { TrackNames, TracksStore } from '@trackside/tracks';
import { fromAbortable } from '../streams/abortable.js';
import { Clock } from '../calendar/clock.js';
import { DayPages, type PageTrack } from '../day/day-pages.js';
import { dayIdOf } from '../day/day-summary.js';
import { firstUnsettledDate, remainingFreshMs } from '../calendar/freshness.js';
import { MonthCache } from './month-cache.js';
import { type MonthKey, monthKey } from '../calendar/months.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { isInWindow, type MonthWindow } from '../calendar/range.js';
import { PracticeDayStore } from '../storage/practice-day-store.js';
import { type StoredDay, type StoredMonth, wasJustRefreshed } from './stored-month.js';

/** A calendar page was read: the month's days are known, their details follow. */
export interface ListingStep {
  kind: 'listing';
  days: { date: string; sessionCount: number }[];
  /** The track's whole list of months with practice, as the page tells it. */
  monthsWithPractice: MonthKey[];
  readAt: Date;
}

/** The end of a refresh: everything that could be read is stored. */
export interface MonthStep {
  kind: 'month';
  month: StoredMonth;
  source: 'store' | 'liverc';
  /** Why a day page could not be read; null when every one could. */
  failure: unknown;
}

export type RefreshStep = ListingStep | MonthStep;

export interface RefreshMode {
  /** Ask again for the calendar and every day page. */
  refresh: boolean;
  /** Ask for no day page when every listed day is imported. */
  skipCovered: boolean;
  /** Ask for no day page of another day; what is not asked for stays marked as unread. */
  window: MonthWindow;
}

/** One reading of a month. */
export interface RefreshRun extends RefreshMode {
  /** All who wait for it; more may come while it runs. */
  waiters: Waiters;
}

/**
 * Reads one month of one track from LiveRC into the store: calendar page, then the day pages that
 * changed, each stored as it is read.
 */
@Injectable()
export class MonthRefresh {
  private readonly logger = new Logger(MonthRefresh.name);

  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly pages: DayPages,
    private readonly tracks: TracksStore,
    private readonly store: PracticeDayStore,
    private readonly cache: MonthCache,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /**
   * A `listing` when the calendar had to be read, then one `month`. Asks LiveRC only for what is
   * not known: a month whose calendar is fresh is asked for its unread days alone. Leaving aborts
   * what is in flight; what was read stays stored.
   *
   * @throws LivercError (as the Observable's error) when the calendar could not be read
   */
  run(track: PageTrack, month: YearMonth, mode: RefreshRun): Observable<RefreshStep> {
    return defer(() => from(this.findFresh(track.id, month, mode))).pipe(
      mergeMap((known) =>
        known ? this.finish(track, month, known, mode) : this.readCalendar(track, month, mode),
      ),
    );
  }

  private async findFresh(
    trackId: string,
    month: YearMonth,
    mode: RefreshMode,
  ): Promise<StoredMonth | null> {
    const known = (await this.store.findMonths(trackId, [month])).get(monthKey(month));
    if (!known) return null;
    if (mode.refresh && !wasJustRefreshed(known, this.clock.now())) return null;
    return this.freshMs(month, known) > 0 ? known : null;
  }

  private finish(
    track: PageTrack,
    month: YearMonth,
    known: StoredMonth,
    mode: RefreshRun,
  ): Observable<RefreshStep> {
    return unreadDays(known, mode).length === 0
      ? of<MonthStep>({ kind: 'month', month: known, source: 'store', failure: null })
      : this.readDays(track, month, known, mode);
  }

  private readCalendar(
    track: PageTrack,
    month: YearMonth,
    mode: RefreshRun,
  ): Observable<RefreshStep> {
    const { waiters } = mode;
    const readAt = this.clock.now();
    return fromAbortable((signal) =>
      this.names.ask(track, (ref) => this.scraper.fetchCalendar(ref, month, { signal, waiters })),
    ).pipe(
      mergeMap((page) => {
        const listing: ListingStep = {
          kind: 'listing',
          days: page.days,
          monthsWithPractice: page.monthsWithPractice.map(monthKey),
          readAt,
        };
        const save = () => this.saveListing(track, month, page, readAt, mode);
        const rest = defer(() => from(this.scraper.keep(page, save))).pipe(
          mergeMap((stored) => this.readDays(track, month, stored, mode)),
        );
        return concat(of(listing), rest);
      }),
    );
  }

  private async saveListing(
    track: PageTrack,
    month: YearMonth,
    page: CalendarPage,
    readAt: Date,
    mode: RefreshMode,
  ): Promise<StoredMonth> {
    const listed = page.days.map((day) => ({ id: dayIdOf(track.id, day.date), ...day }));
    const [days] = await Promise.all([
      this.store.saveListing(
        track.id,
        month,
        { fetchedAt: readAt, days: listed },
        {
          refresh: mode.refresh,
          settledBefore: firstUnsettledDate(this.clock.now()),
          window: mode.window,
        },
      ),
      this.tracks.savePracticeMonths(track.id, page.monthsWithPractice.map(monthKey), readAt),
    ]);
    // Whatever happens to the day pages, the copy from before this listing is no answer any more.
    await this.cache.forget(track.id, month);
    const at = readAt.toISOString();
    return { fetchedAt: at, refreshedAt: mode.refresh ? at : null, days };
  }

  private readDays(
    track: PageTrack,
    month: YearMonth,
    stored: StoredMonth,
    mode: RefreshRun,
  ): Observable<MonthStep> {
    return from(unreadDays(stored, mode)).pipe(
      mergeMap((day) => this.readDay(track, day, mode.waiters)),
      reduce((reading, result) => reading.set(result.date, result), new Map<string, DayResult>()),
      mergeMap(async (results) => {
        const days = stored.days.map((day) => results.get(day.date)?.day ?? day);
        const failures = [...results.values()].map((result) => result.failure);
        const known = { ...stored, days };
        await this.cache.set(track.id, month, known, this.freshMs(month, known));
        const failure = failures.find((reason) => reason !== null) ?? null;
        return { kind: 'month', month: known, source: 'liverc', failure } satisfies MonthStep;
      }),
    );
  }

  /** A day page that can't be read hurts no other: its failure is a result. */
  private readDay(track: PageTrack, day: StoredDay, waiters: Waiters): Observable<DayResult> {
    return fromAbortable((signal) => this.fetchDay(track, day, { signal, waiters })).pipe(
      map((read) => ({ date: day.date, day: read, failure: null })),
      catchError((failure: unknown) => {
        if (!(failure instanceof LivercError)) this.logger.error(failure);
        return of({ date: day.date, day, failure });
      }),
    );
  }

  private async fetchDay(
    track: PageTrack,
    day: StoredDay,
    options: { signal: AbortSignal; waiters: Waiters },
  ): Promise<StoredDay> {
    const summary = await this.pages.read(track, day.date, day.listedSessionCount, options);
    return { ...day, summary, needsReading: false };
  }

  private freshMs(month: YearMonth, stored: StoredMonth): number {
    return remainingFreshMs(
      month,
      new Date(stored.fetchedAt),
      this.clock.now(),
      this.options.openMonthTtlSeconds,
    );
  }
}

/** The days whose pages the caller needs. */
function unreadDays(month: StoredMonth, mode: RefreshMode): StoredDay[] {
  const inside = month.days.filter((day) => isInWindow(day.date, mode.window));
  const covered = mode.skipCovered && inside.every((day) => day.imported);
  return covered ? [] : inside.filter((day) => day.needsReading);
}

interface DayResult {
  date: string;
  day: StoredDay;
  failure: unknown;
}
