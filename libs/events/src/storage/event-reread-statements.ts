export const READ_RACES = `
  SELECT id, source_race_id AS "sourceRaceId", race_number AS "raceNumber", label,
    encode(read_as, 'hex') AS "listedAs", read_at AS "readAt", stored.results AS "storedResults",
    stored.laps AS "storedLaps"
  FROM races r CROSS JOIN LATERAL (
    SELECT count(*)::integer AS results,
      coalesce(sum(cardinality(lap_numbers)), 0)::integer AS laps
    FROM race_results WHERE race_id = r.id) stored
  WHERE event_id = :eventId AND read_at IS NOT NULL`;

export const READ_PAGES = `
  SELECT p.id, p.kind, p.source_id AS "sourceId", p.sorted_by AS "sortedBy", p.title,
    p.read_at AS "readAt", (CASE WHEN p.kind = 'entries'
      THEN (SELECT count(*) FROM event_entries e WHERE e.event_id = p.event_id)
      ELSE (SELECT count(*) FROM event_ranking_rows r WHERE r.page_id = p.id) END)::integer
      AS "storedRows"
  FROM event_pages p WHERE p.event_id = :eventId AND p.read_at IS NOT NULL`;

/** The event's page, unless a newer one is stored. */
export const LOCK_LISTING = `
  SELECT FROM event_readings WHERE event_id = :eventId AND fetched_at <= :readAt FOR UPDATE`;

/** Races whose own pages were read since they are listed as they are. */
export const CURRENT_RACES = `
  SELECT id FROM races WHERE event_id = :eventId AND read_as = listed_as`;

export const NOTE_CURRENT = `
  UPDATE races SET read_as = listed_as WHERE id = ANY (:ids) AND read_as <> listed_as`;
