import { Injectable } from '@nestjs/common';
import { v5 as uuidv5 } from 'uuid';
import { Clock, isWithin, TTL_MS } from '@trackside/calendar';
import type { EventsDiscoverResult, EventsImportResult, RaceEvent } from '@trackside/contracts';
import { LivercScraper, SharedReadings, type Turn, type Waiters } from '@trackside/liverc-scraper';
import { type StoredTrack, TrackNames } from '@trackside/tracks';
import { EventsNotFoundError } from './errors.js';
import { EventImports } from './import/event-imports.js';
import { EventStore, type StoredEvent } from './storage/event-store.js';

/** Race events of a track: what is known, what LiveRC lists, and importing of it. */
@Injectable()
export class Events {
  private readonly readings = new SharedReadings<void>();

  constructor(
    private readonly store: EventStore,
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly imports: EventImports,
    private readonly clock: Clock,
  ) {}

  /** Known events that touch the range, newest first; from the database alone. */
  async search(track: StoredTrack, startDate: string, endDate: string): Promise<RaceEvent[]> {
    const events = await this.store.findInRange(track.id, startDate, endDate);
    return events.map((event) => this.toRaceEvent(track, event));
  }

  /** When the track's list of events was read last; null before that. */
  async listReadAt(trackId: string): Promise<Date | null> {
    return (await this.store.findListReading(trackId))?.fetchedAt ?? null;
  }

  /**
   * The track's events as LiveRC lists them, parted into new and imported ones, each newest first.
   * One page of LiveRC, at most once in 24 hours; with `refresh` at most once a minute.
   *
   * @param turn whose turn the page takes
   * @throws LivercError when the list has to be read and can't be
   */
  async discover(
    track: StoredTrack,
    range: { startDate: string; endDate: string } | null,
    refresh: boolean,
    turn: Turn,
  ): Promise<EventsDiscoverResult> {
    const reading = await this.store.findListReading(track.id);
    const now = this.clock.now();
    const isFresh = isWithin(TTL_MS.eventsList, reading?.fetchedAt, now);
    const isRefreshed = isWithin(TTL_MS.rereading, reading?.refreshedAt, now);
    if (!isFresh || (refresh && !isRefreshed)) await this.readList(track, refresh, turn);
    const events = range
      ? await this.store.findInRange(track.id, range.startDate, range.endDate)
      : await this.store.findAll(track.id);
    const shown = events.map((event) => this.toRaceEvent(track, event));
    return {
      new_events: shown.filter((event) => !event.imported),
      existing_events: shown.filter((event) => event.imported),
    };
  }

  /**
   * Imports events from the list last read, or reads it once when it does not name them all. The
   * pages of each are read by a job, in the background.
   *
   * @param turn whose turn the page takes
   * @throws EventsNotFoundError when LiveRC's list lacks one of them: then none is imported
   * @throws LivercError when the list has to be read and can't be
   */
  async import(
    track: StoredTrack,
    sourceEventIds: string[],
    turn: Turn,
  ): Promise<EventsImportResult> {
    const wanted = new Set(sourceEventIds);
    let known = await this.store.findAll(track.id);
    const reading = await this.store.findListReading(track.id);
    const isRecent = isWithin(TTL_MS.rereading, reading?.fetchedAt, this.clock.now());
    if (missingFrom(known, wanted).length > 0 && !isRecent) {
      await this.readList(track, false, turn);
      known = await this.store.findAll(track.id);
    }
    const missing = missingFrom(known, wanted);
    if (missing.length > 0) throw new EventsNotFoundError(missing);
    const imported = await this.store.markImported(track.id, [...wanted], this.clock.now());
    const chosen = known.filter((event) => wanted.has(event.sourceEventId));
    const jobs = await this.imports.begin(track.id, chosen);
    const events = chosen.map((event) => this.toRaceEvent(track, { ...event, imported: true }));
    return { events, imported, jobs };
  }

  /** Shared by all who ask for the same track meanwhile. */
  private readList(track: StoredTrack, refresh: boolean, turn: Turn): Promise<void> {
    return this.readings.join(track.id, turn, (waiters) => this.fetchList(track, refresh, waiters));
  }

  private async fetchList(track: StoredTrack, refresh: boolean, waiters: Waiters): Promise<void> {
    const fetchedAt = this.clock.now();
    const page = await this.names.ask(track, (ref) => this.scraper.fetchEvents(ref, { waiters }));
    const listed = page.events.map((event) => ({ ...event, id: eventIdOf(track.id, event) }));
    const reading = { fetchedAt, refreshedAt: refresh ? fetchedAt : null };
    await this.scraper.keep(page, () => this.store.saveList(track.id, listed, reading));
  }

  private toRaceEvent(track: StoredTrack, event: StoredEvent): RaceEvent {
    return {
      id: event.id,
      source_event_id: event.sourceEventId,
      name: event.name,
      start_date: event.startDate,
      end_date: event.endDate,
      entries: event.entries,
      drivers: event.drivers,
      url: this.scraper.urls.event(track.slug, event.sourceEventId),
      imported: event.imported,
    };
  }
}

function missingFrom(known: StoredEvent[], wanted: ReadonlySet<string>): string[] {
  const ids = new Set(known.map((event) => event.sourceEventId));
  return [...wanted].filter((id) => !ids.has(id));
}

/** UUIDv5 of track and LiveRC's id: the same event has the same id in every database. */
function eventIdOf(trackId: string, event: { sourceEventId: string }): string {
  return uuidv5(`event/${event.sourceEventId}`, trackId);
}
