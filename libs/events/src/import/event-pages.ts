import { Injectable, Logger } from '@nestjs/common';
import { from, lastValueFrom, mergeMap, toArray } from 'rxjs';
import { Clock } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import { LivercDisabledError, LivercError, LivercScraper } from '@trackside/liverc-scraper';
import { PageVault } from '@trackside/page-vault';
import { TrackNames } from '@trackside/tracks';
import { EventReadingStore } from '../storage/event-reading-store.js';
import type { EventListing, UnreadPage, UnreadRace } from '../storage/race-rows.js';
import { toListing } from './event-listing.js';
import { askFor, type PageEvent, type PageRequest } from './page-event.js';
import { urlOfPage } from './page-url.js';
import { RacePages } from './race-pages.js';
import { RankingPages } from './ranking-pages.js';
import { checkIsEvent } from './whose-page.js';

/** Pages asked for at a time. The scraper's gate, which all share, may allow fewer. */
const PAGES_AT_A_TIME = 10;

/** Every page of an event, each stored as it arrives; one that fails is noted, and hurts no other. */
@Injectable()
export class EventPages {
  private readonly logger = new Logger(EventPages.name);

  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly store: EventReadingStore,
    private readonly races: RacePages,
    private readonly rankings: RankingPages,
    private readonly vault: PageVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the event's own page: which races, entry list and rankings there are.
   *
   * @throws LivercError
   */
  async readListing(event: PageEvent, request: PageRequest): Promise<void> {
    const { id, sourceEventId, track } = event;
    const { signal, lane, reread } = request;
    const readAt = reread?.seenAt ?? this.clock.now();
    const page = await askFor(this.names, track, request, (ref, stored) =>
      this.scraper.fetchEvent(ref, sourceEventId, {
        ...{ signal, lane, ...stored },
        check: (read, url) => checkIsEvent(event, read, url),
      }),
    );
    const url = this.scraper.urls.event(track.slug, sourceEventId);
    const listing = toListing(page, { id, sourceEventId, trackId: track.id }, url);
    if (reread) return this.store.saveListingAgain(id, listing, readAt);
    await this.scraper.keep(page, () => this.store.saveListing(id, listing, readAt));
    await this.vault.keep(page, { ownerId: id, readAt });
    if (listing.error === null) await this.noteShown(event, listing, readAt);
  }

  /**
   * Reads the pages of the event that are new, changed, failed or not final, several at a time.
   *
   * @param since pages that were read since then are left alone
   * @returns why pages failed, one reason for each
   * @throws the signal's reason when aborted; LivercDisabledError when LiveRC is switched off
   */
  async readOthers(event: PageEvent, since: Date, request: PageRequest): Promise<ReadingError[]> {
    const [races, pages] = await Promise.all([
      this.store.findUnreadRaces(event.id, since),
      this.store.findUnreadPages(event.id, since),
    ]);
    const readings = from([...races, ...pages]).pipe(
      mergeMap((page) => this.readOne(event, page, request), PAGES_AT_A_TIME),
      toArray(),
    );
    return (await lastValueFrom(readings)).flatMap((failure) => failure ?? []);
  }

  /** What else is kept of the event can't be had again. */
  private noteShown({ id, track }: PageEvent, listing: EventListing, at: Date): Promise<void> {
    const { slug } = track;
    const races = listing.races.map((race) => this.scraper.urls.race(slug, race.source_race_id));
    const others = listing.pages.map(({ kind, source_id, sorted_by }) =>
      urlOfPage(this.scraper.urls, slug, { kind, sourceId: source_id, sortedBy: sorted_by }),
    );
    const kinds = ['race', 'entry_list', 'ranking'] as const;
    return this.vault.noteShown(id, kinds, { slug, urls: [...races, ...others], at });
  }

  private async readOne(
    event: PageEvent,
    page: UnreadRace | UnreadPage,
    request: PageRequest,
  ): Promise<ReadingError | null> {
    const isRace = 'sourceRaceId' in page;
    try {
      request.signal.throwIfAborted();
      return await (isRace
        ? this.races.read(event, page, request)
        : this.rankings.read(event, page, request));
    } catch (error) {
      // It is no failure of the page when the process stops or LiveRC is switched off.
      if (request.signal.aborted) throw request.signal.reason;
      if (!(error instanceof LivercError) || error instanceof LivercDisabledError) throw error;
      this.logger.warn({ msg: 'page not read', track: event.track.slug, reason: error.message });
      const failure = { code: error.code, message: error.message };
      await (isRace
        ? this.store.saveRaceFailure(page.id, failure)
        : this.store.savePageFailure(page.id, failure));
      return failure;
    }
  }
}
