import { driverKeyOf } from '@trackside/database';

/** What two readings an hour apart lack is gone; the first one that lacks it only notes that. */
const missing = (table: string, listed: string): string => `
  DELETE FROM ${table} stored WHERE event_id = :eventId AND :isWhole
    AND missing_since <= :goneBefore
    AND NOT EXISTS (SELECT FROM ${listed} WHERE ${listed}.id = stored.id)`;

const noteMissing = (table: string, listed: string): string => `
  UPDATE ${table} stored SET missing_since = :readAt WHERE event_id = :eventId AND :isWhole
    AND (missing_since IS NULL OR missing_since > :credible)
    AND NOT EXISTS (SELECT FROM ${listed} WHERE ${listed}.id = stored.id)`;

export const SAVE_LISTING = `
  WITH listed_races AS (
    SELECT * FROM jsonb_to_recordset(:races::jsonb) AS r (
      id uuid, source_race_id text, position integer, section text, section_title text,
      round integer, race_number integer, label text, class_name text, completed_at timestamp,
      listed_as text)
  ), listed_pages AS (
    SELECT * FROM jsonb_to_recordset(:pages::jsonb) AS p (
      id uuid, kind text, source_id text, sorted_by text, position integer, title text)
  ), recount AS (
    SELECT FROM event_readings before WHERE event_id = :eventId AND :isWhole
      AND before.race_lap_count <> :raceLapCount AND NOT EXISTS (
        SELECT FROM listed_races listed FULL JOIN (
          SELECT id, listed_as FROM races WHERE event_id = :eventId AND missing_since IS NULL
        ) known ON known.id = listed.id
        WHERE decode(listed.listed_as, 'hex') IS DISTINCT FROM known.listed_as)
  ), reading AS (
    INSERT INTO event_readings (event_id, fetched_at, name, entry_count, driver_count,
      race_lap_count, error_code, error_message)
    VALUES (:eventId, :readAt, :name, :entryCount, :driverCount, :raceLapCount, :code, :message)
    ON CONFLICT (event_id) DO UPDATE SET fetched_at = excluded.fetched_at, name = excluded.name,
      entry_count = excluded.entry_count, driver_count = excluded.driver_count,
      race_lap_count = excluded.race_lap_count, error_code = excluded.error_code,
      error_message = excluded.error_message, recounted_at = CASE WHEN EXISTS (SELECT FROM recount)
        THEN excluded.fetched_at ELSE event_readings.recounted_at END
  ), gone_races AS (${missing('races', 'listed_races')}),
  missing_races AS (${noteMissing('races', 'listed_races')}),
  gone_pages AS (${missing('event_pages', 'listed_pages')}),
  missing_pages AS (${noteMissing('event_pages', 'listed_pages')}),
  pages AS (
    INSERT INTO event_pages (id, event_id, kind, source_id, sorted_by, position, title)
    SELECT id, :eventId, kind, source_id, sorted_by, position, title FROM listed_pages
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, title = excluded.title,
      missing_since = NULL
  )
  INSERT INTO races (id, event_id, source_race_id, position, section, section_title, round,
    race_number, label, class_name, completed_at, listed_as)
  SELECT id, :eventId, source_race_id, position, section, section_title, round, race_number,
    label, class_name, completed_at, decode(listed_as, 'hex') FROM listed_races
  ON CONFLICT (id) DO UPDATE SET event_id = excluded.event_id, position = excluded.position,
    section = excluded.section, section_title = excluded.section_title, round = excluded.round,
    race_number = excluded.race_number,
    label = CASE WHEN races.listed_as = excluded.listed_as THEN races.label ELSE excluded.label END,
    class_name = excluded.class_name,
    completed_at = excluded.completed_at, listed_as = excluded.listed_as, missing_since = NULL`;

export const SAVE_RACE = `
  WITH race AS (
    UPDATE races SET read_at = :readAt, label = :label, read_as = decode(:listedAs, 'hex'),
      length_seconds = :lengthSeconds, first_lap_counts = :firstLapCounts,
      checked_figures = :checkedFigures, mismatches = :mismatches::jsonb,
      error_code = :code, error_message = :message
    WHERE id = :raceId AND (NOT :isReread OR read_at <= :readAt) RETURNING id
  ), results AS (
    SELECT * FROM jsonb_to_recordset(:results::jsonb) AS r (
      row_number integer, position integer, status text, driver_name text, driver_hidden boolean,
      source_driver_id text, car_number integer, qualified_position integer, started boolean,
      lap_count integer, total_seconds float8, gap_ahead_seconds float8, gap_ahead_laps integer,
      fastest_lap_seconds float8, fastest_lap_number integer, average_lap_seconds float8,
      average_top_5_seconds float8, average_top_10_seconds float8, average_top_15_seconds float8,
      top_2_consecutive_seconds float8, top_3_consecutive_seconds float8,
      standard_deviation_seconds float8, consistency_percent float8, lap_numbers integer[],
      lap_times float8[], lap_positions integer[])
  ), gone AS (
    DELETE FROM race_results USING race WHERE race_id = race.id AND row_number >= :count
  )
  INSERT INTO race_results (race_id, row_number, position, status, driver_name, driver_hidden,
    driver_key, source_driver_id, car_number, qualified_position, started, lap_count,
    total_seconds, gap_ahead_seconds, gap_ahead_laps, fastest_lap_seconds, fastest_lap_number,
    average_lap_seconds, average_top_5_seconds, average_top_10_seconds, average_top_15_seconds,
    top_2_consecutive_seconds, top_3_consecutive_seconds, standard_deviation_seconds,
    consistency_percent, lap_numbers, lap_times, lap_positions)
  SELECT race.id, row_number, position, status, driver_name, driver_hidden,
    CASE WHEN driver_hidden THEN 'HIDDEN ' || race.id || ' ' || driver_name
      ELSE ${driverKeyOf('driver_name')} END,
    source_driver_id, car_number, qualified_position, started, lap_count, total_seconds,
    gap_ahead_seconds, gap_ahead_laps, fastest_lap_seconds, fastest_lap_number,
    average_lap_seconds, average_top_5_seconds, average_top_10_seconds, average_top_15_seconds,
    top_2_consecutive_seconds, top_3_consecutive_seconds, standard_deviation_seconds,
    consistency_percent, lap_numbers, lap_times, lap_positions
  FROM race, results
  ON CONFLICT (race_id, row_number) DO UPDATE SET
    position = excluded.position, status = excluded.status, driver_name = excluded.driver_name,
    driver_hidden = excluded.driver_hidden, driver_key = excluded.driver_key,
    source_driver_id = excluded.source_driver_id, car_number = excluded.car_number,
    qualified_position = excluded.qualified_position, started = excluded.started,
    lap_count = excluded.lap_count, total_seconds = excluded.total_seconds,
    gap_ahead_seconds = excluded.gap_ahead_seconds, gap_ahead_laps = excluded.gap_ahead_laps,
    fastest_lap_seconds = excluded.fastest_lap_seconds,
    fastest_lap_number = excluded.fastest_lap_number,
    average_lap_seconds = excluded.average_lap_seconds,
    average_top_5_seconds = excluded.average_top_5_seconds,
    average_top_10_seconds = excluded.average_top_10_seconds,
    average_top_15_seconds = excluded.average_top_15_seconds,
    top_2_consecutive_seconds = excluded.top_2_consecutive_seconds,
    top_3_consecutive_seconds = excluded.top_3_consecutive_seconds,
    standard_deviation_seconds = excluded.standard_deviation_seconds,
    consistency_percent = excluded.consistency_percent, lap_numbers = excluded.lap_numbers,
    lap_times = excluded.lap_times, lap_positions = excluded.lap_positions`;

const PAGE_READ = `
  UPDATE event_pages SET read_at = :readAt, provisional = :provisional, error_code = :code,
    error_message = :message
  WHERE id = :pageId AND (NOT :isReread OR read_at <= :readAt) RETURNING id, event_id`;

export const SAVE_ENTRIES = `
  WITH page AS (${PAGE_READ}), gone AS (
    DELETE FROM event_entries e USING page WHERE e.event_id = page.event_id
      AND row_number >= :count
  )
  INSERT INTO event_entries
  SELECT page.event_id, row_number, class_name, car_number, driver_name, driver_hidden,
    transponder
  FROM page, jsonb_to_recordset(:rows::jsonb) AS r (row_number integer, class_name text,
    car_number integer, driver_name text, driver_hidden boolean, transponder text)
  ON CONFLICT (event_id, row_number) DO UPDATE SET class_name = excluded.class_name,
    car_number = excluded.car_number, driver_name = excluded.driver_name,
    driver_hidden = excluded.driver_hidden, transponder = excluded.transponder`;

export const SAVE_RANKING = `
  WITH page AS (${PAGE_READ}), gone AS (
    DELETE FROM event_ranking_rows USING page WHERE page_id = page.id AND row_number >= :count
  )
  INSERT INTO event_ranking_rows
  SELECT :pageId::uuid, row_number, class_name, tie_breaker_rule, position, driver_name,
    driver_hidden, result, tie_breaker, rounds
  FROM page, jsonb_to_recordset(:rows::jsonb) AS r (row_number integer, class_name text,
    tie_breaker_rule text, position integer, driver_name text, driver_hidden boolean, result text,
    tie_breaker text, rounds jsonb)
  ON CONFLICT (page_id, row_number) DO UPDATE SET class_name = excluded.class_name,
    tie_breaker_rule = excluded.tie_breaker_rule, position = excluded.position,
    driver_name = excluded.driver_name, driver_hidden = excluded.driver_hidden,
    result = excluded.result, tie_breaker = excluded.tie_breaker, rounds = excluded.rounds`;

/** The event's page has counted other laps since, and no race that is new or listed otherwise. */
const recounted = (readAt: string, eventId: string): string =>
  `EXISTS (SELECT FROM event_readings WHERE event_id = ${eventId} AND recounted_at > ${readAt})`;

/**
 * A race whose row has changed, that was not read, or not whole, or whose drivers have laps that are
 * not here. Where laps were corrected, nobody knows in which race.
 */
export const UNREAD_RACES = `
  SELECT id, source_race_id AS "sourceRaceId", race_number AS "raceNumber", label,
    encode(listed_as, 'hex') AS "listedAs", stored.results AS "storedResults",
    stored.laps AS "storedLaps"
  FROM races r CROSS JOIN LATERAL (
    SELECT count(*)::integer AS results,
      coalesce(sum(cardinality(lap_numbers)), 0)::integer AS laps,
      coalesce(bool_or(started AND coalesce(lap_count, 0) > 0 AND cardinality(lap_numbers) = 0),
        false) AS lacking
    FROM race_results WHERE race_id = r.id) stored
  WHERE event_id = :eventId AND missing_since IS NULL
    AND (read_at IS NULL OR read_as IS DISTINCT FROM listed_as OR error_code IS NOT NULL
      OR stored.lacking OR ${recounted('read_at', 'r.event_id')})
    AND (read_at IS NULL OR read_at < :before OR error_code IS NOT NULL
      OR read_as IS DISTINCT FROM listed_as)
  ORDER BY position`;

/**
 * An entry list or ranking is final once it was read, as a whole and not provisional, two days after
 * the event's end.
 */
export const UNREAD_PAGES = `
  SELECT p.id, p.kind, p.source_id AS "sourceId", p.sorted_by AS "sortedBy", p.title,
    (CASE WHEN p.kind = 'entries'
      THEN (SELECT count(*) FROM event_entries e WHERE e.event_id = p.event_id)
      ELSE (SELECT count(*) FROM event_ranking_rows r WHERE r.page_id = p.id) END)::integer
      AS "storedRows"
  FROM event_pages p JOIN events e ON e.id = p.event_id
  WHERE p.event_id = :eventId AND p.missing_since IS NULL
    AND (p.read_at IS NULL OR p.error_code IS NOT NULL OR p.read_at < :before AND (
      p.provisional OR e.end_date IS NULL OR ${recounted('p.read_at', 'p.event_id')}
      OR (p.read_at AT TIME ZONE 'UTC' - interval '12 hours')::date <= e.end_date + 2))
  ORDER BY p.position`;
