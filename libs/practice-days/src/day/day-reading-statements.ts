import { NOTE_REMOVED, noteDayChanges } from './day-change-statements.js';
import { DAY_COLUMNS } from './day-columns.js';

/** What the page says of its sessions, as a table of the statement, which gets them as JSON. */
const READ_SESSIONS = `
  SELECT * FROM jsonb_to_recordset(:sessions::jsonb) AS read (
    id uuid, position integer, source_session_id text, driver_name text, driver_hidden boolean,
    class_name text, transponder text, started_at timestamp, duration_seconds bigint, lap_count bigint,
    fastest_lap_seconds double precision, average_lap_seconds double precision)`;

/** A session's row says something else of it than before. */
const ROW_CHANGED = `
  (stored.started_at, stored.duration_seconds, stored.lap_count, stored.fastest_lap_seconds,
    stored.average_lap_seconds)
  IS DISTINCT FROM (excluded.started_at, excluded.duration_seconds, excluded.lap_count,
    excluded.fastest_lap_seconds, excluded.average_lap_seconds)`;

const UPSERT_ROWS = `
  ON CONFLICT (id) DO UPDATE SET day_id = excluded.day_id, position = excluded.position,
    removed_at = NULL, driver_name = excluded.driver_name, driver_hidden = excluded.driver_hidden,
    class_name = excluded.class_name,
    transponder = excluded.transponder, started_at = excluded.started_at,
    duration_seconds = excluded.duration_seconds, lap_count = excluded.lap_count,
    fastest_lap_seconds = excluded.fastest_lap_seconds,
    average_lap_seconds = excluded.average_lap_seconds`;

/**
 * A session whose row says something else than before keeps its laps, marked as outdated, and its
 * failures count no more: it is read at once. One that was marked as removed and is shown again is back
 * with its laps.
 */
const UPSERT_SESSIONS = `${UPSERT_ROWS},
    laps_outdated = stored.laps_outdated OR (stored.laps_read_at IS NOT NULL AND ${ROW_CHANGED}),
    laps_error_code = CASE WHEN NOT ${ROW_CHANGED} THEN stored.laps_error_code END,
    laps_error_message = CASE WHEN NOT ${ROW_CHANGED} THEN stored.laps_error_message END,
    laps_failures = CASE WHEN ${ROW_CHANGED} THEN 0 ELSE stored.laps_failures END`;

const INSERT_SESSIONS = `
  INSERT INTO practice_sessions AS stored (id, day_id, position, source_session_id, driver_name,
    driver_hidden, class_name, transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds,
    average_lap_seconds)
  SELECT id, :dayId, position, source_session_id, driver_name, coalesce(driver_hidden, false),
    class_name, transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds, average_lap_seconds`;

/**
 * Stores a page that contradicts neither itself nor its calendar, unless it lacks a stored session,
 * shows one with fewer laps, shows one of another day or began before the reading that is stored: then
 * nothing is stored, and the page has to be judged. Whether the day has changed under this statement
 * is seen by comparing the row with the statement's own snapshot; a session that another day has got
 * meanwhile can't be saved: then the statement divides by zero, so that nothing of it is stored.
 *
 * Its calendar's count is null where nobody asked the calendar.
 */
export const SAVE_PLAIN_DAY = `
  WITH read AS (${READ_SESSIONS}), lacking AS (
    SELECT FROM practice_sessions s LEFT JOIN read ON read.id = s.id
    WHERE s.day_id = :dayId AND s.removed_at IS NULL
      AND (read.id IS NULL OR coalesce(read.lap_count, 0) < coalesce(s.lap_count, 0))
    UNION ALL
    SELECT FROM read JOIN practice_sessions s ON s.id = read.id WHERE s.day_id <> :dayId
  ), day AS (
    INSERT INTO practice_days AS d (id, track_id, month, date, listed_session_count, needs_reading,
      session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
      time_range_start, time_range_end, verified, summarised_at, reading)
    SELECT :dayId, :trackId, :month, :dayDate,
      coalesce(:calendarCount::bigint, :sessionCount), false, :sessionCount,
      :totalLaps, :totalTrackTimeSeconds, :uniqueDrivers, :uniqueClasses,
      :timeRangeStart, :timeRangeEnd, :verified, :readAt, :order
    WHERE NOT EXISTS (SELECT FROM lacking)
    ON CONFLICT (id) DO UPDATE SET needs_reading = false, session_count = :sessionCount,
      total_laps = :totalLaps, total_track_time_seconds = :totalTrackTimeSeconds,
      unique_drivers = :uniqueDrivers, unique_classes = :uniqueClasses,
      time_range_start = :timeRangeStart, time_range_end = :timeRangeEnd, verified = :verified,
      summarised_at = :readAt, reading = :order, in_calendar = true, removed_at = NULL,
      doubt = NULL, doubted_since = NULL,
      doubted_at = NULL, doubtful_readings = 0, settled_fingerprint = NULL,
      settled_listed_count = NULL, foreign_session_count = 0,
      laps_wanted = d.imported_at IS NOT NULL
    WHERE d.reading <= :order AND NOT EXISTS (SELECT FROM lacking)
      AND d.reading = (SELECT before.reading FROM practice_days before WHERE before.id = :dayId)
      AND d.in_calendar AND d.listed_session_count <= :sessionCount
    RETURNING ${DAY_COLUMNS}
  ), settled AS (
    DELETE FROM practice_day_witnesses w USING day WHERE w.day_id = day.id
  ), sessions AS (
    ${INSERT_SESSIONS} FROM read WHERE EXISTS (SELECT FROM day)
    ${UPSERT_SESSIONS}
    WHERE stored.day_id = excluded.day_id RETURNING stored.id
  ), changes AS (${noteDayChanges('SELECT FROM day')})
  SELECT *, 1 / ((SELECT count(*) FROM sessions) = (SELECT count(*) FROM read))::integer AS whole
  FROM day`;

export const SAVE_SESSIONS = `
  WITH read AS (${READ_SESSIONS}), changes AS (${noteDayChanges('SELECT 1')})
  ${INSERT_SESSIONS} FROM read
  ${UPSERT_SESSIONS}`;

/**
 * What a newer parser reads from the page that is stored: no change of LiveRC's, and no reason to read
 * laps again.
 */
export const SAVE_SESSIONS_AGAIN = `
  WITH read AS (${READ_SESSIONS})
  ${INSERT_SESSIONS} FROM read
  ${UPSERT_ROWS} WHERE stored.day_id = excluded.day_id`;

/** Sessions whose own page, `owner`, names the day that they stand on. */
export const SAVE_OWNERS = `
  UPDATE practice_sessions s SET day_confirmed = true
  FROM practice_days d, unnest(:ids::uuid[], :dates::date[]) AS owner (id, date)
  WHERE s.id = owner.id AND d.date = owner.date AND d.id = s.day_id AND s.id = ANY (:elsewhere)`;

export const MARK_REMOVED = `
  WITH marked AS (
    UPDATE practice_sessions SET removed_at = :at WHERE id = ANY (:ids) AND removed_at IS NULL
    RETURNING started_at, driver_name
  ), changes AS (${NOTE_REMOVED})
  UPDATE practice_days SET sessions_removed_at = coalesce(sessions_removed_at, :at)
  WHERE id = :dayId`;

export const FIND_DAY = `SELECT ${DAY_COLUMNS} FROM practice_days d WHERE d.id = :dayId`;

/** The day's own row, locked. */
export const LOCK_DAY = `
  SELECT ${DAY_COLUMNS}, d.reading, d.summarised_at, d.removed_at, d.settled_fingerprint,
    d.settled_listed_count
  FROM practice_days d WHERE d.id = :dayId FOR UPDATE`;

/** Sessions of the day, and those of other days that are among the ids. */
export const FIND_SESSIONS = `
  SELECT s.id, s.source_session_id, s.driver_name, s.driver_hidden, s.class_name,
    s.transponder,
    to_char(s.started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at, s.duration_seconds, s.lap_count,
    s.fastest_lap_seconds, s.average_lap_seconds, s.day_id, s.day_confirmed,
    s.removed_at IS NOT NULL AS is_removed
  FROM practice_sessions s
  WHERE s.day_id = :dayId OR s.id = ANY (:ids) ORDER BY s.day_id, s.position`;
