import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { latestCredible } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import { runSql, type SqlParameters } from '@trackside/database';
import { EventChangeStore } from './event-change-store.js';
import {
  CURRENT_RACES,
  LOCK_LISTING,
  NOTE_CURRENT,
  READ_PAGES,
  READ_RACES,
} from './event-reread-statements.js';
import {
  SAVE_ENTRIES,
  SAVE_LISTING,
  SAVE_RACE,
  SAVE_RANKING,
  UNREAD_PAGES,
  UNREAD_RACES,
} from './event-reading-statements.js';
import type {
  EntryRow,
  EventListing,
  RaceReading,
  RankingRowRow,
  ReadPage,
  ReadRace,
  UnreadPage,
  UnreadRace,
} from './race-rows.js';

const HOUR_MS = 3_600_000;

/** How a page is stored. */
export interface SavedAs {
  /** Why it is not whole; null when it is. */
  error: ReadingError | null;
  /** It is the page that is stored already, read by a newer parser: nothing that is newer is replaced. */
  isReread: boolean;
}

/**
 * What an import writes of an event's pages; each call is whole or nothing. What a page shows otherwise
 * than before is noted with it.
 */
@Injectable()
export class EventReadingStore {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly changes: EventChangeStore,
  ) {}

  /**
   * Stores what the event's page lists. What it lacks stays until two readings at least an hour
   * apart lack it; one that could not be read whole takes nothing away.
   */
  async saveListing(eventId: string, listing: EventListing, readAt: Date): Promise<void> {
    const parameters = listingColumns(eventId, listing, readAt);
    await this.database.transaction(async (transaction) => {
      const noteGone = await this.changes.noteListing(transaction, eventId, listing, readAt);
      await runSql(transaction, SAVE_LISTING, parameters);
      await noteGone();
    });
  }

  /**
   * Stores what a newer parser reads from the page that was stored last, unless another one has been
   * meanwhile. A race's own page is as current as before.
   */
  async saveListingAgain(eventId: string, listing: EventListing, readAt: Date): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const parameters = { eventId, readAt };
      const current = await runSql<unknown[]>(transaction, LOCK_LISTING, parameters);
      if (current.length === 0) return;
      const known = await runSql<{ id: string }[]>(transaction, CURRENT_RACES, { eventId });
      await runSql(transaction, SAVE_LISTING, listingColumns(eventId, listing, readAt));
      await runSql(transaction, NOTE_CURRENT, { ids: known.map(({ id }) => id) });
    });
  }

  /** Races and other pages that were read, with when. */
  async findRead(eventId: string): Promise<{ races: ReadRace[]; pages: ReadPage[] }> {
    const [races, pages] = await Promise.all([
      runSql<ReadRace[]>(this.database, READ_RACES, { eventId }),
      runSql<ReadPage[]>(this.database, READ_PAGES, { eventId }),
    ]);
    return { races, pages };
  }

  /** When the event's page was read last; null before that. */
  async findReading(eventId: string): Promise<{ fetchedAt: Date; name: string } | null> {
    const rows = await runSql<{ fetchedAt: Date; name: string }[]>(
      this.database,
      'SELECT fetched_at AS "fetchedAt", name FROM event_readings WHERE event_id = :eventId',
      { eventId },
    );
    return rows[0] ?? null;
  }

  /**
   * Stores what a race's own page said, in place of what it said before.
   *
   * @param listedAs the race's row on the event's page when its own page was asked for
   */
  async saveRace(
    race: Pick<UnreadRace, 'id' | 'listedAs' | 'storedResults'>,
    reading: RaceReading,
    readAt: Date,
    { error, isReread }: SavedAs,
  ): Promise<void> {
    const { label, results, mismatches, lengthSeconds, firstLapCounts, checkedFigures } = reading;
    const parameters = {
      raceId: race.id,
      isReread,
      listedAs: race.listedAs,
      readAt,
      ...{ label, lengthSeconds, firstLapCounts, checkedFigures },
      ...columnsOf(error),
      mismatches: JSON.stringify(mismatches),
      results: JSON.stringify(results),
      count: results.length,
    };
    const isNew = isReread || race.storedResults === 0 || error !== null;
    await this.saving(
      isNew ? null : (transaction) => this.changes.noteRace(transaction, race.id, reading, readAt),
      (through) => runSql(through, SAVE_RACE, parameters),
    );
  }

  /** Notes why a race's page could not be read; what was read before stays. */
  async saveRaceFailure(raceId: string, error: ReadingError): Promise<void> {
    await runSql(
      this.database,
      'UPDATE races SET error_code = :code, error_message = :message WHERE id = :raceId',
      { raceId, ...columnsOf(error) },
    );
  }

  async saveEntries(
    { id: pageId, storedRows }: Pick<UnreadPage, 'id' | 'storedRows'>,
    rows: EntryRow[],
    readAt: Date,
    { error, isReread }: SavedAs,
  ): Promise<void> {
    const parameters = {
      pageId,
      isReread,
      readAt,
      provisional: false,
      ...columnsOf(error),
      rows: JSON.stringify(rows),
      count: rows.length,
    };
    const isNew = isReread || storedRows === 0 || error !== null;
    await this.saving(
      isNew ? null : (transaction) => this.changes.noteEntries(transaction, pageId, rows, readAt),
      (through) => runSql(through, SAVE_ENTRIES, parameters),
    );
  }

  async saveRanking(
    { id: pageId, storedRows }: Pick<UnreadPage, 'id' | 'storedRows'>,
    { rows, provisional }: { rows: RankingRowRow[]; provisional: boolean },
    readAt: Date,
    { error, isReread }: SavedAs,
  ): Promise<void> {
    const parameters = {
      pageId,
      isReread,
      readAt,
      provisional,
      ...columnsOf(error),
      rows: JSON.stringify(rows),
      count: rows.length,
    };
    const isNew = isReread || storedRows === 0 || error !== null || provisional;
    await this.saving(
      isNew ? null : (transaction) => this.changes.noteRanking(transaction, pageId, rows, readAt),
      (through) => runSql(through, SAVE_RANKING, parameters),
    );
  }

  /** Notes why an entry list or a ranking could not be read; what was read before stays. */
  async savePageFailure(pageId: string, error: ReadingError): Promise<void> {
    await runSql(
      this.database,
      'UPDATE event_pages SET error_code = :code, error_message = :message WHERE id = :pageId',
      { pageId, ...columnsOf(error) },
    );
  }

  /**
   * Races whose pages are to be read, in the order of the programme.
   *
   * @param before one that was read since then, and whole, is not read again although laps lack
   */
  async findUnreadRaces(eventId: string, before: Date): Promise<UnreadRace[]> {
    return runSql<UnreadRace[]>(this.database, UNREAD_RACES, { eventId, before });
  }

  /** The entry list and the rankings that are to be read; those read since `before` are not. */
  async findUnreadPages(eventId: string, before: Date): Promise<UnreadPage[]> {
    return runSql<UnreadPage[]>(this.database, UNREAD_PAGES, { eventId, before });
  }

  /** Both in one transaction; what is read for the first time, or not whole, has no changes. */
  private async saving(
    note: ((transaction: EntityManager) => Promise<void>) | null,
    save: (through: DataSource | EntityManager) => Promise<unknown>,
  ): Promise<void> {
    if (!note) return void (await save(this.database));
    await this.database.transaction(async (transaction) => {
      await note(transaction);
      await save(transaction);
    });
  }
}

function listingColumns(eventId: string, listing: EventListing, readAt: Date): SqlParameters {
  const { races, pages, error, name, entryCount, driverCount, raceLapCount } = listing;
  return {
    eventId,
    readAt,
    goneBefore: new Date(readAt.getTime() - HOUR_MS),
    credible: latestCredible(readAt),
    isWhole: error === null,
    ...{ name, entryCount, driverCount, raceLapCount },
    ...columnsOf(error),
    races: JSON.stringify(races),
    pages: JSON.stringify(pages),
  };
}

function columnsOf(error: ReadingError | null): { code: string | null; message: string | null } {
  return { code: error?.code ?? null, message: error?.message ?? null };
}
