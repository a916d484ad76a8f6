import { Injectable } from '@nestjs/common';
import { type DayPage, LivercScraper } from '@trackside/liverc-scraper';
import { PageVault } from '@trackside/page-vault';
import type { PageTrack } from './page-track.js';

/** A day page that was believed, and when it was asked for. */
export interface BelievedPage {
  value: DayPage;
  readAt: Date;
}

/** Keeps the day pages of imported days, and notes which of their sessions LiveRC still shows. */
@Injectable()
export class DayVault {
  constructor(
    private readonly vault: PageVault,
    private readonly scraper: LivercScraper,
  ) {}

  async keep(track: PageTrack, dayId: string, page: BelievedPage): Promise<void> {
    await this.vault.keep(page.value, { ownerId: dayId, readAt: page.readAt });
    await this.noteShown(track, dayId, page);
  }

  /** Which sessions of the day the page names, so that LiveRC still has their pages. */
  async noteShown(track: PageTrack, dayId: string, { value, readAt }: BelievedPage): Promise<void> {
    const urls = value.sessions.map((session) =>
      this.scraper.urls.session(track.slug, session.sourceSessionId),
    );
    const shown = { slug: track.slug, urls, at: readAt };
    await this.vault.noteShown(dayId, ['session'], shown);
  }
}
