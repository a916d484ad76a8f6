import { Injectable } from '@nestjs/common';
import { Clock, defaultDates } from '@trackside/calendar';
import type {
  EventsDiscoverResult,
  EventsImportResult,
  EventsSearchResult,
} from '@trackside/contracts';
import { Events } from '@trackside/events';
import type { Turn } from '@trackside/liverc-scraper';
import { KnownPracticeDays, Timelines } from '@trackside/practice-days';
import { Tracks, toTrack } from '@trackside/tracks';
import type {
  EventsDiscoverDto,
  EventsImportDto,
  EventsSearchQueryDto,
  KnownEventsQueryDto,
} from './events.dto.js';

/** Joins what is known of the track, its events and its practice days. */
@Injectable()
export class EventSearch {
  constructor(
    private readonly tracks: Tracks,
    private readonly events: Events,
    private readonly practice: KnownPracticeDays,
    private readonly timelines: Timelines,
    private readonly clock: Clock,
  ) {}

  /** What is known; with `mode: timeline` a discovery of the range is under way as well. */
  async search(
    userId: string,
    query: EventsSearchQueryDto,
    turn: Turn,
  ): Promise<EventsSearchResult> {
    const found = await this.find(userId, query);
    if (query.mode === undefined) return found;
    const wish = {
      trackId: found.track.id,
      ...this.rangeOf(query),
      refresh: query.refresh ?? false,
      skipCovered: query.skip_covered ?? false,
    };
    const id = await this.timelines.begin(wish, turn);
    return { ...found, discovery_job_id: id };
  }

  /** What the database knows. */
  async find(userId: string, query: KnownEventsQueryDto): Promise<EventsSearchResult> {
    const { startDate, endDate } = this.rangeOf(query);
    const track = await this.tracks.findFor(userId, query.track_id);
    const [events, practice] = await Promise.all([
      this.events.search(track, startDate, endDate),
      query.include_practice_days ? this.practice.find(track, startDate, endDate) : {},
    ]);
    return { track: toTrack(track), events, ...practice };
  }

  async discover(body: EventsDiscoverDto, turn: Turn): Promise<EventsDiscoverResult> {
    const track = await this.tracks.find(body.track_id);
    return this.events.discover(track, datesOf(body), body.refresh, turn);
  }

  async import(body: EventsImportDto, turn: Turn): Promise<EventsImportResult> {
    const track = await this.tracks.find(body.track_id);
    return this.events.import(track, body.source_event_ids, turn);
  }

  private rangeOf(query: KnownEventsQueryDto): DateRange {
    return datesOf(query) ?? defaultDates(this.clock.now());
  }
}

/** Both inclusive. */
interface DateRange {
  startDate: string;
  endDate: string;
}

function datesOf(range: { start_date?: string; end_date?: string }): DateRange | null {
  const { start_date: startDate, end_date: endDate } = range;
  return startDate && endDate ? { startDate, endDate } : null;
}
