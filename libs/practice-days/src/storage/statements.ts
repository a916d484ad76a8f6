import { DAY_COLUMNS } from './rows.js';

/**
 * $1 track, $2 month, $3 listed days as JSON, $4 read at, $5 refresh, $6 first unsettled date,
 * $7 first and $8 last date to which the refresh applies.
 *
 * A day keeps its summary without another request when it has settled and its listed count equals
 * the count it was read with. Imported days stay even when the calendar no longer lists them.
 */
export const SAVE_LISTING = `
  WITH listed AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb)
      AS listed (id uuid, date date, "sessionCount" bigint)
  ), month AS (
    INSERT INTO practice_months (track_id, month, fetched_at, refreshed_at)
    VALUES ($1, $2, $4, CASE WHEN $5::boolean THEN $4::timestamptz END)
    ON CONFLICT (track_id, month) DO UPDATE SET fetched_at = excluded.fetched_at,
      refreshed_at = coalesce(excluded.refreshed_at, practice_months.refreshed_at)
  ), gone AS (
    DELETE FROM practice_days stored
    WHERE track_id = $1 AND month = $2 AND imported_at IS NULL
      AND NOT EXISTS (SELECT FROM listed WHERE listed.date = stored.date)
  )
  INSERT INTO practice_days AS d
    (id, track_id, month, date, listed_session_count, needs_reading)
  SELECT id, $1, $2, date, "sessionCount", true FROM listed
  ON CONFLICT (id) DO UPDATE SET
    listed_session_count = excluded.listed_session_count,
    needs_reading = ($5 AND d.date BETWEEN $7::date AND $8::date) OR d.needs_reading OR d.summarised_at IS NULL
      OR d.session_count <> excluded.listed_session_count OR d.date >= $6::date
  RETURNING ${DAY_COLUMNS}`;

/**
 * $1 day, $2 track, $3 month, $4 date, $5 listed count, $6–$13 summary, $14 read at, $15 sessions
 * as JSON, $16 whether every row could be read. Then sessions that are not among them are removed:
 * a row that can't be read may be one of those that were read before. Kept ones then stand behind the
 * page's own, so that a place in the day is that of one session.
 *
 * A page that was asked for before the one that is stored changes nothing: it comes too late.
 *
 * A session whose row says something else than before keeps its laps, marked as outdated.
 */
export const SAVE_DAY = `
  WITH newest AS (
    SELECT NOT EXISTS (SELECT FROM practice_days WHERE id = $1 AND summarised_at > $14) AS is_this
  ), day AS (
    INSERT INTO practice_days AS d (id, track_id, month, date, listed_session_count, needs_reading,
      session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
      time_range_start, time_range_end, verified, summarised_at)
    VALUES ($1, $2, $3, $4, $5, false, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (id) DO UPDATE SET needs_reading = false, session_count = $6, total_laps = $7,
      total_track_time_seconds = $8, unique_drivers = $9, unique_classes = $10,
      time_range_start = $11, time_range_end = $12, verified = $13, summarised_at = $14
    WHERE (SELECT is_this FROM newest)
  ), read AS (
    SELECT * FROM jsonb_to_recordset($15::jsonb) AS read (
      id uuid, position integer, source_session_id text, driver_name text, class_name text,
      transponder text, started_at timestamp, duration_seconds bigint, lap_count bigint,
      fastest_lap_seconds double precision, average_lap_seconds double precision)
  ), kept AS (
    UPDATE practice_sessions stored SET position = position + (SELECT count(*) FROM read)
    WHERE day_id = $1 AND NOT $16 AND (SELECT is_this FROM newest)
      AND NOT EXISTS (SELECT FROM read WHERE read.id = stored.id)
  ), gone AS (
    DELETE FROM practice_sessions stored
    WHERE day_id = $1 AND $16 AND (SELECT is_this FROM newest) AND NOT EXISTS (SELECT FROM read WHERE read.id = stored.id)
  )
  INSERT INTO practice_sessions AS stored (id, day_id, position, source_session_id, driver_name, class_name,
    transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds, average_lap_seconds)
  SELECT id, $1, position, source_session_id, driver_name, class_name, transponder, started_at,
    duration_seconds, lap_count, fastest_lap_seconds, average_lap_seconds
  FROM read WHERE (SELECT is_this FROM newest)
  ON CONFLICT (id) DO UPDATE SET day_id = excluded.day_id, position = excluded.position,
    driver_name = excluded.driver_name, class_name = excluded.class_name,
    transponder = excluded.transponder, started_at = excluded.started_at,
    duration_seconds = excluded.duration_seconds, lap_count = excluded.lap_count,
    fastest_lap_seconds = excluded.fastest_lap_seconds,
    average_lap_seconds = excluded.average_lap_seconds,
    laps_outdated = stored.laps_outdated OR (stored.laps_read_at IS NOT NULL AND
      (stored.started_at, stored.duration_seconds, stored.lap_count, stored.fastest_lap_seconds,
        stored.average_lap_seconds)
      IS DISTINCT FROM (excluded.started_at, excluded.duration_seconds, excluded.lap_count,
        excluded.fastest_lap_seconds, excluded.average_lap_seconds))`;
