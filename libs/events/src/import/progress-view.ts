import { Injectable } from '@nestjs/common';
import type { EventProgress } from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { Tracks } from '@trackside/tracks';
import { EventJobStore, type FailedPage } from '../storage/event-job-store.js';

/** How far an event's pages are, as the contract shows it. */
@Injectable()
export class ProgressView {
  constructor(
    private readonly store: EventJobStore,
    private readonly tracks: Tracks,
    private readonly scraper: LivercScraper,
  ) {}

  async find(eventId: string, trackId: string): Promise<EventProgress> {
    const { errors, ...counts } = await this.store.progress(eventId);
    if (errors.length === 0) return { ...counts, errors: [] };
    const { slug } = await this.tracks.find(trackId);
    const toError = ({ code, message, ...page }: FailedPage) => ({
      page: this.urlOf(slug, page),
      code,
      message,
    });
    return { ...counts, errors: errors.map(toError) };
  }

  private urlOf(slug: string, page: Omit<FailedPage, 'code' | 'message'>): string {
    const { kind, sourceId, sortedBy } = page;
    if (kind === 'event') return this.scraper.urls.event(slug, sourceId);
    if (kind === 'race') return this.scraper.urls.race(slug, sourceId);
    if (kind === 'entries') return this.scraper.urls.entryList(slug, sourceId);
    const order = sortedBy === '' ? null : sortedBy;
    return this.scraper.urls.ranking(slug, { kind, sourceRankingId: sourceId, order });
  }
}
