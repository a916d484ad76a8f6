import { DAY_COLUMNS } from './day-columns.js';

/**
 * The listed days are JSON; a refresh applies to the dates from `from` to `until`, and days from
 * `settledBefore` on have not settled.
 *
 * A day keeps its summary without another request when it has settled and its listed count equals
 * the count it was read or settled with. A day that is known with sessions and no longer listed stays,
 * and its page has to be read: a calendar alone takes nothing away. Of a calendar that was asked for
 * before the one that is stored only days are taken that nobody knew.
 */
export const SAVE_LISTING = `
  WITH newest AS (
    SELECT NOT EXISTS (SELECT FROM practice_months
      WHERE track_id = :trackId AND month = :month AND reading > :order) AS is_this
  ), listed AS (
    SELECT * FROM jsonb_to_recordset(:listed::jsonb)
      AS listed (id uuid, date date, "sessionCount" bigint)
  ), month AS (
    INSERT INTO practice_months (track_id, month, fetched_at, refreshed_at, reading)
    VALUES (:trackId, :month, :fetchedAt,
      CASE WHEN :refresh::boolean THEN :fetchedAt::timestamptz END, :order)
    ON CONFLICT (track_id, month) DO UPDATE SET fetched_at = excluded.fetched_at,
      refreshed_at = coalesce(excluded.refreshed_at, practice_months.refreshed_at),
      reading = excluded.reading
    WHERE practice_months.reading <= excluded.reading
  ), unlisted AS (
    UPDATE practice_days d SET in_calendar = false,
      needs_reading = greatest(d.session_count, d.listed_session_count) > 0
        AND (d.doubt IS NOT NULL OR (:refresh AND d.date BETWEEN :from::date AND :until::date)
          OR d.settled_fingerprint IS NULL OR d.settled_listed_count IS NOT NULL),
      verified = CASE WHEN d.summarised_at IS NULL THEN d.verified ELSE false END
    WHERE d.track_id = :trackId AND d.month = :month AND d.removed_at IS NULL
      AND (SELECT is_this FROM newest)
      AND NOT EXISTS (SELECT FROM listed WHERE listed.date = d.date)
    RETURNING ${DAY_COLUMNS}
  ), saved AS (
    INSERT INTO practice_days AS d
      (id, track_id, month, date, listed_session_count, needs_reading)
    SELECT id, :trackId, :month, date, "sessionCount", true FROM listed
    ON CONFLICT (id) DO UPDATE SET
      listed_session_count = excluded.listed_session_count, in_calendar = true, removed_at = NULL,
      needs_reading = d.needs_reading OR d.summarised_at IS NULL OR d.removed_at IS NOT NULL
        OR (d.reading <= :order
          AND ((:refresh AND d.date BETWEEN :from::date AND :until::date)
            OR d.date >= :settledBefore::date))
        OR CASE WHEN d.settled_fingerprint IS NULL THEN d.session_count
          ELSE d.settled_listed_count END IS DISTINCT FROM excluded.listed_session_count
    WHERE (SELECT is_this FROM newest)
    RETURNING ${DAY_COLUMNS}
  ), gone AS (
    SELECT ${DAY_COLUMNS} FROM practice_days d
    WHERE d.track_id = :trackId AND d.month = :month AND d.removed_at IS NOT NULL
      AND d.imported_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM listed WHERE listed.date = d.date)
  )
  SELECT newest.is_this AS is_newest, known.* FROM newest LEFT JOIN (
    SELECT * FROM saved UNION ALL SELECT * FROM unlisted UNION ALL SELECT * FROM gone
  ) known ON true`;
