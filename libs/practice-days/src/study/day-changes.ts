import { Injectable } from '@nestjs/common';
import type { Page, PageChange } from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { type ChangesQuery, PageChanges } from '@trackside/page-vault';
import { Tracks } from '@trackside/tracks';
import { PracticeDayNotImportedError } from './errors.js';
import { StudyStore } from './study-store.js';

/** What LiveRC showed of an imported day otherwise before; from the database alone. */
@Injectable()
export class DayChanges {
  constructor(
    private readonly store: StudyStore,
    private readonly changes: PageChanges,
    private readonly tracks: Tracks,
    private readonly scraper: LivercScraper,
  ) {}

  /**
   * The newest first.
   *
   * @throws PracticeDayNotImportedError, or InvalidCursorError for a cursor that is not ours
   */
  async find(query: ChangesQuery): Promise<Page<PageChange>> {
    const day = await this.store.findImportedDay(query.ownerId);
    if (!day) throw new PracticeDayNotImportedError(query.ownerId);
    const { slug } = await this.tracks.find(day.trackId);
    const { urls } = this.scraper;
    return this.changes.find(query, ({ kind, sourceId }) =>
      kind === 'day' ? urls.day(slug, sourceId) : urls.session(slug, sourceId),
    );
  }
}
