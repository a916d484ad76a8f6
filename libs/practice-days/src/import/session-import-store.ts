import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ReadingError } from '@trackside/contracts';
import type { SessionPage } from '@trackside/liverc-scraper';
import { type DateRange, LACKS_LAPS } from './import-job-store.js';

/** A session whose own page is to be read. */
export interface UnreadSession {
  id: string;
  source_session_id: string;
  driver_name: string;
  transponder: string | null;
  /** Track-local `YYYY-MM-DDTHH:MM:SS`. */
  started_at: string;
  /** As many laps the day page or an earlier reading of its own page has shown. */
  known_laps: number;
  stored_laps: number;
  /** What its page showed when it last showed fewer; null where it did not. */
  laps_witness: string | null;
  laps_failed_at: Date | null;
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

/**
 * $1 day, $2 session, $3 read at, $4–$14 figures of the page, $15–$18 laps column by column. A
 * session that has meanwhile gone from its day gets none.
 */
const SAVE_LAPS = `
  WITH session AS (
    UPDATE practice_sessions SET laps_read_at = $3, laps_outdated = false, laps_error_code = NULL,
      laps_error_message = NULL, laps_failed_at = NULL, laps_failures = 0, laps_witness = NULL, ended_at = $4,
      valid_fastest_lap_seconds = $5, valid_average_lap_seconds = $6,
      top_3_consecutive_seconds = $7, average_top_5_seconds = $8, average_top_10_seconds = $9,
      average_top_15_seconds = $10, standard_deviation_seconds = $11, consistency_percent = $12,
      valid_lap_min_seconds = $13, valid_lap_max_seconds = $14,
      valid_lap_count = (SELECT count(*) FROM unnest($18::boolean[]) valid WHERE valid),
      invalid_lap_count = (SELECT count(*) FROM unnest($18::boolean[]) valid WHERE NOT valid)
    WHERE id = $2 AND day_id = $1 RETURNING id
  ), gone AS (
    DELETE FROM practice_laps WHERE session_id = $2 AND NOT lap_number = ANY ($15::integer[])
  )
  INSERT INTO practice_laps (session_id, lap_number, lap_time_seconds, crossed_at, is_valid)
  SELECT session.id, lap.* FROM session,
    unnest($15::integer[], $16::float8[], $17::timestamp[], $18::boolean[]) AS lap
  ON CONFLICT (session_id, lap_number) DO UPDATE SET is_valid = excluded.is_valid,
    lap_time_seconds = excluded.lap_time_seconds, crossed_at = excluded.crossed_at`;

/** $1 deleted when marked before, $2 latest credible moment, $3 now. */
const DELETE_REMOVED = `
  WITH due AS (
    SELECT id FROM practice_days
    WHERE sessions_removed_at < $1 OR sessions_removed_at > $2 OR removed_at > $2
      OR (removed_at < $1 AND imported_at IS NULL)
    ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED
  ), renewed AS (
    UPDATE practice_sessions SET removed_at = $3
    WHERE day_id IN (SELECT id FROM due) AND removed_at > $2
  ), sessions AS (
    DELETE FROM practice_sessions WHERE day_id IN (SELECT id FROM due) AND removed_at < $1
  ), days AS (
    DELETE FROM practice_days d USING due WHERE d.id = due.id
      AND d.removed_at < $1 AND d.imported_at IS NULL RETURNING d.id
  ), marks AS (
    UPDATE practice_days d SET
      removed_at = CASE WHEN d.removed_at > $2 THEN $3 ELSE d.removed_at END,
      sessions_removed_at = (SELECT min(least(s.removed_at, $3)) FROM practice_sessions s
        WHERE s.day_id = d.id AND s.removed_at >= $1)
    FROM due WHERE d.id = due.id AND NOT EXISTS (SELECT FROM days WHERE days.id = d.id)
  )
  SELECT id FROM due`;

/** What an import writes of days and sessions; each call is one transaction. */
@Injectable()
export class SessionImportStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Makes a stored day an imported one.
   *
   * @returns how many sessions it has, and whether it was imported before; null for an unknown day
   */
  async markImported(
    dayId: string,
    at: Date,
  ): Promise<{ sessions: number; again: boolean } | null> {
    const rows = await this.database.query<{ sessions: number; again: boolean }[]>(
      `WITH before AS (SELECT id, imported_at FROM practice_days WHERE id = $1 FOR UPDATE),
       marked AS (
         UPDATE practice_days d SET imported_at = coalesce(d.imported_at, $2), laps_wanted = true
         FROM before WHERE d.id = before.id)
       SELECT imported_at IS NOT NULL AS again,
         (SELECT count(*)::integer FROM practice_sessions
           WHERE day_id = $1 AND removed_at IS NULL) AS sessions
       FROM before`,
      [dayId, at],
    );
    return rows[0] ?? null;
  }

  async isImported(dayId: string): Promise<boolean> {
    const rows = await this.database.query<unknown[]>(
      'SELECT FROM practice_days WHERE id = $1 AND imported_at IS NOT NULL',
      [dayId],
    );
    return rows.length > 0;
  }

  /** Whether a job has to do something for the day: laps are missing, or a reading contradicts it. */
  async needsWork(dayId: string): Promise<boolean> {
    const rows = await this.database.query<unknown[]>(
      `SELECT FROM practice_days WHERE id = $1 AND (doubt IS NOT NULL OR EXISTS (
         SELECT FROM practice_sessions WHERE day_id = $1 AND ${LACKS_LAPS}))`,
      [dayId],
    );
    return rows.length > 0;
  }

  /**
   * Imported days of which a page was stored since somebody looked, whether or not it brought sessions
   * of which nobody has tried to read laps. Days with an unfinished job are left to it, cancelled ones
   * to the person, and sessions that failed to their pauses.
   */
  async findWanting(): Promise<WantingDay[]> {
    return this.database.query<WantingDay[]>(
      `SELECT d.id AS "dayId", d.track_id AS "trackId", d.date::text AS date, d.reading,
         EXISTS (SELECT FROM practice_sessions WHERE day_id = d.id AND removed_at IS NULL
           AND laps_error_code IS NULL AND (laps_read_at IS NULL OR laps_outdated))
           AND coalesce((SELECT state FROM import_job_days w WHERE w.day_id = d.id
             ORDER BY w.ended_at DESC NULLS LAST LIMIT 1), '') <> 'cancelled' AS "lacksLaps"
       FROM practice_days d WHERE d.laps_wanted AND NOT EXISTS (
         SELECT FROM import_job_days w WHERE w.day_id = d.id AND w.state IN ('queued', 'running'))
       ORDER BY d.date DESC LIMIT 100`,
    );
  }

  /** What {@link findWanting} gave of the day is seen to, unless a page was stored meanwhile. */
  async noteLookedAt({ dayId, reading }: WantingDay): Promise<void> {
    await this.database.query(
      'UPDATE practice_days SET laps_wanted = false WHERE id = $1 AND reading = $2',
      [dayId, reading],
    );
  }

  /**
   * Deletes what two readings agreed to be gone before `before`. A mark that a clock made which ran
   * ahead, later than `credible`, begins its time anew.
   *
   * @returns how many days were gone through; there may be more until it is 0
   */
  async deleteRemoved(before: Date, credible: Date, now: Date): Promise<number> {
    const due = await this.database.query<unknown[]>(DELETE_REMOVED, [before, credible, now]);
    return due.length;
  }

  /** Sessions whose laps are missing, outdated or failed, newest first. */
  async findUnread(dayId: string): Promise<UnreadSession[]> {
    return this.database.query<UnreadSession[]>(
      `SELECT id, source_session_id, driver_name, transponder,
         to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at,
         greatest(coalesce(lap_count, 0), stored.laps)::integer AS known_laps,
         stored.laps AS stored_laps, laps_witness, laps_failed_at
       FROM practice_sessions s CROSS JOIN LATERAL (
         SELECT count(*)::integer AS laps FROM practice_laps WHERE session_id = s.id) stored
       WHERE day_id = $1 AND ${LACKS_LAPS}
       ORDER BY position`,
      [dayId],
    );
  }

  /** Stores what a session's page says, in place of what it said before. */
  async saveLaps(dayId: string, sessionId: string, page: SessionPage, readAt: Date): Promise<void> {
    await this.database.query(SAVE_LAPS, [
      dayId,
      sessionId,
      readAt,
      page.endedAt,
      page.fastestLapSeconds,
      page.averageLapSeconds,
      page.top3ConsecutiveSeconds,
      page.averageTop5Seconds,
      page.averageTop10Seconds,
      page.averageTop15Seconds,
      page.standardDeviationSeconds,
      page.consistencyPercent,
      page.validLapMinSeconds,
      page.validLapMaxSeconds,
      page.laps.map((lap) => lap.lapNumber),
      page.laps.map((lap) => lap.lapTimeSeconds),
      page.laps.map((lap) => lap.crossedAt),
      page.laps.map((lap) => lap.isValid),
    ]);
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
    await this.database.query(
      `UPDATE practice_sessions SET laps_error_code = $2, laps_error_message = $3,
         laps_failed_at = $4, laps_witness = $5, laps_failures = laps_failures + CASE
           WHEN laps_failures > 0 AND laps_failed_at > $6 THEN 0 ELSE 1 END
       WHERE id = $1`,
      [sessionId, reason.code, reason.message, at, witness, countedSince],
    );
  }

  /** Days known in the range that are not imported, or lack laps, newest first. */
  async findDaysToImport(
    trackId: string,
    { startDate, endDate }: DateRange,
  ): Promise<{ id: string; date: string }[]> {
    return this.database.query<{ id: string; date: string }[]>(
      `SELECT d.id, d.date::text AS date FROM practice_days d
       WHERE d.track_id = $1 AND d.date BETWEEN $2 AND $3 AND d.removed_at IS NULL
         AND (d.imported_at IS NULL OR EXISTS (
           SELECT FROM practice_sessions WHERE day_id = d.id AND ${LACKS_LAPS}))
       ORDER BY d.date DESC`,
      [trackId, startDate, endDate],
    );
  }
}
