import type { Simulator } from '@trackside/simulator';
import { query, trackId } from './trackside.js';

/** Text as SQL, whatever it holds. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Brings a discovered day to the state after its import: every session page read, as the simulator
 * would print it. Gives the day's id.
 */
export async function importFromTruth(
  databaseUrl: string,
  simulator: Simulator,
  slug: string,
  date: string,
): Promise<string> {
  const sessions = simulator.truth.day(slug, date)!.sessions.map(({ detail, ...session }) => ({
    ...detail,
    source_session_id: session.source_session_id,
    invalid_lap_count: session.laps.filter((lap) => !lap.is_valid).length,
    laps: session.laps,
  }));
  await query(databaseUrl, importSql(trackId(slug), date, JSON.stringify(sessions)));
  const [day] = await query<{ id: string }>(
    databaseUrl,
    `SELECT id FROM practice_days WHERE track_id = '${trackId(slug)}' AND date = '${date}'`,
  );
  return day!.id;
}

const importSql = (trackUuid: string, date: string, sessions: string): string => `
  WITH day AS (
    UPDATE practice_days SET imported_at = now()
    WHERE track_id = '${trackUuid}' AND date = '${date}' RETURNING id
  ), page AS (
    SELECT s.id, page.* FROM day JOIN practice_sessions s ON s.day_id = day.id
    JOIN jsonb_to_recordset(${literal(sessions)}) AS page (source_session_id text,
      ended_at timestamp, fastest_lap_seconds float8, average_lap_seconds float8,
      top_3_consecutive_seconds float8, average_top_5_seconds float8,
      average_top_10_seconds float8, average_top_15_seconds float8,
      standard_deviation_seconds float8, consistency_percent float8,
      valid_lap_min_seconds float8, valid_lap_max_seconds float8, invalid_lap_count integer,
      laps jsonb) USING (source_session_id)
  ), figures AS (
    UPDATE practice_sessions s SET ended_at = page.ended_at,
      valid_fastest_lap_seconds = page.fastest_lap_seconds,
      valid_average_lap_seconds = page.average_lap_seconds,
      top_3_consecutive_seconds = page.top_3_consecutive_seconds,
      average_top_5_seconds = page.average_top_5_seconds,
      average_top_10_seconds = page.average_top_10_seconds,
      average_top_15_seconds = page.average_top_15_seconds,
      standard_deviation_seconds = page.standard_deviation_seconds,
      consistency_percent = page.consistency_percent,
      valid_lap_min_seconds = page.valid_lap_min_seconds,
      valid_lap_max_seconds = page.valid_lap_max_seconds,
      invalid_lap_count = page.invalid_lap_count, laps_read_at = now()
    FROM page WHERE s.id = page.id
  )
  INSERT INTO practice_laps (session_id, lap_number, lap_time_seconds, crossed_at, is_valid)
  SELECT page.id, lap.* FROM page, jsonb_to_recordset(page.laps) AS lap (
    lap_number integer, lap_time_seconds float8, crossed_at timestamp, is_valid boolean)`;
