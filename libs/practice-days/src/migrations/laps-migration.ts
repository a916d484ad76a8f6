import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As it was when this landed; what it is today says the trigger of a later migration. */
const DRIVER_KEY = `left(lower(regexp_replace(btrim(normalize(driver_name, NFC)), '\\s+', ' ', 'g')), 200)`;

/**
 * Laps and the figures of session pages. A session keeps what its day page says beside what its own
 * page says: each is replaced only by a newer reading of its page.
 */
export class CreatePracticeLaps1763900000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE practice_sessions
        ADD COLUMN driver_key text NOT NULL GENERATED ALWAYS AS (${DRIVER_KEY}) STORED,
        ADD COLUMN ended_at timestamp,
        ADD COLUMN valid_fastest_lap_seconds double precision,
        ADD COLUMN valid_average_lap_seconds double precision,
        ADD COLUMN top_3_consecutive_seconds double precision,
        ADD COLUMN average_top_5_seconds double precision,
        ADD COLUMN average_top_10_seconds double precision,
        ADD COLUMN average_top_15_seconds double precision,
        ADD COLUMN standard_deviation_seconds double precision,
        ADD COLUMN consistency_percent double precision,
        ADD COLUMN valid_lap_min_seconds double precision,
        ADD COLUMN valid_lap_max_seconds double precision,
        ADD COLUMN invalid_lap_count integer,
        ADD COLUMN valid_lap_count integer,
        -- The session page was read; null until then.
        ADD COLUMN laps_read_at timestamptz,
        -- The day page has told something else of the session since its own page was read.
        ADD COLUMN laps_outdated boolean NOT NULL DEFAULT false,
        -- Why the last attempt to read the session page failed; null when it did not.
        ADD COLUMN laps_error_code text,
        ADD COLUMN laps_error_message text,
        ADD COLUMN laps_failed_at timestamptz,
        -- Attempts that failed since the laps were last read.
        ADD COLUMN laps_failures integer NOT NULL DEFAULT 0;
      CREATE INDEX practice_sessions_failed ON practice_sessions (laps_failed_at)
        WHERE laps_error_code IS NOT NULL;
      CREATE INDEX practice_sessions_of_driver ON practice_sessions (driver_key, day_id);
      CREATE TABLE practice_laps (
        session_id uuid NOT NULL REFERENCES practice_sessions (id) ON DELETE CASCADE,
        lap_number integer NOT NULL,
        lap_time_seconds double precision NOT NULL,
        crossed_at timestamp,
        is_valid boolean NOT NULL,
        PRIMARY KEY (session_id, lap_number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE practice_laps;
      ALTER TABLE practice_sessions
        DROP COLUMN driver_key, DROP COLUMN ended_at,
        DROP COLUMN valid_fastest_lap_seconds, DROP COLUMN valid_average_lap_seconds,
        DROP COLUMN top_3_consecutive_seconds, DROP COLUMN average_top_5_seconds,
        DROP COLUMN average_top_10_seconds, DROP COLUMN average_top_15_seconds,
        DROP COLUMN standard_deviation_seconds, DROP COLUMN consistency_percent,
        DROP COLUMN valid_lap_min_seconds, DROP COLUMN valid_lap_max_seconds,
        DROP COLUMN invalid_lap_count, DROP COLUMN valid_lap_count, DROP COLUMN laps_read_at, DROP COLUMN laps_outdated,
        DROP COLUMN laps_error_code, DROP COLUMN laps_error_message,
        DROP COLUMN laps_failed_at, DROP COLUMN laps_failures;
    `);
  }
}
