import { Injectable } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import { LivercScraper, type RacePage } from '@trackside/liverc-scraper';
import { PageVault } from '@trackside/page-vault';
import { TrackNames } from '@trackside/tracks';
import { EventReadingStore } from '../storage/event-reading-store.js';
import type { ResultRow, UnreadRace } from '../storage/race-rows.js';
import { HiddenInEvent } from './hidden-in-event.js';
import { askFor, type PageEvent, type PageRequest } from './page-event.js';
import { lapsOn, toRaceReading } from './race-reading.js';
import { checkIsRace } from './whose-page.js';

/** Own pages of races. */
@Injectable()
export class RacePages {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly store: EventReadingStore,
    private readonly hidden: HiddenInEvent,
    private readonly vault: PageVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a race's page and stores it. One that is not whole is stored as far as it goes where nothing
   * better is known.
   *
   * @returns why the page is not whole; null when it is
   * @throws LivercError
   */
  async read(
    event: PageEvent,
    race: UnreadRace,
    request: PageRequest,
  ): Promise<ReadingError | null> {
    const { signal, lane, reread } = request;
    const readAt = reread?.seenAt ?? this.clock.now();
    const { track } = event;
    const url = this.scraper.urls.race(track.slug, race.sourceRaceId);
    const page = await askFor(this.names, track, request, (ref, stored) =>
      this.scraper.fetchRace(ref, race.sourceRaceId, {
        ...{ signal, lane, ...stored },
        check: (read) => checkIsRace(event, race, read, url),
      }),
    );
    const error = troubleOf(page, race, url);
    const isLess =
      error !== null &&
      (page.results.length < race.storedResults || lapsOn(page) < race.storedLaps);
    if (reread) {
      if (!isLess) await this.save(event, race, page, readAt, error, true);
      return error;
    }
    await this.scraper.keep(page, () =>
      isLess
        ? this.store.saveRaceFailure(race.id, error)
        : this.save(event, race, page, readAt, error),
    );
    if (!isLess) await this.vault.keep(page, { ownerId: event.id, readAt });
    return error;
  }

  private save(
    event: PageEvent,
    race: UnreadRace,
    page: RacePage,
    readAt: Date,
    error: ReadingError | null,
    isReread = false,
  ): Promise<void> {
    const reading = toRaceReading(page);
    const place = { id: event.id, trackId: event.track.id };
    return this.hidden.saving(place, reading.results, withoutNumbers, (results) =>
      this.store.saveRace(race, { ...reading, results }, readAt, { error, isReread }),
    );
  }
}

/** LiveRC's number of a driver leads to the name. */
function withoutNumbers(row: ResultRow): ResultRow {
  return { ...row, source_driver_id: null };
}

/** What a page lacks by its own account, or of what is stored. */
function troubleOf(page: RacePage, race: UnreadRace, url: string): ReadingError | null {
  const { unreadableRows, unreadableLaps } = page;
  if (unreadableRows > 0 || unreadableLaps > 0) {
    const message = `${unreadableRows} rows and ${unreadableLaps} laps can't be read: ${url}`;
    return { code: 'LIVERC_PAGE_CHANGED', message };
  }
  if (page.results.length === 0 && race.storedResults > 0) {
    const message = `no result is shown, ${race.storedResults} were known: ${url}`;
    return { code: 'LIVERC_PAGE_INCOMPLETE', message };
  }
  return null;
}
