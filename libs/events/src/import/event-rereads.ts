import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LivercScraper } from '@trackside/liverc-scraper';
import {
  parametersOf,
  type Reread,
  Rereaders,
  type Rereader,
  type RereadPage,
  type StoredPage,
} from '@trackside/page-vault';
import { Tracks } from '@trackside/tracks';
import { EventReadingStore } from '../storage/event-reading-store.js';
import { EventStore } from '../storage/event-store.js';
import type { ReadPage, ReadRace } from '../storage/race-rows.js';
import { EventPages } from './event-pages.js';
import type { PageEvent, PageRequest } from './page-event.js';
import { urlOfPage } from './page-url.js';
import { RacePages } from './race-pages.js';
import { RankingPages } from './ranking-pages.js';

/** Reads stored pages of events anew; LiveRC is not asked. */
@Injectable()
export class EventRereads implements Rereader, OnModuleInit {
  readonly kinds = ['event', 'race', 'entry_list', 'ranking'] as const;

  constructor(
    private readonly rereaders: Rereaders,
    private readonly scraper: LivercScraper,
    private readonly events: EventStore,
    private readonly readings: EventReadingStore,
    private readonly tracks: Tracks,
    private readonly listings: EventPages,
    private readonly races: RacePages,
    private readonly rankings: RankingPages,
  ) {}

  onModuleInit(): void {
    this.rereaders.add(this);
  }

  async open(eventId: string): Promise<RereadPage | null> {
    const [stored, reading] = await Promise.all([
      this.events.find(eventId),
      this.readings.findReading(eventId),
    ]);
    if (!stored || !reading) return null;
    const { sourceEventId, startDate, endDate } = stored;
    const track = await this.tracks.find(stored.trackId);
    const event = { id: eventId, sourceEventId, name: reading.name, startDate, endDate, track };
    return (page) => this.reread(event, page);
  }

  private async reread(event: PageEvent, page: StoredPage): Promise<Reread> {
    const signal = new AbortController().signal;
    const request: PageRequest = { signal, lane: 'background', reread: page };
    if (page.kind === 'event') {
      const reading = await this.readings.findReading(event.id);
      if (!reading || reading.fetchedAt > page.seenAt) return 'superseded';
      await this.listings.readListing(event, request);
      return 'read';
    }
    const { races, pages } = await this.findRows(event);
    const [race, other] = [races.get(page.parameters), pages.get(page.parameters)];
    const known = race ?? other;
    if (!known || known.readAt > page.seenAt) return 'superseded';
    const error = race
      ? await this.races.read(event, race, request)
      : await this.rankings.read(event, other!, request);
    return error === null ? 'read' : 'failed';
  }

  /** What is stored of the event's pages, by what their addresses ask for. */
  private async findRows({ id, track }: PageEvent): Promise<{
    races: Map<string, ReadRace>;
    pages: Map<string, ReadPage>;
  }> {
    const { races, pages } = await this.readings.findRead(id);
    const { urls } = this.scraper;
    const urlOf = ({ sourceRaceId }: ReadRace): string => urls.race(track.slug, sourceRaceId);
    return {
      races: new Map(races.map((race) => [parametersOf(urlOf(race)), race])),
      pages: new Map(pages.map((page) => [parametersOf(urlOfPage(urls, track.slug, page)), page])),
    };
  }
}
