import { Injectable } from '@nestjs/common';
import type { EventProgress } from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { Tracks } from '@trackside/tracks';
import { EventJobStore, type FailedPage } from '../storage/event-job-store.js';
import { urlOfPage } from './page-url.js';

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
      page: urlOfPage(this.scraper.urls, slug, page),
      code,
      message,
    });
    return { ...counts, errors: errors.map(toError) };
  }
}
