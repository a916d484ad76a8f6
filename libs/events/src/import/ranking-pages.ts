import { Injectable } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { ReadingError, RankingRound } from '@trackside/contracts';
import {
  type EntryListPage,
  LivercScraper,
  type RankingPage,
  type RankingRound as PrintedRound,
} from '@trackside/liverc-scraper';
import { PageVault } from '@trackside/page-vault';
import { TrackNames } from '@trackside/tracks';
import { EventReadingStore } from '../storage/event-reading-store.js';
import type { EntryRow, RankingRowRow, UnreadPage } from '../storage/race-rows.js';
import { HiddenInEvent } from './hidden-in-event.js';
import { askFor, type PageEvent, type PageRequest } from './page-event.js';
import { checkIsOfEvent } from './whose-page.js';

/** A page that came, and how its rows are stored. */
interface Reading {
  value: EntryListPage | RankingPage;
  rows: number;
  readAt: Date;
  /** Why it is not whole; null when it is. */
  error: ReadingError | null;
  isReread: boolean;
  save: () => Promise<void>;
}

/** Entry lists and rankings. */
@Injectable()
export class RankingPages {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly store: EventReadingStore,
    private readonly hidden: HiddenInEvent,
    private readonly vault: PageVault,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads an entry list or a ranking and stores it. One that is not whole is stored as far as it goes
   * where nothing better is known.
   *
   * @returns why the page is not whole; null when it is
   * @throws LivercError
   */
  read(event: PageEvent, page: UnreadPage, request: PageRequest): Promise<ReadingError | null> {
    return page.kind === 'entries'
      ? this.readEntries(event, page, request)
      : this.readRanking(event, page, page.kind, request);
  }

  private async readEntries(
    event: PageEvent,
    page: UnreadPage,
    request: PageRequest,
  ): Promise<ReadingError | null> {
    const { signal, lane, reread } = request;
    const readAt = reread?.seenAt ?? this.clock.now();
    const list = await askFor(this.names, event.track, request, (ref, stored) =>
      this.scraper.fetchEntryList(ref, page.sourceId, {
        ...{ signal, lane, ...stored },
        check: (read, url) => checkIsOfEvent(event, read, url),
      }),
    );
    const rows = entryRows(list);
    const error = troubleOf(list.unreadableRows, 0, rows.length, page);
    const save = () =>
      this.hidden.saving(placeOf(event), rows, withoutTransponder, (told) =>
        this.store.saveEntries(page, told, readAt, { error, isReread }),
      );
    const isReread = reread !== undefined;
    const reading = { value: list, rows: rows.length, readAt, error, isReread, save };
    await this.keep(event, page, reading);
    return error;
  }

  private async readRanking(
    event: PageEvent,
    page: UnreadPage,
    kind: RankingPage['kind'],
    request: PageRequest,
  ): Promise<ReadingError | null> {
    const { signal, lane, reread } = request;
    const readAt = reread?.seenAt ?? this.clock.now();
    const order = page.sortedBy === '' ? null : page.sortedBy;
    const ranking = await askFor(this.names, event.track, request, (ref, stored) =>
      this.scraper.fetchRanking(
        ref,
        { kind, sourceRankingId: page.sourceId, order },
        { signal, lane, ...stored, check: (read, url) => checkIsOfEvent(event, read, url) },
      ),
    );
    const rows = rankingRows(ranking);
    const { provisional, unreadableRows, unreadableCells } = ranking;
    const error = troubleOf(unreadableRows, unreadableCells, rows.length, page);
    const save = () =>
      this.hidden.saving(
        placeOf(event),
        rows,
        (row) => row,
        (told) =>
          this.store.saveRanking(page, { rows: told, provisional }, readAt, { error, isReread }),
      );
    const isReread = reread !== undefined;
    const reading = { value: ranking, rows: rows.length, readAt, error, isReread, save };
    await this.keep(event, page, reading);
    return error;
  }

  /** A page with a fault of its own does not take away what a better one showed. */
  private async keep(
    event: PageEvent,
    page: UnreadPage,
    { value, rows, readAt, error, isReread, save }: Reading,
  ): Promise<void> {
    const isLess = error !== null && rows < page.storedRows;
    if (isReread) return isLess ? undefined : save();
    await this.scraper.keep(value, () =>
      isLess ? this.store.savePageFailure(page.id, error) : save(),
    );
    if (!isLess) await this.vault.keep(value, { ownerId: event.id, readAt });
  }
}

function placeOf({ id, track }: PageEvent): { id: string; trackId: string } {
  return { id, trackId: track.id };
}

function withoutTransponder(row: EntryRow): EntryRow {
  return { ...row, transponder: null };
}

function entryRows(page: EntryListPage): EntryRow[] {
  return page.classes
    .flatMap(({ className, entries }) =>
      entries.map((entry) => ({
        class_name: className,
        car_number: entry.carNumber,
        driver_name: entry.driverName,
        driver_hidden: false,
        transponder: entry.transponder,
      })),
    )
    .map((row, row_number) => ({ row_number, ...row }));
}

function rankingRows(page: RankingPage): RankingRowRow[] {
  return page.classes
    .flatMap(({ className, tieBreakerRule, rows }) =>
      rows.map((row) => ({
        class_name: className,
        tie_breaker_rule: tieBreakerRule,
        position: row.position,
        driver_name: row.driverName,
        driver_hidden: false,
        result: row.result,
        tie_breaker: row.tieBreaker,
        rounds: row.rounds.map(toRound),
      })),
    )
    .map((row, row_number) => ({ row_number, ...row }));
}

function toRound(round: PrintedRound): RankingRound {
  return {
    round: round.round,
    points: round.points,
    lap_count: round.lapCount,
    total_seconds: round.totalSeconds,
    status: round.status,
    counts: round.counts,
  };
}

function troubleOf(
  rows: number,
  cells: number,
  read: number,
  page: UnreadPage,
): ReadingError | null {
  const what = page.kind === 'entries' ? 'the entry list' : `the ranking ${page.title}`;
  if (rows > 0 || cells > 0) {
    const message = `${rows} rows and ${cells} cells of ${what} can't be read`;
    return { code: 'LIVERC_PAGE_CHANGED', message };
  }
  if (read > 0 || page.storedRows === 0) return null;
  const message = `${what} is shown empty, ${page.storedRows} rows were known`;
  return { code: 'LIVERC_PAGE_INCOMPLETE', message };
}
