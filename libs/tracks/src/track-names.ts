import { Injectable } from '@nestjs/common';
import { isSameTrackName, LivercOtherTrackError, type TrackRef } from '@trackside/liverc-scraper';
import { Catalogue } from './catalogue.js';
import { TracksStore } from './storage/tracks-store.js';

/**
 * Asks LiveRC for pages of a track whose name may have changed since the catalogue was read: tracks
 * are renamed at LiveRC while their slug stays.
 */
@Injectable()
export class TrackNames {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly store: TracksStore,
  ) {}

  /**
   * The page that `ask` fetches. When it bears another track's name, the catalogue is read again,
   * and the page counts if that is the track's name now.
   *
   * @throws LivercError; LivercOtherTrackError when the page is truly another track's
   */
  async ask<T>(
    track: { id: string; slug: string; name: string },
    ask: (track: TrackRef) => Promise<T>,
  ): Promise<T> {
    try {
      return await ask(track);
    } catch (error) {
      if (!(error instanceof LivercOtherTrackError)) throw error;
      const name = await this.currentName(track.id);
      if (name === null || !isSameTrackName(name, error.actualTrackName)) throw error;
      return error.page as T;
    }
  }

  private async currentName(trackId: string): Promise<string | null> {
    await this.catalogue.sync().catch(() => null);
    return this.store.findName(trackId);
  }
}
