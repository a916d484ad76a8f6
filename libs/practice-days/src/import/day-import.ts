import { Inject, Injectable } from '@nestjs/common';
import { Clock, isFresh, monthOf } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import {
  LivercPageIncompleteError,
  LivercScraper,
  SharedReadings,
  type Turn,
  type Waiters,
} from '@trackside/liverc-scraper';
import { DayPages, type DayRead } from '../day/day-pages.js';
import type { PageTrack } from '../day/page-track.js';
import { dayIdOf } from '../day/day-summary.js';
import { type BelievedPage, DayVault } from '../day/day-vault.js';
import { MonthCache } from '../day/month-cache.js';
import type { StoredMonth } from '../day/stored-month.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { SessionImportStore } from './session-import-store.js';
import { PracticeDayNotFoundError } from './errors.js';

/** A day that is stored with its sessions and counts as imported. */
export interface ImportedDay {
  dayId: string;
  sessions: number;
  /** It was imported before. */
  again: boolean;
}

/** The first step of an import: the day and its sessions. */
@Injectable()
export class DayImport {
  private readonly readings = new SharedReadings<ImportedDay>();

  constructor(
    private readonly pages: DayPages,
    private readonly scraper: LivercScraper,
    private readonly days: PracticeDayStore,
    private readonly cache: MonthCache,
    private readonly imports: SessionImportStore,
    private readonly vault: DayVault,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /**
   * Imports the day and its sessions. The day page is asked for when discovery has not read it
   * lately. It is always asked for when the day was imported before: LiveRC may show more of it
   * now. Callers who come meanwhile share the work. For them the day counts as imported before.
   *
   * @throws PracticeDayNotFoundError when LiveRC shows no practice on that date and none is known
   * @throws LivercError; LivercPageIncompleteError when the page is empty and practice is known
   */
  async begin(track: PageTrack, date: string, turn: Turn): Promise<ImportedDay> {
    const dayId = dayIdOf(track.id, date);
    let began = false;
    const day = await this.readings.join(dayId, turn, (waiters) => {
      began = true;
      return this.import(track, dayId, date, waiters);
    });
    return began ? day : { ...day, again: true };
  }

  private async import(
    track: PageTrack,
    dayId: string,
    date: string,
    waiters: Waiters,
  ): Promise<ImportedDay> {
    const month = monthOf(date);
    let page: BelievedPage | null = null;
    const begun = await this.days.beginReading(track.id, month);
    if (!begun.month || !this.isKnownWell(month, begun.month, date)) {
      const request = { order: begun.order, calendar: null, options: { waiters } };
      const read = await this.pages.read(track, date, request);
      // Even if the reading fails, the copy from before it is no answer any more.
      await this.cache.forget(track.id, month);
      this.checkShows(track, date, read);
      page = read.page;
    }
    const marked = await this.imports.markImported(dayId, this.clock.now());
    if (!marked) throw new PracticeDayNotFoundError(track.name, date);
    await this.cache.forget(track.id, month);
    // The page came before the day was an imported one, whose pages are kept.
    if (page && !marked.again) await this.vault.keep(track, dayId, page);
    return { dayId, ...marked };
  }

  /** An empty page proves that there was no practice, unless the day is known. */
  private checkShows(track: PageTrack, date: string, { day, showsNone }: DayRead): void {
    if (!day || (showsNone && day.gone && !day.imported)) {
      throw new PracticeDayNotFoundError(track.name, date);
    }
    if (!showsNone) return;
    const url = this.scraper.urls.day(track.slug, date);
    const reason = day.doubt?.message ?? 'LiveRC shows the day no more; what was imported is kept';
    throw new LivercPageIncompleteError(`${reason}: ${url}`, url);
  }

  /** Whether discovery would answer with the day and its sessions without a request. */
  private isKnownWell(month: YearMonth, stored: StoredMonth, date: string): boolean {
    const day = stored.days.find((one) => one.date === date);
    if (!day?.summary || day.needsReading || day.imported) return false;
    const { openMonthTtlSeconds } = this.options;
    const readAt = new Date(stored.fetchedAt);
    return (
      day.summary.session_count > 0 && isFresh(month, readAt, this.clock.now(), openMonthTtlSeconds)
    );
  }
}
