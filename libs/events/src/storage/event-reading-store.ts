import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { latestCredible } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import { runSql } from '@trackside/database';
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

/** What an import writes of an event's pages; each call is one statement, and so whole or nothing. */
@Injectable()
export class EventReadingStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Stores what the event's page lists. What it lacks stays until two readings at least an hour
   * apart lack it; one that could not be read whole takes nothing away.
   */
  async saveListing(eventId: string, listing: EventListing, readAt: Date): Promise<void> {
    const { races, pages, error, name, entryCount, driverCount, raceLapCount } = listing;
    await runSql(this.database, SAVE_LISTING, {
      eventId,
      readAt,
      goneBefore: new Date(readAt.getTime() - HOUR_MS),
      credible: latestCredible(readAt),
      isWhole: error === null,
      ...{ name, entryCount, driverCount, raceLapCount },
      ...columnsOf(error),
      races: JSON.stringify(races),
      pages: JSON.stringify(pages),
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
    race: { id: string; listedAs: string },
    reading: RaceReading,
    readAt: Date,
    error: ReadingError | null,
  ): Promise<void> {
    const { label, results, mismatches, lengthSeconds, firstLapCounts, checkedFigures } = reading;
    await runSql(this.database, SAVE_RACE, {
      raceId: race.id,
      listedAs: race.listedAs,
      readAt,
      ...{ label, lengthSeconds, firstLapCounts, checkedFigures },
      ...columnsOf(error),
      mismatches: JSON.stringify(mismatches),
      results: JSON.stringify(results),
      count: results.length,
    });
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
    pageId: string,
    rows: EntryRow[],
    readAt: Date,
    error: ReadingError | null,
  ): Promise<void> {
    await runSql(this.database, SAVE_ENTRIES, {
      pageId,
      readAt,
      provisional: false,
      ...columnsOf(error),
      rows: JSON.stringify(rows),
      count: rows.length,
    });
  }

  async saveRanking(
    pageId: string,
    { rows, provisional }: { rows: RankingRowRow[]; provisional: boolean },
    readAt: Date,
    error: ReadingError | null,
  ): Promise<void> {
    await runSql(this.database, SAVE_RANKING, {
      pageId,
      readAt,
      provisional,
      ...columnsOf(error),
      rows: JSON.stringify(rows),
      count: rows.length,
    });
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
}

function columnsOf(error: ReadingError | null): { code: string | null; message: string | null } {
  return { code: error?.code ?? null, message: error?.message ?? null };
}
