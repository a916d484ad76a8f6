import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { latestCredible } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import { EventChangeStore } from './event-change-store.js';
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
  UnreadPage,
  UnreadRace,
} from './race-rows.js';

const HOUR_MS = 3_600_000;

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
    const { races, pages, error, name, entryCount, driverCount, raceLapCount } = listing;
    const parameters = {
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
    await this.database.transaction(async (transaction) => {
      const noteGone = await this.changes.noteListing(transaction, eventId, listing, readAt);
      await runSql(transaction, SAVE_LISTING, parameters);
      await noteGone();
    });
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
   * @param error why the page is not whole; null when it is
   */
  async saveRace(
    race: Pick<UnreadRace, 'id' | 'listedAs' | 'storedResults'>,
    reading: RaceReading,
    readAt: Date,
    error: ReadingError | null,
  ): Promise<void> {
    const { label, results, mismatches, lengthSeconds, firstLapCounts, checkedFigures } = reading;
    const parameters = {
      raceId: race.id,
      listedAs: race.listedAs,
      readAt,
      ...{ label, lengthSeconds, firstLapCounts, checkedFigures },
      ...columnsOf(error),
      mismatches: JSON.stringify(mismatches),
      results: JSON.stringify(results),
      count: results.length,
    };
    const isNew = race.storedResults === 0 || error !== null;
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
    error: ReadingError | null,
  ): Promise<void> {
    const parameters = {
      pageId,
      readAt,
      provisional: false,
      ...columnsOf(error),
      rows: JSON.stringify(rows),
      count: rows.length,
    };
    const isNew = storedRows === 0 || error !== null;
    await this.saving(
      isNew ? null : (transaction) => this.changes.noteEntries(transaction, pageId, rows, readAt),
      (through) => runSql(through, SAVE_ENTRIES, parameters),
    );
  }

  async saveRanking(
    { id: pageId, storedRows }: Pick<UnreadPage, 'id' | 'storedRows'>,
    { rows, provisional }: { rows: RankingRowRow[]; provisional: boolean },
    readAt: Date,
    error: ReadingError | null,
  ): Promise<void> {
    const parameters = {
      pageId,
      readAt,
      provisional,
      ...columnsOf(error),
      rows: JSON.stringify(rows),
      count: rows.length,
    };
    const isNew = storedRows === 0 || error !== null || provisional;
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

function columnsOf(error: ReadingError | null): { code: string | null; message: string | null } {
  return { code: error?.code ?? null, message: error?.message ?? null };
}
