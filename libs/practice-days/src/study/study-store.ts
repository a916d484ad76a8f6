import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, IsNull, Not, Repository } from 'typeorm';
import type { LapsProgress, MatchingClass, StudiedSession } from '@trackside/contracts';
import { isKeyOf, runSql } from '@trackside/database';
import { PracticeDayEntity } from '../day/practice-day.entity.js';
import type { StoredDay } from '../day/stored-month.js';
import { DAY_COLUMNS, type DayRow, IS_KNOWN_DAY, toStoredDay } from '../day/day-columns.js';
import {
  IS_SHOWN,
  type PrintedSession,
  SESSION_COLUMNS,
  type SessionRow,
  toPrintedSession,
} from './session-columns.js';

/** An imported day, with how far its laps are. */
export interface StudiedDay extends StoredDay {
  trackId: string;
  /** UTC instants. */
  importedAt: string;
  fetchedAt: string;
  laps: LapsProgress;
  /** The unfinished import that it is part of, the newest one; null when there is none. */
  jobId: string | null;
}

/** Which days are looked for; drivers and classes are compared without letter case. */
export interface DaySearch {
  trackId: string;
  startDate: string;
  endDate: string;
  driver: string | null;
  className: string | null;
  /** Only days before this date; null for the newest. */
  before: string | null;
  limit: number;
}

/** A day with what matches the search. */
export interface FoundDay extends StoredDay {
  fetchedAt: string;
  matchingSessions: number;
  matchingFastestLapSeconds: number | null;
  /** Most sessions first. */
  matchingClasses: MatchingClass[];
}

/** Which sessions of a day are wanted; null leaves a condition out. */
export interface SessionFilter {
  driver: string | null;
  className: string | null;
  sessionIds: string[] | null;
  /** Only sessions below this one on the day page. */
  after: number | null;
  limit: number | null;
}

/** Whose sessions of a day are wanted; null leaves a condition out. */
export interface SessionsPart extends Pick<SessionFilter, 'driver' | 'className'> {
  transponder: string | null;
}

/** Leaves every condition out. */
export const EVERY_SESSION: SessionFilter = {
  driver: null,
  className: null,
  sessionIds: null,
  after: null,
  limit: null,
};

/** A session, and where it belongs. */
export type SessionOfDay = PrintedSession & Pick<StudiedSession, 'date' | 'event_id' | 'track_id'>;

type SessionOfDayRow = SessionRow & Pick<StudiedSession, 'date' | 'event_id' | 'track_id'>;

interface StudiedDayRow extends DayRow {
  track_id: string;
  imported_at: Date;
  fetched_at: Date;
  laps_read: number;
  laps_pending: number;
  laps_failed: number;
  job_id: string | null;
}

interface FoundDayRow extends DayRow {
  fetched_at: Date;
  matching_sessions: number;
  matching_fastest: number | null;
  matching_classes: MatchingClass[];
}

const IMPORTED_DAY = `
  SELECT ${DAY_COLUMNS}, d.track_id, d.imported_at,
    coalesce(d.summarised_at, d.imported_at) AS fetched_at, laps.*, (
      SELECT job.id FROM import_job_days job_day JOIN import_jobs job ON job.id = job_day.job_id
      WHERE job_day.day_id = d.id AND job_day.state IN ('queued', 'running')
      ORDER BY job.created_at DESC, job.id LIMIT 1
    ) AS job_id
  FROM practice_days d CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE laps_state = 'read') AS laps_read,
      count(*) FILTER (WHERE laps_state = 'pending') AS laps_pending,
      count(*) FILTER (WHERE laps_state = 'failed') AS laps_failed
    FROM (SELECT ${SESSION_COLUMNS} FROM practice_sessions s
      WHERE s.day_id = d.id AND ${IS_SHOWN}) session
  ) laps
  WHERE d.id = :dayId AND d.imported_at IS NOT NULL`;

/** Sessions of the driver and of the class that are asked for, where these are not null. */
const IS_OF = `
  (:driver::text IS NULL OR ${isKeyOf('s.driver_key', ':driver::text')})
  AND (:className::text IS NULL OR lower(s.class_name) = lower(:className::text))`;

const FOUND_DAYS = `
  SELECT ${DAY_COLUMNS}, d.summarised_at AS fetched_at,
    found.matching_sessions, found.matching_fastest, found.matching_classes
  FROM practice_days d CROSS JOIN LATERAL (
    SELECT coalesce(sum(session_count), 0)::integer AS matching_sessions,
      min(fastest_lap_seconds) AS matching_fastest,
      coalesce(json_agg(class ORDER BY session_count DESC, class_name), '[]') AS matching_classes
    FROM (SELECT class_name, count(*) AS session_count,
        min(fastest_lap_seconds) AS fastest_lap_seconds
      FROM (SELECT ${SESSION_COLUMNS} FROM practice_sessions s
        WHERE s.day_id = d.id AND ${IS_SHOWN} AND ${IS_OF}) session
      GROUP BY class_name) class
  ) found
  WHERE d.track_id = :trackId AND d.date BETWEEN :startDate AND :endDate
    AND (:before::date IS NULL OR d.date < :before::date) AND d.summarised_at IS NOT NULL AND ${IS_KNOWN_DAY}
    AND CASE WHEN :driver::text IS NULL AND :className::text IS NULL THEN d.imported_at IS NOT NULL
      ELSE found.matching_sessions > 0 END
  ORDER BY d.date DESC LIMIT :limit`;

const DAY_SESSIONS = `
  SELECT s.position, ${SESSION_COLUMNS} FROM practice_sessions s
  WHERE s.day_id = :dayId AND ${IS_SHOWN} AND ${IS_OF}
    AND (:sessionIds::uuid[] IS NULL OR s.id = ANY (:sessionIds))
    AND (:after::integer IS NULL OR s.position > :after)
  ORDER BY s.position LIMIT :limit`;

const SESSIONS_OF_DAYS = `
  SELECT d.date::text AS date, d.id AS event_id, d.track_id, ${SESSION_COLUMNS}
  FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id
  WHERE s.id = ANY (:sessionIds::uuid[]) AND ${IS_SHOWN} AND d.imported_at IS NOT NULL`;

/** A session counts as forty laps more than it has. */
const SESSION_PIECES = `
  SELECT string_agg(id::text, ',' ORDER BY position) AS ids FROM (
    SELECT id, position, (sum(40 + least(coalesce(lap_count, 0), 2000)) OVER (ORDER BY position)
      - 40 - least(coalesce(lap_count, 0), 2000)) / 1000 AS piece
    FROM practice_sessions s WHERE s.day_id = :dayId AND ${IS_SHOWN} AND ${IS_OF}
      AND (:transponder::text IS NULL OR s.transponder = :transponder)
  ) session GROUP BY floor(piece) ORDER BY floor(piece)`;

/** Reads what was imported, and finds days by who drove; each call is one round trip. */
@Injectable()
export class StudyStore {
  constructor(
    @InjectRepository(PracticeDayEntity) private readonly days: Repository<PracticeDayEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** The imported day with this id; null also while it is only discovered. */
  async findImportedDay(dayId: string): Promise<StudiedDay | null> {
    const [row] = await runSql<StudiedDayRow[]>(this.database, IMPORTED_DAY, { dayId });
    if (!row) return null;
    return {
      ...toStoredDay(row),
      trackId: row.track_id,
      importedAt: row.imported_at.toISOString(),
      fetchedAt: row.fetched_at.toISOString(),
      laps: { read: row.laps_read, pending: row.laps_pending, failed: row.laps_failed },
      jobId: row.job_id,
    };
  }

  /** Whether a day with this id is imported. */
  async isImported(dayId: string): Promise<boolean> {
    return this.days.existsBy({ id: dayId, importedAt: Not(IsNull()) });
  }

  /**
   * Days whose page was read, newest first: imported ones, and with a driver or a class all that
   * have a session of them.
   */
  async findDays(search: DaySearch): Promise<FoundDay[]> {
    const { trackId, startDate, endDate, driver, className, before, limit } = search;
    const parameters = { trackId, startDate, endDate, driver, className, before, limit };
    const rows = await runSql<FoundDayRow[]>(this.database, FOUND_DAYS, parameters);
    return rows.map((row) => ({
      ...toStoredDay(row),
      fetchedAt: row.fetched_at.toISOString(),
      matchingSessions: row.matching_sessions,
      matchingFastestLapSeconds: row.matching_fastest,
      matchingClasses: row.matching_classes,
    }));
  }

  /** Sessions of a day with their places, in the order of the day page. */
  async findSessions(
    dayId: string,
    filter: SessionFilter,
  ): Promise<{ position: number; session: PrintedSession }[]> {
    const { driver, className, sessionIds, after, limit } = filter;
    const rows = await runSql<(SessionRow & { position: number })[]>(this.database, DAY_SESSIONS, {
      dayId,
      driver,
      className,
      sessionIds,
      after,
      limit,
    });
    return rows.map(({ position, ...row }) => ({ position, session: toPrintedSession(row) }));
  }

  /** Sessions of imported days, whichever, each with its day; in no certain order. */
  async findSessionsOfDays(sessionIds: string[]): Promise<SessionOfDay[]> {
    const rows = await runSql<SessionOfDayRow[]>(this.database, SESSIONS_OF_DAYS, { sessionIds });
    return rows.map(({ date, event_id, track_id, ...row }) => ({
      ...toPrintedSession(row),
      date,
      event_id,
      track_id,
    }));
  }

  /**
   * The day's sessions in pieces of about a thousand laps, in the order of the day page: each piece
   * as its ids, parted by commas, because thousands of them wait while a client reads.
   */
  async findSessionPieces(dayId: string, part: SessionsPart): Promise<string[]> {
    const { driver, transponder, className } = part;
    const parameters = { dayId, driver, transponder, className };
    const rows = await runSql<{ ids: string }[]>(this.database, SESSION_PIECES, parameters);
    return rows.map(({ ids }) => ids);
  }
}
