import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '@trackside/database';
import {
  type ChangedPage,
  changesBetween,
  PageChangesStore,
  type ShownRow,
} from '@trackside/page-vault';
import { entryRow, listedRow, pageRow, rankingRow, resultRow } from './event-change-rows.js';
import {
  STORED_ENTRIES,
  STORED_LISTING,
  STORED_PAGE,
  STORED_RACE,
  STORED_RACES,
  STORED_RANKING,
  STORED_RESULTS,
} from './event-change-statements.js';
import type {
  EntryRow,
  EventListing,
  EventPageKind,
  ListedRace,
  RaceReading,
  RankingRowRow,
  ResultRow,
} from './race-rows.js';

type StoredHead = Pick<ChangedPage, 'ownerId' | 'sourceId' | 'readBefore'> & {
  /** Rows that come or go now are a change. */
  isFinal: boolean;
};
type StoredRaceHead = StoredHead & { title: string; length_seconds: number | null };
type StoredPageHead = StoredHead & {
  kind: EventPageKind;
  sortedBy: string;
  title: string;
  provisional: boolean | null;
};
type ListingTotals = Record<'entry_count' | 'driver_count' | 'race_lap_count', number | null>;
type StoredRace = Omit<ListedRace, 'section_title' | 'listed_as'>;

/**
 * Notes what pages of an event show otherwise than what is stored, within the transaction that stores
 * it, and before it does.
 */
@Injectable()
export class EventChangeStore {
  constructor(private readonly changes: PageChangesStore) {}

  async noteRace(
    transaction: EntityManager,
    raceId: string,
    reading: RaceReading,
    readAt: Date,
  ): Promise<void> {
    const [head] = await runSql<StoredRaceHead[]>(transaction, STORED_RACE, { raceId });
    if (!head) return;
    const { isFinal, length_seconds, ...page } = head;
    const stored = await runSql<ResultRow[]>(transaction, STORED_RESULTS, { raceId });
    const before = [pageRow({ length_seconds }), ...stored.map(resultRow)];
    const now = [
      pageRow({ length_seconds: reading.lengthSeconds }),
      ...reading.results.map(resultRow),
    ];
    const changes = changesBetween(before, now, isFinal);
    await this.changes.save(transaction, { ...page, kind: 'race', sortedBy: '', readAt }, changes);
  }

  async noteEntries(
    transaction: EntityManager,
    pageId: string,
    rows: EntryRow[],
    readAt: Date,
  ): Promise<void> {
    const page = await this.pageOf(transaction, pageId);
    if (!page) return;
    const stored = await runSql<EntryRow[]>(transaction, STORED_ENTRIES, {
      eventId: page.ownerId,
    });
    await this.note(transaction, page, readAt, stored.map(entryRow), rows.map(entryRow));
  }

  /** A ranking that was provisional changes as a matter of course. */
  async noteRanking(
    transaction: EntityManager,
    pageId: string,
    rows: RankingRowRow[],
    readAt: Date,
  ): Promise<void> {
    const page = await this.pageOf(transaction, pageId);
    if (!page || page.provisional !== false) return;
    const stored = await runSql<RankingRowRow[]>(transaction, STORED_RANKING, { pageId });
    await this.note(transaction, page, readAt, stored.map(rankingRow), rows.map(rankingRow));
  }

  /**
   * Notes what the event's page says otherwise of races that it lists again. Its totals grow until
   * the event is over.
   *
   * @returns notes which races have gone, once the page is stored
   */
  async noteListing(
    transaction: EntityManager,
    eventId: string,
    listing: EventListing,
    readAt: Date,
  ): Promise<() => Promise<void>> {
    const sql = <T>(statement: string): Promise<T> => runSql(transaction, statement, { eventId });
    const [head] = await sql<(StoredHead & ListingTotals & { name: string })[]>(STORED_LISTING);
    if (!head) return async () => undefined;
    const { ownerId, sourceId, readBefore, isFinal, name, ...totals } = head;
    const page = {
      ownerId,
      sourceId,
      readBefore,
      kind: 'event',
      sortedBy: '',
      title: null,
      readAt,
    };
    const stored = await sql<StoredRace[]>(STORED_RACES);
    const known = new Map(stored.map((race) => [race.source_race_id, race]));
    const again = listing.races.filter((race) => known.has(race.source_race_id));
    const before = [
      pageRow({ name, ...(isFinal ? totals : {}) }),
      ...stored.map((race) => listedRow(race, race.label)),
    ];
    const now = [
      pageRow({ name: listing.name, ...(isFinal ? totalsOf(listing) : {}) }),
      ...again.map((race) => listedRow(race, known.get(race.source_race_id)!.label)),
    ];
    await this.changes.save(transaction, page, changesBetween(before, now, false));
    return async () => {
      const left = new Set((await sql<StoredRace[]>(STORED_RACES)).map(({ id }) => id));
      const gone = stored.filter(({ id }) => !left.has(id));
      const rows = gone.map((race) => listedRow(race, race.label));
      await this.changes.save(transaction, page, changesBetween(rows, [], true));
    };
  }

  private async pageOf(
    transaction: EntityManager,
    pageId: string,
  ): Promise<StoredPageHead | undefined> {
    const [page] = await runSql<StoredPageHead[]>(transaction, STORED_PAGE, { pageId });
    return page;
  }

  private async note(
    transaction: EntityManager,
    { isFinal, provisional: _, title, ...page }: StoredPageHead,
    readAt: Date,
    before: ShownRow[],
    now: ShownRow[],
  ): Promise<void> {
    const changes = changesBetween(before, now, isFinal);
    await this.changes.save(transaction, { ...page, title: title || null, readAt }, changes);
  }
}

function totalsOf({ entryCount, driverCount, raceLapCount }: EventListing): ListingTotals {
  return { entry_count: entryCount, driver_count: driverCount, race_lap_count: raceLapCount };
}
