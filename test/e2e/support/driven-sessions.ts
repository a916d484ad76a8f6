import { literal } from './literal.js';
import { query } from './trackside.js';

/** A session as somebody drove it; one lap without figures where nothing is said. */
export interface Drive {
  name: string;
  transponder?: string;
  laps?: number;
  average?: number | null;
  fastest?: number | null;
}

/** Stores sessions on a day of their own, long before those of the simulator. */
export async function drive(databaseUrl: string, trackId: string, drives: Drive[]): Promise<void> {
  await query(
    databaseUrl,
    `WITH day AS (
       INSERT INTO practice_days (id, track_id, month, date, listed_session_count, needs_reading,
         session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
         summarised_at)
       SELECT gen_random_uuid(), '${trackId}', 202001,
         '2020-01-01'::date + count(*)::integer, 0, false, 0, 0, 0, 0, 0, now()
       FROM practice_days WHERE month = 202001 RETURNING id, date
     )
     INSERT INTO practice_sessions (id, day_id, position, source_session_id, driver_name,
       class_name, transponder, started_at, lap_count, average_lap_seconds, fastest_lap_seconds)
     SELECT gen_random_uuid(), day.id, position, position, name, 'Test Buggy', transponder,
       day.date + time '10:00', coalesce(laps, 1), average, fastest
     FROM day, ROWS FROM (jsonb_to_recordset(${literal(JSON.stringify(drives))}) AS (
       name text, transponder text, laps bigint, average float8, fastest float8))
       WITH ORDINALITY AS driven (name, transponder, laps, average, fastest, position)`,
  );
}
