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
}

/**
 * $1 day, $2 session, $3 read at, $4–$14 figures of the page, $15–$18 laps column by column. A
 * session that has meanwhile gone from its day gets none.
 */
const SAVE_LAPS = `
  WITH session AS (
    UPDATE practice_sessions SET laps_read_at = $3, laps_outdated = false, laps_error_code = NULL,
      laps_error_message = NULL, laps_failed_at = NULL, laps_failures = 0, ended_at = $4,
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

/** $1 now. A session that failed counts its own failures; one never tried, those of its day's jobs. */
const DUE_AGAIN = `
  WITH last AS (
    SELECT DISTINCT ON (day_id) day_id, state, ended_at FROM import_job_days
    WHERE ended_at > $1::timestamptz - interval '9 days' ORDER BY day_id, ended_at DESC
  ), failed AS (
    SELECT day_id FROM practice_sessions
    WHERE laps_error_code IS NOT NULL AND laps_failures <= 8
      AND laps_failed_at < $1::timestamptz - interval '1 hour' * 2 ^ least(laps_failures - 1, 7)
  ), left_over AS (
    SELECT last.day_id FROM last CROSS JOIN LATERAL (
      SELECT count(*) AS times FROM import_job_days
      WHERE day_id = last.day_id AND state = 'failed') failures
    WHERE last.state = 'failed' AND failures.times <= 8
      AND last.ended_at < $1::timestamptz - interval '1 hour' * 2 ^ least(failures.times - 1, 7)
      AND EXISTS (SELECT FROM practice_sessions s WHERE s.day_id = last.day_id
        AND s.laps_error_code IS NULL AND (s.laps_read_at IS NULL OR s.laps_outdated))
  )
  SELECT d.track_id AS "trackId", d.date::text AS date
  FROM practice_days d WHERE d.imported_at IS NOT NULL
    AND d.id IN (SELECT day_id FROM failed UNION SELECT day_id FROM left_over)
    AND NOT EXISTS (SELECT FROM import_job_days w
      WHERE w.day_id = d.id AND w.state IN ('queued', 'running'))
    AND coalesce((SELECT state FROM last WHERE last.day_id = d.id), '') <> 'cancelled'
  ORDER BY d.date DESC LIMIT 100`;

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
         UPDATE practice_days d SET imported_at = coalesce(d.imported_at, $2)
         FROM before WHERE d.id = before.id)
       SELECT imported_at IS NOT NULL AS again,
         (SELECT count(*)::integer FROM practice_sessions WHERE day_id = $1) AS sessions
       FROM before`,
      [dayId, at],
    );
    return rows[0] ?? null;
  }

  /** Sessions whose laps are missing, outdated or failed, newest first. */
  async findUnread(dayId: string): Promise<UnreadSession[]> {
    return this.database.query<UnreadSession[]>(
      `SELECT id, source_session_id, driver_name, transponder,
         to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at
       FROM practice_sessions
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
   * Notes why a session's page could not be read; laps that were read before stay. The attempts of one
   * import, minutes apart, count as one failure: the pauses of {@link findDueAgain} grow with them.
   */
  async saveFailure(sessionId: string, reason: ReadingError, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE practice_sessions SET laps_error_code = $2, laps_error_message = $3,
         laps_failed_at = $4, laps_failures = laps_failures + CASE
           WHEN laps_failures > 0 AND laps_failed_at > $4::timestamptz - interval '1 hour' THEN 0
           ELSE 1 END
       WHERE id = $1`,
      [sessionId, reason.code, reason.message, at],
    );
  }

  /** Days known in the range that are not imported, or lack laps, newest first. */
  async findDaysToImport(
    trackId: string,
    { startDate, endDate }: DateRange,
  ): Promise<{ id: string; date: string }[]> {
    return this.database.query<{ id: string; date: string }[]>(
      `SELECT d.id, d.date::text AS date FROM practice_days d
       WHERE d.track_id = $1 AND d.date BETWEEN $2 AND $3
         AND (d.imported_at IS NULL OR EXISTS (
           SELECT FROM practice_sessions WHERE day_id = d.id AND ${LACKS_LAPS}))
       ORDER BY d.date DESC`,
      [trackId, startDate, endDate],
    );
  }

  /**
   * Imported days that lack laps and are due again: an hour after the first failure, twice as long
   * after each further one, for about a week. Days whose import was cancelled are left alone.
   */
  async findDueAgain(now: Date): Promise<{ trackId: string; date: string }[]> {
    return this.database.query<{ trackId: string; date: string }[]>(DUE_AGAIN, [now]);
  }
}
