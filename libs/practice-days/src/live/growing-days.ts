import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  growingDates,
  isWithin,
  monthKey,
  monthOf,
  monthsTouching,
  pauseOf,
} from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import type { FetchOptions } from '@trackside/liverc-scraper';
import { CalendarPages } from '../day/calendar-pages.js';
import type { PageTrack } from '../day/page-track.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';

/** Finds the day of a track whose date is today somewhere on earth. */
@Injectable()
export class GrowingDays {
  constructor(
    private readonly days: PracticeDayStore,
    private readonly calendars: CalendarPages,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /** The newest such day that is known; null where none is. Asks nobody. */
  async findNewest(trackId: string): Promise<string | null> {
    const { from, until } = growingDates(this.clock.now());
    const days = await this.days.findDays(trackId, from, until);
    return days.find(({ gone }) => !gone)?.date ?? null;
  }

  /**
   * The newest such day after a look at the calendar, where nobody has looked at it lately: it is asked
   * as rarely as a quiet day.
   *
   * @throws LivercError
   */
  async discoverNewest(track: PageTrack, options: FetchOptions): Promise<string | null> {
    const { from, until } = growingDates(this.clock.now());
    for (const month of monthsTouching(from, until)) {
      await this.refreshCalendar(track, month, options);
      const newest = await this.findNewest(track.id);
      if (newest !== null && monthKey(monthOf(newest)) === monthKey(month)) return newest;
    }
    return this.findNewest(track.id);
  }

  private async refreshCalendar(
    track: PageTrack,
    month: YearMonth,
    options: FetchOptions,
  ): Promise<void> {
    const readings = await this.days.findReadings(track.id, [month]);
    const pauseMs = pauseOf('quiet', this.options.liveDayIntervalMs);
    if (isWithin(pauseMs, readings.get(monthKey(month)), this.clock.now())) return;
    const { order } = await this.days.beginReading(track.id, month);
    const reading = await this.calendars.fetch(track, month, order, options);
    const window = growingDates(this.clock.now());
    await this.calendars.save(track, month, reading, { refresh: false, window });
  }
}
