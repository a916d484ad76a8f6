import { Injectable } from '@nestjs/common';
import { Clock, monthOf } from '@trackside/calendar';
import {
  type FetchOptions,
  LivercPageIncompleteError,
  LivercScraper,
  Waiters,
} from '@trackside/liverc-scraper';
import { DayPages } from '../day/day-pages.js';
import { dayIdOf } from '../day/day-summary.js';
import { MonthCache } from '../day/month-cache.js';
import type { PageTrack } from '../day/page-track.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { PracticeImports } from '../import/practice-imports.js';
import { SessionImportStore } from '../import/session-import-store.js';
import { GrowingDays } from './growing-days.js';
import { RunningDayStore } from './running-day-store.js';

/** Looks at LiveRC for all who follow a track, wherever they do. */
@Injectable()
export class DayLook {
  constructor(
    private readonly growing: GrowingDays,
    private readonly running: RunningDayStore,
    private readonly pages: DayPages,
    private readonly days: PracticeDayStore,
    private readonly cache: MonthCache,
    private readonly sessions: SessionImportStore,
    private readonly imports: PracticeImports,
    private readonly scraper: LivercScraper,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports the day that is followed, and begins to read the laps of its new sessions. While no
   * sessions come, the calendar may name a newer day, which is followed then.
   *
   * @param date the day that is followed; null while none is listed
   * @param isBusy sessions are coming to it
   * @throws LivercError; LivercPageIncompleteError when the page shows less than is known
   */
  async look(
    track: PageTrack,
    { date, isBusy }: { date: string | null; isBusy: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const turn = { key: `running day of ${track.id}`, lane: 'people' } as const;
    const options = { signal, waiters: Waiters.of(turn) };
    const newest = isBusy ? null : await this.growing.discoverNewest(track, options);
    const followed = newest !== null && newest > (date ?? '') ? newest : date;
    if (followed === null) return;
    if (followed !== date) await this.running.choose(track.id, followed);
    await this.readDay(track, followed, options);
  }

  private async readDay(track: PageTrack, date: string, options: FetchOptions): Promise<void> {
    const month = monthOf(date);
    const { order } = await this.days.beginReading(track.id, month);
    const { day } = await this.pages.read(track, date, { order, calendar: null, options });
    if (day) {
      const dayId = dayIdOf(track.id, date);
      await this.sessions.markImported(dayId, this.clock.now());
      await this.imports.hurryFoundSessions(dayId);
    }
    // What is kept of the month is no answer any more.
    await this.cache.forget(track.id, month);
    if (!day?.doubt) return;
    const url = this.scraper.urls.day(track.slug, date);
    throw new LivercPageIncompleteError(`${day.doubt.message}: ${url}`, url);
  }
}
