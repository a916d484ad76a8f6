import { Injectable } from '@nestjs/common';
import { LivercPageChangedError, LivercScraper, type Waiters } from '@trackside/liverc-scraper';
import { TrackNames } from '@trackside/tracks';
import { Clock } from '../calendar/clock.js';
import { dayIdOf, summarise, toPracticeSession } from './day-summary.js';
import { PracticeDayStore } from '../storage/practice-day-store.js';
import type { DaySummary } from '../discovery/stored-month.js';

/** The track whose pages are read. */
export interface PageTrack {
  id: string;
  slug: string;
  name: string;
}

/** Reads day pages of LiveRC into the store. */
@Injectable()
export class DayPages {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly store: PracticeDayStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the page of a day and stores its totals and sessions.
   *
   * @param listedSessionCount what the calendar says of the day; null when nobody asked it
   * @returns the day's totals; a day that nobody listed and that truly has no session is not stored
   * @throws LivercError; also when the calendar lists sessions and the page shows none
   */
  async read(
    track: PageTrack,
    date: string,
    listedSessionCount: number | null,
    options: { signal?: AbortSignal; waiters: Waiters },
  ): Promise<DaySummary> {
    const readAt = this.clock.now();
    const page = await this.names.ask(track, (ref) => this.scraper.fetchDay(ref, date, options));
    const summary = summarise(page);
    if (summary.session_count === 0 && listedSessionCount === null) return summary;
    if (summary.session_count === 0 && listedSessionCount !== 0) {
      throw new LivercPageChangedError(
        `the calendar lists ${listedSessionCount} sessions on ${date}, the day page none`,
        this.scraper.dayUrl(track.slug, date),
      );
    }
    const day = {
      id: dayIdOf(track.id, date),
      trackId: track.id,
      date,
      listedSessionCount: listedSessionCount ?? summary.session_count,
      readAt,
      summary,
      sessions: page.sessions.map((row) => toPracticeSession(track.id, row)),
      unreadableRows: page.unreadableRows,
    };
    await this.scraper.keep(page, () => this.store.saveDay(day));
    return summary;
  }
}
