import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type {
  DriverRace,
  EventClass,
  EventEntry,
  EventTotals,
  JobState,
  Race,
  RaceResult,
  RaceSection,
  RankingKind,
} from '@trackside/contracts';
import { runSql } from '@trackside/database';
import type { StoredEvent } from '../storage/event-store.js';
import type { ResultRow, RowMismatch } from '../storage/race-rows.js';
import {
  CHECKS,
  CLASSES,
  DRIVER_RACES,
  ENTRIES,
  EVENT,
  LAPS,
  RACE,
  RACES,
  RANKINGS,
  RESULTS,
} from './event-study-statements.js';
import type { StoredRanking } from './ranking-checks.js';

/** An event with what its own page said. */
export interface StudiedEvent extends StoredEvent {
  trackId: string;
  trackName: string;
  trackSlug: string;
  importedAt: Date | null;
  fetchedAt: Date | null;
  jobId: string | null;
  jobState: JobState | null;
  totals: EventTotals;
}

/** A race with what was found out about its figures. */
export interface StudiedRace extends Race {
  first_lap_counts: boolean | null;
  checked_figures: number | null;
  mismatches: RowMismatch[] | null;
}

export type StoredResult = Omit<RaceResult, 'gap_winner_seconds' | 'gap_winner_laps'> & {
  row_number: number;
};

export type StoredLaps = Pick<
  ResultRow,
  | 'driver_name'
  | 'driver_hidden'
  | 'source_driver_id'
  | 'car_number'
  | 'lap_numbers'
  | 'lap_times'
  | 'lap_positions'
>;

/** What was found out about the figures of an event's races. */
export interface StoredChecks {
  figures: number;
  laps: number;
  unread: number;
  mismatches: (Omit<RowMismatch, 'row_number'> & { race_id: string; driver_name: string })[];
}

/** Which races are wanted; null: all. */
export interface RaceFilter {
  className: string | null;
  section: RaceSection | null;
}

/** Reads what was imported of events; each call is one round trip. */
@Injectable()
export class EventStudyStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async find(eventId: string): Promise<StudiedEvent | null> {
    const [event] = await runSql<StudiedEvent[]>(this.database, EVENT, { eventId });
    return event ?? null;
  }

  /** In the order in which the programme first names them. */
  findClasses(eventId: string): Promise<EventClass[]> {
    return runSql(this.database, CLASSES, { eventId });
  }

  async findChecks(eventId: string): Promise<StoredChecks> {
    const [checks] = await runSql<StoredChecks[]>(this.database, CHECKS, { eventId });
    return checks!;
  }

  /** In the order of the programme. */
  findRaces(eventId: string, { className, section }: RaceFilter): Promise<Race[]> {
    return runSql(this.database, RACES, { eventId, className, section });
  }

  async findRace(raceId: string): Promise<StudiedRace | null> {
    const [race] = await runSql<StudiedRace[]>(this.database, RACE, { raceId });
    return race ?? null;
  }

  /** In order of position, those without one last. */
  findResults(raceId: string): Promise<StoredResult[]> {
    return runSql(this.database, RESULTS, { raceId });
  }

  /** In order of position, those without one last. */
  findLaps(raceId: string): Promise<StoredLaps[]> {
    return runSql(this.database, LAPS, { raceId });
  }

  findEntries(eventId: string, className: string | null): Promise<EventEntry[]> {
    return runSql(this.database, ENTRIES, { eventId, className });
  }

  /** Newest event first. */
  findDriverRaces(query: {
    trackId: string;
    name: string;
    className: string | null;
  }): Promise<DriverRace[]> {
    return runSql(this.database, DRIVER_RACES, query);
  }

  /** In the order of the event's page. @param kind of this kind alone; null: of any */
  findRankings(eventId: string, kind: RankingKind | null): Promise<StoredRanking[]> {
    return runSql(this.database, RANKINGS, { eventId, kind });
  }
}
