/** Whether something was read when the event had been over for so long that it was final. */
const isOver = (readAt: string): string =>
  `coalesce((${readAt} AT TIME ZONE 'UTC' - interval '12 hours')::date > e.end_date, false)`;

export const STORED_RACE = `
  SELECT event_id AS "ownerId", source_race_id AS "sourceId", label AS title,
    read_at AS "readBefore", length_seconds, error_code IS NULL AS "isFinal"
  FROM races WHERE id = :raceId AND read_at IS NOT NULL FOR UPDATE`;

export const STORED_RESULTS = `
  SELECT row_number, position, status, driver_name, driver_hidden, source_driver_id, car_number,
    qualified_position, started, lap_count, total_seconds, gap_ahead_seconds, gap_ahead_laps,
    fastest_lap_seconds, fastest_lap_number, average_lap_seconds, average_top_5_seconds,
    average_top_10_seconds, average_top_15_seconds, top_2_consecutive_seconds,
    top_3_consecutive_seconds, standard_deviation_seconds, consistency_percent, lap_numbers,
    lap_times, lap_positions
  FROM race_results WHERE race_id = :raceId ORDER BY row_number`;

export const STORED_PAGE = `
  SELECT p.event_id AS "ownerId", p.kind, p.source_id AS "sourceId", p.sorted_by AS "sortedBy",
    p.title, p.read_at AS "readBefore", p.provisional,
    p.error_code IS NULL AND ${isOver('p.read_at')} AS "isFinal"
  FROM event_pages p JOIN events e ON e.id = p.event_id
  WHERE p.id = :pageId AND p.read_at IS NOT NULL FOR UPDATE OF p`;

export const STORED_ENTRIES = `
  SELECT row_number, class_name, car_number, driver_name, driver_hidden, transponder
  FROM event_entries WHERE event_id = :eventId ORDER BY row_number`;

export const STORED_RANKING = `
  SELECT row_number, class_name, tie_breaker_rule, position, driver_name, driver_hidden, result,
    tie_breaker, rounds
  FROM event_ranking_rows WHERE page_id = :pageId ORDER BY row_number`;

export const STORED_LISTING = `
  SELECT r.event_id AS "ownerId", e.source_event_id AS "sourceId", r.fetched_at AS "readBefore",
    ${isOver('r.fetched_at')} AS "isFinal", r.name, r.entry_count, r.driver_count,
    r.race_lap_count
  FROM event_readings r JOIN events e ON e.id = r.event_id
  WHERE r.event_id = :eventId FOR UPDATE OF r`;

export const STORED_RACES = `
  SELECT id, source_race_id, position, section, round, race_number, class_name, label,
    to_char(completed_at, 'YYYY-MM-DD"T"HH24:MI') AS completed_at
  FROM races WHERE event_id = :eventId ORDER BY position`;
