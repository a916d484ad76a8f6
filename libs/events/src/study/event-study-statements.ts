import { isKeyOf } from '@trackside/database';

const HIDDEN = `CASE WHEN driver_hidden THEN true END AS driver_hidden`;

export const EVENT = `
  SELECT e.id, e.source_event_id AS "sourceEventId", e.name, e.start_date AS "startDate",
    e.end_date AS "endDate", e.entries, e.drivers, e.imported_at IS NOT NULL AS imported,
    e.track_id AS "trackId", t.name AS "trackName", t.slug AS "trackSlug",
    e.imported_at AS "importedAt", r.fetched_at AS "fetchedAt", job.id AS "jobId",
    job.state AS "jobState",
    jsonb_build_object('entry_count', r.entry_count, 'driver_count', r.driver_count,
      'race_count', CASE WHEN r.event_id IS NOT NULL THEN
        (SELECT count(*) FROM races WHERE event_id = e.id) END,
      'race_lap_count', r.race_lap_count) AS totals
  FROM events e JOIN tracks t ON t.id = e.track_id
  LEFT JOIN event_readings r ON r.event_id = e.id
  LEFT JOIN LATERAL (SELECT id, state FROM event_jobs
    WHERE event_id = e.id ORDER BY created_at DESC LIMIT 1) job ON true
  WHERE e.id = :eventId`;

/** The first of a class in the newest ranking of a kind; null while that is provisional. */
const firstOf = (kind: string): string => `
  (SELECT min(row.driver_name) FROM event_ranking_rows row
    JOIN event_pages page ON page.id = row.page_id
    WHERE page.event_id = :eventId AND page.kind = '${kind}' AND NOT page.provisional
      AND row.position = 1 AND row.class_name = classes.class_name
      AND page.position = (SELECT min(newest.position) FROM event_pages newest
        JOIN event_ranking_rows r ON r.page_id = newest.id
        WHERE newest.event_id = :eventId AND newest.kind = '${kind}'
          AND r.class_name = classes.class_name)
    HAVING count(*) = 1)`;

export const CLASSES = `
  WITH classes AS (
    SELECT class_name, count(*)::integer AS race_count, min(position) AS first
    FROM races WHERE event_id = :eventId AND class_name IS NOT NULL GROUP BY class_name
    UNION ALL
    SELECT class_name, 0, 1000000 + min(row_number) FROM event_entries e
    WHERE event_id = :eventId AND NOT EXISTS (
      SELECT FROM races r WHERE r.event_id = :eventId AND r.class_name = e.class_name)
    GROUP BY class_name
  )
  SELECT class_name,
    CASE WHEN EXISTS (SELECT FROM event_pages WHERE event_id = :eventId AND kind = 'entries'
      AND read_at IS NOT NULL) THEN (SELECT count(*)::integer FROM event_entries e
      WHERE e.event_id = :eventId AND e.class_name = classes.class_name) END AS entry_count,
    (SELECT count(DISTINCT coalesce(source_driver_id, driver_name))::integer FROM race_results s
      JOIN races r ON r.id = s.race_id
      WHERE r.event_id = :eventId AND r.class_name = classes.class_name) AS driver_count,
    race_count, ${firstOf('overall')} AS winner_name,
    ${firstOf('qualifying_points')} AS top_qualifier_name
  FROM classes ORDER BY first`;

export const CHECKS = `
  SELECT coalesce(sum(checked_figures), 0)::integer AS figures,
    count(*) FILTER (WHERE read_at IS NULL)::integer AS unread,
    (SELECT coalesce(sum(lap_count), 0)::integer FROM race_results s JOIN races r ON r.id = s.race_id
      WHERE r.event_id = :eventId) AS laps,
    coalesce((SELECT jsonb_agg((mismatch - 'row_number') || jsonb_build_object(
        'race_id', r.id, 'driver_name', s.driver_name) ORDER BY r.position, s.row_number)
      FROM races r, jsonb_array_elements(r.mismatches) mismatch, race_results s
      WHERE r.event_id = :eventId AND s.race_id = r.id
        AND s.row_number = (mismatch ->> 'row_number')::integer), '[]') AS mismatches
  FROM races WHERE event_id = :eventId`;

const RACE_FIELDS = `
  r.id, r.source_race_id, r.event_id, r.section, r.round, r.race_number, r.label, r.class_name,
  r.length_seconds, to_char(r.completed_at, 'YYYY-MM-DD"T"HH24:MI') AS completed_at,
  results.drivers AS driver_count, results.laps AS lap_count, results.winner AS winner_name,
  CASE WHEN r.error_code IS NOT NULL THEN 'failed' WHEN r.read_as = r.listed_as THEN 'read'
    ELSE 'pending' END AS state,
  CASE WHEN r.error_code IS NOT NULL THEN
    jsonb_build_object('code', r.error_code, 'message', r.error_message) END AS error`;

const RESULTS_OF_RACE = `
  LEFT JOIN LATERAL (SELECT count(*)::integer AS drivers,
      coalesce(sum(lap_count), 0)::integer AS laps,
      (array_agg(driver_name ORDER BY row_number) FILTER (WHERE position = 1))[1] AS winner
    FROM race_results WHERE race_id = r.id) results ON r.read_at IS NOT NULL`;

export const RACES = `
  SELECT ${RACE_FIELDS} FROM races r ${RESULTS_OF_RACE}
  WHERE r.event_id = :eventId AND (:className::text IS NULL OR lower(r.class_name) = lower(:className))
    AND (:section::text IS NULL OR r.section = :section)
  ORDER BY r.position`;

export const RACE = `
  SELECT ${RACE_FIELDS}, r.first_lap_counts, r.checked_figures, r.mismatches
  FROM races r ${RESULTS_OF_RACE} WHERE r.id = :raceId`;

export const RESULTS = `
  SELECT row_number, position, status, driver_name, ${HIDDEN}, source_driver_id, car_number,
    qualified_position, started, lap_count, total_seconds, gap_ahead_seconds, gap_ahead_laps,
    fastest_lap_seconds, fastest_lap_number, average_lap_seconds, average_top_5_seconds,
    average_top_10_seconds, average_top_15_seconds, top_2_consecutive_seconds,
    top_3_consecutive_seconds, standard_deviation_seconds, consistency_percent
  FROM race_results WHERE race_id = :raceId ORDER BY position NULLS LAST, row_number`;

export const LAPS = `
  SELECT driver_name, ${HIDDEN}, source_driver_id, car_number, lap_numbers, lap_times,
    lap_positions
  FROM race_results WHERE race_id = :raceId ORDER BY position NULLS LAST, row_number`;

export const ENTRIES = `
  SELECT class_name, car_number, driver_name, ${HIDDEN}, transponder FROM event_entries
  WHERE event_id = :eventId AND (:className::text IS NULL OR lower(class_name) = lower(:className))
  ORDER BY row_number`;

export const RANKINGS = `
  SELECT page.kind, page.title, coalesce(page.provisional, true) AS provisional,
    page.error_code IS NULL AS is_whole,
    (SELECT coalesce(jsonb_agg(class ORDER BY first), '[]') FROM (
      SELECT min(row_number) AS first, jsonb_build_object('class_name', class_name,
        'tie_breaker_rule', tie_breaker_rule, 'rows', jsonb_agg(jsonb_strip_nulls(
          jsonb_build_object('driver_hidden', nullif(driver_hidden, false)))
          || jsonb_build_object('position', position, 'driver_name', driver_name,
            'result', result, 'tie_breaker', tie_breaker, 'rounds', rounds)
          ORDER BY row_number)) AS class
      FROM event_ranking_rows WHERE page_id = page.id
      GROUP BY class_name, tie_breaker_rule) classes) AS classes
  FROM event_pages page
  WHERE page.event_id = :eventId AND page.kind <> 'entries' AND page.read_at IS NOT NULL
    AND (:kind::text IS NULL OR page.kind = :kind)
  ORDER BY page.position`;

/** Of a track's imported events, those of a driver as they are named there. */
export const DRIVER_RACES = `
  SELECT r.event_id, r.id AS race_id, e.name AS event_name,
    coalesce(r.completed_at::date, e.start_date)::text AS date, r.class_name, r.label, s.position,
    s.lap_count, s.fastest_lap_seconds, s.average_lap_seconds, s.consistency_percent
  FROM race_results s JOIN races r ON r.id = s.race_id JOIN events e ON e.id = r.event_id
  WHERE e.track_id = :trackId AND ${isKeyOf('s.driver_key', ':name::text')}
    AND (:className::text IS NULL OR lower(r.class_name) = lower(:className))
  ORDER BY e.start_date DESC NULLS LAST, e.id, r.position DESC, s.position NULLS LAST,
    s.row_number`;
