import { Injectable } from '@nestjs/common';
import { Clock, firstUnsettledDate, monthKey, type MonthWindow } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { type CalendarPage, type FetchOptions, LivercScraper } from '@trackside/liverc-scraper';
import { TrackNames, Tracks } from '@trackside/tracks';
import { MonthCache } from './month-cache.js';
import type { StoredDay } from './stored-month.js';
import { PracticeDayStore } from './practice-day-store.js';
import type { PageTrack } from './page-track.js';
import { dayIdOf } from './day-summary.js';

/** A calendar page as it was read. */
export interface CalendarReading {
  page: CalendarPage;
  /** The place of the reading among all readings. */
  order: number;
  readAt: Date;
}

/** Reads calendar pages of LiveRC into the store. */
@Injectable()
export class CalendarPages {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly tracks: Tracks,
    private readonly days: PracticeDayStore,
    private readonly cache: MonthCache,
    private readonly clock: Clock,
  ) {}

  /**
   * @param order the place of the reading, given when it began
   * @throws LivercError
   */
  async fetch(
    track: PageTrack,
    month: YearMonth,
    order: number,
    options: FetchOptions,
  ): Promise<CalendarReading> {
    const readAt = this.clock.now();
    const page = await this.names.ask(track, (ref) =>
      this.scraper.fetchCalendar(ref, month, options),
    );
    return { page, order, readAt };
  }

  /**
   * Stores the month's days and the track's list of months.
   *
   * @param window the days of which every page is to be read again, where `refresh` is true
   * @returns the days of the month with what is known of them, newest first
   */
  async save(
    track: PageTrack,
    month: YearMonth,
    reading: CalendarReading,
    rules: { refresh: boolean; window: MonthWindow },
  ): Promise<StoredDay[]> {
    return this.scraper.keep(reading.page, () => this.store(track, month, reading, rules));
  }

  private async store(
    track: PageTrack,
    month: YearMonth,
    { page, order, readAt }: CalendarReading,
    rules: { refresh: boolean; window: MonthWindow },
  ): Promise<StoredDay[]> {
    const listed = page.days.map((day) => ({ id: dayIdOf(track.id, day.date), ...day }));
    const months = page.monthsWithPractice.map(monthKey);
    const [stored] = await Promise.all([
      this.days.saveListing(
        track.id,
        month,
        { order, fetchedAt: readAt, days: listed },
        { ...rules, settledBefore: firstUnsettledDate(this.clock.now()) },
      ),
      this.tracks.keepPracticeMonths(track.id, months, { order, readAt }),
    ]);
    // Whatever happens to the day pages, the copy from before this listing is no answer any more.
    await this.cache.forget(track.id, month);
    return stored;
  }
}
