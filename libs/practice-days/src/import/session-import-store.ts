import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, IsNull, Not, Repository } from 'typeorm';
import type { ReadingError } from '@trackside/contracts';
import { runSql, type SqlParameters } from '@trackside/database';
import type { SessionPage } from '@trackside/liverc-scraper';
import { NOTE_LAPS } from '../day/day-change-statements.js';
import { PracticeDayEntity } from '../day/practice-day.entity.js';
import { type DateRange, LACKS_LAPS } from './import-job-store.js';

/** A session whose own page is to be read. */
export interface UnreadSession {
  id: string;
  source_session_id: string;
  driver_name: string;
  driver_hidden: boolean;
  transponder: string | null;
  /** Track-local `YYYY-MM-DDTHH:MM:SS`. */
  started_at: string;
  /** As many laps the day page or an earlier reading of its own page has shown. */
  known_laps: number;
  stored_laps: number;
  /** What its page showed when it last showed fewer; null where it did not. */
  laps_witness: string | null;
  laps_failed_at: Date | null;
  /** When the page was asked for that the stored laps are from; null where there are none. */
  laps_read_at: Date | null;
}

/** An imported day that may have got sessions. */
export interface WantingDay {
  dayId: string;
  trackId: string;
  date: string;
  /** The order of the reading that was stored last. */
  reading: number;
  /** Sessions of it lack laps, and nobody reads them. */
  lacksLaps: boolean;
}

/** A session that has meanwhile gone from its day gets no laps. */
const saveLaps = (which: string, changes: string): string => `
  WITH session AS (
    UPDATE practice_sessions SET laps_read_at = :readAt, laps_outdated = false,
      laps_error_code = NULL, laps_error_message = NULL, laps_failed_at = NULL, laps_failures = 0,
      laps_witness = NULL, ended_at = :endedAt,
      valid_fastest_lap_seconds = :fastest, valid_average_lap_seconds = :average,
      top_3_consecutive_seconds = :top3, average_top_5_seconds = :top5,
      average_top_10_seconds = :top10, average_top_15_seconds = :top15,
      standard_deviation_seconds = :deviation, consistency_percent = :consistency,
      valid_lap_min_seconds = :validMin, valid_lap_max_seconds = :validMax,
      valid_lap_count = (SELECT count(*) FROM unnest(:areValid::boolean[]) valid WHERE valid),
      invalid_lap_count = (SELECT count(*) FROM unnest(:areValid::boolean[]) valid WHERE NOT valid)
    WHERE id = :sessionId AND day_id = :dayId AND ${which} RETURNING id, driver_name
  ), ${changes} gone AS (
    DELETE FROM practice_laps USING session
    WHERE session_id = session.id AND NOT lap_number = ANY (:numbers::integer[])
  )
  INSERT INTO practice_laps (session_id, lap_number, lap_time_seconds, crossed_at, is_valid)
  SELECT session.id, lap.* FROM session, unnest(:numbers::integer[], :seconds::float8[],
    :crossings::timestamp[], :areValid::boolean[]) AS lap
  ON CONFLICT (session_id, lap_number) DO UPDATE SET is_valid = excluded.is_valid,
    lap_time_seconds = excluded.lap_time_seconds, crossed_at = excluded.crossed_at`;

/** The laps that are stored are those of the last reading, and nothing is known to contradict them. */
const IS_CURRENT = 'laps_read_at IS NOT NULL AND NOT laps_outdated AND laps_error_code IS NULL';

const SAVE_LAPS = saveLaps('true', `changes AS (${NOTE_LAPS}),`);

/** The page that is stored already: nothing that is newer is replaced, and nothing has changed. */
const SAVE_LAPS_AGAIN = saveLaps(`laps_read_at = :readAt AND ${IS_CURRENT}`, '');

const DELETE_REMOVED = `
  WITH due AS (
    SELECT id FROM practice_days
    WHERE sessions_removed_at < :before OR sessions_removed_at > :credible OR removed_at > :credible
      OR (removed_at < :before AND imported_at IS NULL)
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
  ), renewed AS (
    UPDATE practice_sessions SET removed_at = :now
    WHERE day_id IN (SELECT id FROM due) AND removed_at > :credible
  ), sessions AS (
    DELETE FROM practice_sessions WHERE day_id IN (SELECT id FROM due) AND removed_at < :before
  ), days AS (
    DELETE FROM practice_days d USING due WHERE d.id = due.id
      AND d.removed_at < :before AND d.imported_at IS NULL RETURNING d.id
  ), marks AS (
    UPDATE practice_days d SET
      removed_at = CASE WHEN d.removed_at > :credible THEN :now ELSE d.removed_at END,
      sessions_removed_at = (SELECT min(least(s.removed_at, :now)) FROM practice_sessions s
        WHERE s.day_id = d.id AND s.removed_at >= :before)
    FROM due WHERE d.id = due.id AND NOT EXISTS (SELECT FROM days WHERE days.id = d.id)
  )
  SELECT id FROM due`;

const MARK_IMPORTED = `
  WITH before AS (SELECT id, imported_at FROM practice_days WHERE id = :dayId FOR UPDATE),
  marked AS (
    UPDATE practice_days d SET imported_at = coalesce(d.imported_at, :at), laps_wanted = true
    FROM before WHERE d.id = before.id)
  SELECT imported_at IS NOT NULL AS again,
    (SELECT count(*)::integer FROM practice_sessions
      WHERE day_id = :dayId AND removed_at IS NULL) AS sessions
  FROM before`;

const NEEDS_WORK = `
  SELECT FROM practice_days WHERE id = :dayId AND (doubt IS NOT NULL OR EXISTS (
    SELECT FROM practice_sessions WHERE day_id = :dayId AND ${LACKS_LAPS}))`;

const WANTING_DAYS = `
  SELECT d.id AS "dayId", d.track_id AS "trackId", d.date::text AS date, d.reading,
    EXISTS (SELECT FROM practice_sessions WHERE day_id = d.id AND removed_at IS NULL
      AND laps_error_code IS NULL AND (laps_read_at IS NULL OR laps_outdated))
      AND coalesce((SELECT state FROM import_job_days w WHERE w.day_id = d.id
        ORDER BY w.ended_at DESC NULLS LAST LIMIT 1), '') <> 'cancelled' AS "lacksLaps"
  FROM practice_days d
  WHERE d.laps_wanted AND (:dayId::uuid IS NULL OR d.id = :dayId) AND NOT EXISTS (
    SELECT FROM import_job_days w WHERE w.day_id = d.id AND w.state IN ('queued', 'running'))
  ORDER BY d.date DESC LIMIT 100`;

const sessionsOf = (which: string): string => `
  SELECT id, source_session_id, driver_name, driver_hidden, transponder,
    to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at,
    greatest(coalesce(lap_count, 0), stored.laps)::integer AS known_laps,
    stored.laps AS stored_laps, laps_witness, laps_failed_at, laps_read_at
  FROM practice_sessions s CROSS JOIN LATERAL (
    SELECT count(*)::integer AS laps FROM practice_laps WHERE session_id = s.id) stored
  WHERE day_id = :dayId AND ${which}
  ORDER BY position`;

const UNREAD_SESSIONS = sessionsOf(LACKS_LAPS);
const READ_SESSIONS = sessionsOf(IS_CURRENT);

const SAVE_FAILURE = `
  UPDATE practice_sessions SET laps_error_code = :code, laps_error_message = :message,
    laps_failed_at = :at, laps_witness = :witness, laps_failures = laps_failures + CASE
      WHEN laps_failures > 0 AND laps_failed_at > :countedSince THEN 0 ELSE 1 END
  WHERE id = :sessionId`;

const DAYS_TO_IMPORT = `
  SELECT d.id, d.date::text AS date FROM practice_days d
  WHERE d.track_id = :trackId AND d.date BETWEEN :startDate AND :endDate AND d.removed_at IS NULL
    AND (d.imported_at IS NULL OR EXISTS (
      SELECT FROM practice_sessions WHERE day_id = d.id AND ${LACKS_LAPS}))
  ORDER BY d.date DESC`;

/** What an import writes of days and sessions; each call is one transaction. */
@Injectable()
export class SessionImportStore {
  constructor(
    @InjectRepository(PracticeDayEntity) private readonly days: Repository<PracticeDayEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /**
   * Makes a stored day an imported one.
   *
   * @returns how many sessions it has, and whether it was imported before; null for an unknown day
   */
  async markImported(
    dayId: string,
    at: Date,
  ): Promise<{ sessions: number; again: boolean } | null> {
    const rows = await runSql<{ sessions: number; again: boolean }[]>(
      this.database,
      MARK_IMPORTED,
      { dayId, at },
    );
    return rows[0] ?? null;
  }

  async isImported(dayId: string): Promise<boolean> {
    return this.days.existsBy({ id: dayId, importedAt: Not(IsNull()) });
  }

  /** Which track's and which date's an imported day is; null for any other id. */
  findImported(dayId: string): Promise<Pick<PracticeDayEntity, 'trackId' | 'date'> | null> {
    return this.days.findOneBy({ id: dayId, importedAt: Not(IsNull()) });
  }

  /** Whether a job has to do something for the day: laps are missing, or a reading contradicts it. */
  async needsWork(dayId: string): Promise<boolean> {
    const rows = await runSql<unknown[]>(this.database, NEEDS_WORK, { dayId });
    return rows.length > 0;
  }

  /**
   * Imported days of which a page was stored since somebody looked, whether or not it brought sessions
   * of which nobody has tried to read laps. Days with an unfinished job are left to it, cancelled ones
   * to the person, and sessions that failed to their pauses.
   *
   * @param dayId of this day alone; null: of all
   */
  async findWanting(dayId: string | null = null): Promise<WantingDay[]> {
    return runSql<WantingDay[]>(this.database, WANTING_DAYS, { dayId });
  }

  /** What {@link findWanting} gave of the day is seen to, unless a page was stored meanwhile. */
  async noteLookedAt({ dayId, reading }: WantingDay): Promise<void> {
    await this.days.update({ id: dayId, reading }, { lapsWanted: false });
  }

  /**
   * Deletes what two readings agreed to be gone before `before`. A mark that a clock made which ran
   * ahead, later than `credible`, begins its time anew.
   *
   * @returns how many days were gone through; there may be more until it is 0
   */
  async deleteRemoved(before: Date, credible: Date, now: Date): Promise<number> {
    const due = await runSql<unknown[]>(this.database, DELETE_REMOVED, { before, credible, now });
    return due.length;
  }

  /** Sessions whose laps are missing, outdated or failed, newest first. */
  async findUnread(dayId: string): Promise<UnreadSession[]> {
    return runSql<UnreadSession[]>(this.database, UNREAD_SESSIONS, { dayId });
  }

  /** Sessions whose laps are read and not in doubt, newest first. */
  async findRead(dayId: string): Promise<UnreadSession[]> {
    return runSql<UnreadSession[]>(this.database, READ_SESSIONS, { dayId });
  }

  /** Stores what a session's page says, in place of what it said before. */
  async saveLaps(dayId: string, sessionId: string, page: SessionPage, readAt: Date): Promise<void> {
    const columns = columnsOf(page);
    await runSql(this.database, SAVE_LAPS, { dayId, sessionId, readAt, ...columns });
  }

  /** Stores what a newer parser reads from the page of that moment, unless it isn't the last one. */
  async saveLapsAgain(
    dayId: string,
    sessionId: string,
    page: SessionPage,
    readAt: Date,
  ): Promise<void> {
    const columns = columnsOf(page);
    await runSql(this.database, SAVE_LAPS_AGAIN, { dayId, sessionId, readAt, ...columns });
  }

  /**
   * Notes why a session's page could not be read; laps that were read before stay.
   *
   * @param countedSince a failure that is not older counts together with this one
   * @param witness what the page showed when it showed fewer laps than are known
   */
  async saveFailure(
    sessionId: string,
    reason: ReadingError,
    { at, countedSince }: { at: Date; countedSince: Date },
    witness: string | null = null,
  ): Promise<void> {
    const { code, message } = reason;
    const parameters = { sessionId, code, message, at, countedSince, witness };
    await runSql(this.database, SAVE_FAILURE, parameters);
  }

  /** Days known in the range that are not imported, or lack laps, newest first. */
  async findDaysToImport(
    trackId: string,
    { startDate, endDate }: DateRange,
  ): Promise<{ id: string; date: string }[]> {
    return runSql<{ id: string; date: string }[]>(this.database, DAYS_TO_IMPORT, {
      trackId,
      startDate,
      endDate,
    });
  }
}

function columnsOf(page: SessionPage): SqlParameters {
  return {
    endedAt: page.endedAt,
    fastest: page.fastestLapSeconds,
    average: page.averageLapSeconds,
    top3: page.top3ConsecutiveSeconds,
    top5: page.averageTop5Seconds,
    top10: page.averageTop10Seconds,
    top15: page.averageTop15Seconds,
    deviation: page.standardDeviationSeconds,
    consistency: page.consistencyPercent,
    validMin: page.validLapMinSeconds,
    validMax: page.validLapMaxSeconds,
    numbers: page.laps.map((lap) => lap.lapNumber),
    seconds: page.laps.map((lap) => lap.lapTimeSeconds),
    crossings: page.laps.map((lap) => lap.crossedAt),
    areValid: page.laps.map((lap) => lap.isValid),
  };
}
