import { DAY_COLUMNS } from './day-columns.js';

/** What the page says of its sessions, as a table of the statement; `$n` holds them as JSON. */
const readSessions = (json: string): string => `
  SELECT * FROM jsonb_to_recordset(${json}::jsonb) AS read (
    id uuid, position integer, source_session_id text, driver_name text, class_name text,
    transponder text, started_at timestamp, duration_seconds bigint, lap_count bigint,
    fastest_lap_seconds double precision, average_lap_seconds double precision)`;

/**
 * A session whose row says something else than before keeps its laps, marked as outdated; one that was
 * marked as removed and is shown again is back with its laps.
 */
const UPSERT_SESSIONS = `
  ON CONFLICT (id) DO UPDATE SET day_id = excluded.day_id, position = excluded.position,
    removed_at = NULL, driver_name = excluded.driver_name, class_name = excluded.class_name,
    transponder = excluded.transponder, started_at = excluded.started_at,
    duration_seconds = excluded.duration_seconds, lap_count = excluded.lap_count,
    fastest_lap_seconds = excluded.fastest_lap_seconds,
    average_lap_seconds = excluded.average_lap_seconds,
    laps_outdated = stored.laps_outdated OR (stored.laps_read_at IS NOT NULL AND
      (stored.started_at, stored.duration_seconds, stored.lap_count, stored.fastest_lap_seconds,
        stored.average_lap_seconds)
      IS DISTINCT FROM (excluded.started_at, excluded.duration_seconds, excluded.lap_count,
        excluded.fastest_lap_seconds, excluded.average_lap_seconds))`;

const INSERT_SESSIONS = `
  INSERT INTO practice_sessions AS stored (id, day_id, position, source_session_id, driver_name,
    class_name, transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds,
    average_lap_seconds)
  SELECT id, $1, position, source_session_id, driver_name, class_name, transponder, started_at,
    duration_seconds, lap_count, fastest_lap_seconds, average_lap_seconds`;

/**
 * Stores a page that contradicts neither itself nor its calendar, unless it lacks a stored session,
 * shows one with fewer laps, shows one of another day or began before the reading that is stored: then
 * nothing is stored, and the page has to be judged. Whether the day has changed under this statement
 * is seen by comparing the row with the statement's own snapshot; a session that another day has got
 * meanwhile can't be saved: then the statement divides by zero, so that nothing of it is stored.
 *
 * $1 day, $2 track, $3 month, $4 date, $5 calendar's count, null where nobody asked it, $6–$13
 * summary, $14 read at, $15 order of the reading, $16 sessions as JSON.
 */
export const SAVE_PLAIN_DAY = `
  WITH read AS (${readSessions('$16')}), lacking AS (
    SELECT FROM practice_sessions s LEFT JOIN read ON read.id = s.id
    WHERE s.day_id = $1 AND s.removed_at IS NULL
      AND (read.id IS NULL OR coalesce(read.lap_count, 0) < coalesce(s.lap_count, 0))
    UNION ALL
    SELECT FROM read JOIN practice_sessions s ON s.id = read.id WHERE s.day_id <> $1
  ), day AS (
    INSERT INTO practice_days AS d (id, track_id, month, date, listed_session_count, needs_reading,
      session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
      time_range_start, time_range_end, verified, summarised_at, reading)
    SELECT $1, $2, $3, $4, coalesce($5::bigint, $6), false, $6, $7, $8, $9, $10, $11, $12, $13, $14,
      $15 WHERE NOT EXISTS (SELECT FROM lacking)
    ON CONFLICT (id) DO UPDATE SET needs_reading = false, session_count = $6, total_laps = $7,
      total_track_time_seconds = $8, unique_drivers = $9, unique_classes = $10,
      time_range_start = $11, time_range_end = $12, verified = $13, summarised_at = $14,
      reading = $15, in_calendar = true, removed_at = NULL, doubt = NULL, doubted_since = NULL,
      doubted_at = NULL, doubtful_readings = 0, settled_fingerprint = NULL,
      settled_listed_count = NULL, foreign_session_count = 0,
      laps_wanted = d.imported_at IS NOT NULL
    WHERE d.reading <= $15 AND NOT EXISTS (SELECT FROM lacking)
      AND d.reading = (SELECT before.reading FROM practice_days before WHERE before.id = $1)
      AND d.in_calendar AND d.listed_session_count <= $6
    RETURNING ${DAY_COLUMNS}
  ), settled AS (
    DELETE FROM practice_day_witnesses w USING day WHERE w.day_id = day.id
  ), sessions AS (
    ${INSERT_SESSIONS} FROM read WHERE EXISTS (SELECT FROM day)
    ${UPSERT_SESSIONS}
    WHERE stored.day_id = excluded.day_id RETURNING stored.id
  )
  SELECT *, 1 / ((SELECT count(*) FROM sessions) = (SELECT count(*) FROM read))::integer AS whole
  FROM day`;

/** $1 day, $2 sessions as JSON. */
export const SAVE_SESSIONS = `
  WITH read AS (${readSessions('$2')})
  ${INSERT_SESSIONS} FROM read
  ${UPSERT_SESSIONS}`;

/**
 * $1 day, $2–$9 summary, $10 read at, $11 order, $12 needs reading, $13 calendar's count, $14 asked,
 * $15–$18 doubt, $19–$20 settled, $21 foreign sessions, $22 gone at.
 */
export const SAVE_JUDGED_DAY = `
  UPDATE practice_days SET session_count = $2, total_laps = $3, total_track_time_seconds = $4,
    unique_drivers = $5, unique_classes = $6, time_range_start = $7, time_range_end = $8,
    verified = $9, summarised_at = $10, reading = $11, needs_reading = $12,
    listed_session_count = coalesce($13::bigint, listed_session_count),
    in_calendar = CASE WHEN $14::boolean THEN $13::bigint IS NOT NULL ELSE in_calendar END,
    doubted_since = $15, doubted_at = $16, doubtful_readings = $17, doubt = $18,
    settled_fingerprint = $19, settled_listed_count = $20, foreign_session_count = $21,
    removed_at = $22, laps_wanted = imported_at IS NOT NULL
  WHERE id = $1`;

/** The day's own row, locked; $1 day. */
export const LOCK_DAY = `
  SELECT ${DAY_COLUMNS}, d.reading, d.removed_at, d.settled_fingerprint, d.settled_listed_count
  FROM practice_days d WHERE d.id = $1 FOR UPDATE`;

/** Sessions of the day, and those of other days that are among the ids; $1 day, $2 ids. */
export const FIND_SESSIONS = `
  SELECT s.id, s.source_session_id, s.driver_name, s.class_name, s.transponder,
    to_char(s.started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at, s.duration_seconds, s.lap_count,
    s.fastest_lap_seconds, s.average_lap_seconds, s.day_id, s.day_confirmed,
    s.removed_at IS NOT NULL AS is_removed
  FROM practice_sessions s
  WHERE s.day_id = $1 OR s.id = ANY ($2) ORDER BY s.day_id, s.position`;
