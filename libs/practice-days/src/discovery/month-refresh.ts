import { Inject, Injectable, Logger } from '@nestjs/common';
import { catchError, concat, defer, from, map, mergeMap, Observable, of, reduce } from 'rxjs';
import {
  Clock,
  isDueAgain,
  isInWindow,
  type MonthKey,
  monthKey,
  type MonthWindow,
  remainingFreshMs,
} from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { LivercError, type Waiters } from '@trackside/liverc-scraper';
import { fromAbortable } from '@trackside/streams';
import { CalendarPages, type CalendarReading } from '../day/calendar-pages.js';
import { DayPages } from '../day/day-pages.js';
import type { PageTrack } from '../day/page-track.js';
import { ImportedDaysRead } from '../day/imported-days-read.js';
import { MonthCache } from '../day/month-cache.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { type StoredDay, type StoredMonth, wasJustRefreshed } from '../day/stored-month.js';

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
  /** Why day pages could not be read, by date. */
  failures: ReadonlyMap<string, unknown>;
}

export type RefreshStep = ListingStep | MonthStep;

export interface RefreshMode {
  /** Ask again for the calendar and every day page. */
  refresh: boolean;
  /** Ask for no day page when every listed day is imported. */
  skipCovered: boolean;
  /** Ask for no day page of another day; what is not asked for stays marked as unread. */
  window: MonthWindow;
  /** A calendar that counts no longer than this is read again; default: one that has expired. */
  aheadMs?: number;
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
    private readonly calendars: CalendarPages,
    private readonly pages: DayPages,
    private readonly importedDays: ImportedDaysRead,
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
    return defer(() => from(this.store.beginReading(track.id, month))).pipe(
      mergeMap(({ order, month: known }) =>
        known && this.isFresh(month, known, mode)
          ? this.finish(track, { month, order, isNew: false }, known, mode)
          : this.readCalendar(track, month, order, mode),
      ),
    );
  }

  /** A doubt that is due needs the calendar too: only pages that were both asked anew can settle it. */
  private isFresh(month: YearMonth, known: StoredMonth, mode: RefreshMode): boolean {
    if (mode.refresh && !wasJustRefreshed(known, this.clock.now())) return false;
    if (this.unreadDays(known, mode).some((day) => day.doubt !== null)) return false;
    return this.freshMs(month, known) > (mode.aheadMs ?? 0);
  }

  private finish(
    track: PageTrack,
    reading: MonthReading,
    known: StoredMonth,
    mode: RefreshRun,
  ): Observable<RefreshStep> {
    return this.unreadDays(known, mode).length === 0
      ? of<MonthStep>({ kind: 'month', month: known, source: 'store', failures: new Map() })
      : this.readDays(track, reading, known, mode);
  }

  private readCalendar(
    track: PageTrack,
    month: YearMonth,
    order: number,
    mode: RefreshRun,
  ): Observable<RefreshStep> {
    const { waiters } = mode;
    return fromAbortable((signal) =>
      this.calendars.fetch(track, month, order, { signal, waiters }),
    ).pipe(
      mergeMap((reading) => {
        const listing: ListingStep = {
          kind: 'listing',
          days: reading.page.days,
          monthsWithPractice: reading.page.monthsWithPractice.map(monthKey),
          readAt: reading.readAt,
        };
        const rest = defer(() => from(this.saveListing(track, month, reading, mode))).pipe(
          mergeMap((stored) => this.readDays(track, { month, order, isNew: true }, stored, mode)),
        );
        return concat(of(listing), rest);
      }),
    );
  }

  private async saveListing(
    track: PageTrack,
    month: YearMonth,
    reading: CalendarReading,
    mode: RefreshMode,
  ): Promise<StoredMonth> {
    const days = await this.calendars.save(track, month, reading, mode);
    const at = reading.readAt.toISOString();
    return { fetchedAt: at, refreshedAt: mode.refresh ? at : null, days };
  }

  private readDays(
    track: PageTrack,
    reading: MonthReading,
    stored: StoredMonth,
    mode: RefreshRun,
  ): Observable<MonthStep> {
    const days = this.unreadDays(stored, mode);
    return this.readPages(track, reading, stored, days, mode.waiters).pipe(
      // A page may tell that a session of another day is no longer there: that one is read after it.
      mergeMap(({ month, results }) => {
        const isLeft = ({ date, doubt }: StoredDay): boolean =>
          doubt === null && (results.get(date)?.failure ?? null) === null;
        const left = this.unreadDays(month, mode).filter(isLeft);
        const isOver = left.length === 0 || !changesOthers(results);
        if (isOver) return of({ month, results });
        return this.readPages(track, reading, month, left, mode.waiters, results);
      }),
      mergeMap(async ({ month, results }) => {
        await this.cache.set(track.id, reading.month, month, this.freshMs(reading.month, month));
        if ([...results.values()].some(({ day }) => day.imported)) this.importedDays.days.next();
        const failures = new Map(
          [...results.values()].flatMap(({ date, failure }) =>
            failure === null ? [] : [[date, failure] as const],
          ),
        );
        return { kind: 'month', month, source: 'liverc', failures } satisfies MonthStep;
      }),
    );
  }

  /** Reads pages of days, all at once; gives the month after them. */
  private readPages(
    track: PageTrack,
    reading: MonthReading,
    stored: StoredMonth,
    days: StoredDay[],
    waiters: Waiters,
    before: DayResults = new Map(),
  ): Observable<{ month: StoredMonth; results: DayResults }> {
    return from(days).pipe(
      mergeMap((day) => this.readDay(track, { ...reading, waiters }, day)),
      reduce((results, result) => results.set(result.date, result), new Map(before)),
      mergeMap(async (results) => {
        const month = await this.withResults(track.id, reading.month, stored, results);
        return { month, results };
      }),
    );
  }

  /** The month after its day pages; where one has changed another day, as it is stored. */
  private async withResults(
    trackId: string,
    month: YearMonth,
    stored: StoredMonth,
    results: DayResults,
  ): Promise<StoredMonth> {
    if (changesOthers(results)) {
      const known = (await this.store.findMonths(trackId, [month])).get(monthKey(month));
      if (known) return known;
    }
    const days = stored.days
      .map((day) => results.get(day.date)?.day ?? day)
      .filter((day) => !day.gone || day.imported);
    return { ...stored, days };
  }

  /** A day page that can't be read hurts no other: its failure is a result. */
  private readDay(track: PageTrack, reading: DaysReading, day: StoredDay): Observable<DayResult> {
    return fromAbortable((signal) => this.fetchDay(track, reading, day, signal)).pipe(
      map((read) => ({ date: day.date, ...read, failure: null })),
      catchError((failure: unknown) => {
        if (!(failure instanceof LivercError)) this.logger.error(failure);
        return of({ date: day.date, day, changesOthers: false, failure });
      }),
    );
  }

  private async fetchDay(
    track: PageTrack,
    { order, isNew, waiters }: DaysReading,
    day: StoredDay,
    signal: AbortSignal,
  ): Promise<Pick<DayResult, 'day' | 'changesOthers'>> {
    const sessionCount = day.inCalendar ? day.listedSessionCount : null;
    const calendar = { sessionCount, isNew };
    const { day: read, otherDates } = await this.pages.read(track, day.date, {
      order,
      calendar,
      options: { signal, waiters },
    });
    return { day: read ?? day, changesOthers: otherDates.length > 0 };
  }

  private freshMs(month: YearMonth, stored: StoredMonth): number {
    return remainingFreshMs(
      month,
      new Date(stored.fetchedAt),
      this.clock.now(),
      this.options.openMonthTtlSeconds,
    );
  }

  /** The days whose pages the caller needs, and that may be asked for. */
  private unreadDays(month: StoredMonth, mode: RefreshMode): StoredDay[] {
    const now = this.clock.now();
    const inside = month.days.filter((day) => isInWindow(day.date, mode.window));
    const covered = mode.skipCovered && inside.every((day) => day.imported);
    if (covered) return [];
    const isAsked = ({ doubt }: StoredDay): boolean =>
      !doubt || isDueAgain(doubt, now) || mode.refresh;
    return inside.filter((day) => day.needsReading && isAsked(day));
  }
}

/** A reading of a month that is under way. */
interface MonthReading {
  month: YearMonth;
  /** Its place among all readings. */
  order: number;
  /** Its calendar was asked for, not remembered. */
  isNew: boolean;
}

interface DaysReading extends MonthReading {
  waiters: Waiters;
}

interface DayResult {
  date: string;
  day: StoredDay;
  /** What it shows has changed what is known of other days. */
  changesOthers: boolean;
  failure: unknown;
}

/** By date. */
type DayResults = ReadonlyMap<string, DayResult>;

function changesOthers(results: DayResults): boolean {
  return [...results.values()].some((result) => result.changesOthers);
}
