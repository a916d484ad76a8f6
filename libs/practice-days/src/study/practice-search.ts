import { Injectable } from '@nestjs/common';
import { Clock, defaultDates } from '@trackside/calendar';
import type { FoundPracticeDay, Page, PracticeDay } from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import { toPracticeDay } from '../day/day-summary.js';
import { type FoundDay, StudyStore } from './study-store.js';
import { decodeDateCursor, encodeStudyCursor } from './study-cursor.js';

/** Which days of a track are looked for. */
export interface PracticeSearchQuery {
  trackId: string;
  /** Both or none; none: the last 180 days. */
  startDate?: string;
  endDate?: string;
  /** Compared by normalised name; "Unknown Driver" stands for all of them. */
  driver?: string;
  /** Letter case does not matter. */
  className?: string;
  limit: number;
  cursor?: string;
}

/** Finds practice days by who drove; from the database alone. */
@Injectable()
export class PracticeSearch {
  constructor(
    private readonly store: StudyStore,
    private readonly tracks: Tracks,
    private readonly clock: Clock,
  ) {}

  /**
   * One page of days, newest first: imported ones, and with a driver or a class every day with a
   * session of them, imported or discovered.
   *
   * @throws TrackNotFoundError, or InvalidCursorError for a cursor that is not ours
   */
  async find(query: PracticeSearchQuery): Promise<Page<FoundPracticeDay>> {
    const before = query.cursor === undefined ? null : decodeDateCursor(query.cursor);
    const track = await this.tracks.find(query.trackId);
    const found = await this.store.findDays({
      trackId: track.id,
      ...this.datesOf(query),
      driver: query.driver ?? null,
      className: query.className ?? null,
      before,
      limit: query.limit + 1,
    });
    const days = found.slice(0, query.limit);
    const last = found.length > query.limit ? days.at(-1) : undefined;
    return {
      items: days.map((day) => toFoundDay(day, track.slug)),
      next_cursor: last ? encodeStudyCursor(last.date) : null,
    };
  }

  private datesOf({ startDate, endDate }: PracticeSearchQuery) {
    return startDate && endDate ? { startDate, endDate } : defaultDates(this.clock.now());
  }
}

function toFoundDay(day: FoundDay, trackSlug: string): FoundPracticeDay {
  return {
    // Only days whose page was read are found.
    ...(toPracticeDay(day, trackSlug) as PracticeDay),
    event_id: day.imported ? day.id : null,
    fetched_at: day.fetchedAt,
    matching_sessions: day.matchingSessions,
    matching_fastest_lap_seconds: day.matchingFastestLapSeconds,
    matching_classes: day.matchingClasses,
  };
}
