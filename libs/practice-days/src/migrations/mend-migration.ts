import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly, changeInBatches, createIndex } from '@trackside/database';

/**
 * Four times a migration was edited after it had landed (9123b92, d68e179, b3c9ac3, 02a01cf), and one
 * that had landed was taken away. Databases that had done them get here what they lack; others have
 * it, and only their key of a driver changes, from a generated column to one that a trigger fills.
 */
export class MendEarlierDatabases1763900000009 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner);
    await keyDriversByTrigger(runner);
    await createIndex(
      runner,
      'practice_sessions_failed',
      'practice_sessions (laps_failed_at) WHERE laps_error_code IS NOT NULL',
    );
    await createIndex(runner, 'import_jobs_of_track', 'import_jobs (track_id, created_at)');
    await createIndex(runner, 'import_job_days_ended', 'import_job_days (ended_at)');
    await indexDaysOfAllStates(runner);
  }

  /** Columns and indexes stay: the migrations before this one make them, too. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER practice_sessions_driver_key ON practice_sessions;
      DROP FUNCTION set_driver_key();
      ALTER TABLE practice_sessions DROP COLUMN driver_key;
      ALTER TABLE practice_sessions
        ADD COLUMN driver_key text NOT NULL GENERATED ALWAYS AS (${keyOf('driver_name')}) STORED;
      CREATE INDEX practice_sessions_of_driver ON practice_sessions (driver_key, day_id);
    `);
  }
}

async function addColumns(runner: QueryRunner): Promise<void> {
  await alterQuickly(
    runner,
    `ALTER TABLE practice_sessions
       ADD COLUMN IF NOT EXISTS laps_failed_at timestamptz,
       ADD COLUMN IF NOT EXISTS laps_failures integer NOT NULL DEFAULT 0,
       ADD COLUMN IF NOT EXISTS valid_lap_count integer`,
  );
  await alterQuickly(
    runner,
    `ALTER TABLE import_jobs
       ADD COLUMN IF NOT EXISTS start_date date,
       ADD COLUMN IF NOT EXISTS end_date date;
     -- Of days that are there already nobody knows: their pages are read again.
     ALTER TABLE import_job_days
       ADD COLUMN IF NOT EXISTS day_page_read boolean NOT NULL DEFAULT false;
     ALTER TABLE import_job_days ALTER COLUMN day_page_read DROP DEFAULT`,
  );
}

/** `driverKeyOf` as it is today, of a column. */
function keyOf(name: string): string {
  return `left(lower(regexp_replace(btrim(normalize(${name}, NFC)), '\\s+', ' ', 'g')), 200)`;
}

/** The column loses its expression, whichever that was, and keeps its values without a rewrite. */
async function keyDriversByTrigger(runner: QueryRunner): Promise<void> {
  await alterQuickly(
    runner,
    `CREATE OR REPLACE FUNCTION set_driver_key() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       NEW.driver_key := ${keyOf('NEW.driver_name')};
       RETURN NEW;
     END $$;
     ALTER TABLE practice_sessions ALTER COLUMN driver_key DROP EXPRESSION IF EXISTS;
     CREATE OR REPLACE TRIGGER practice_sessions_driver_key
       BEFORE INSERT OR UPDATE OF driver_name, driver_key ON practice_sessions
       FOR EACH ROW EXECUTE FUNCTION set_driver_key()`,
  );
  // The first expression left names as long as they were; in all else the two are the same.
  await changeInBatches(
    runner,
    `UPDATE practice_sessions SET driver_name = driver_name
     WHERE id IN (SELECT id FROM practice_sessions WHERE length(driver_key) > 200 LIMIT 1000)`,
  );
}

/** An index of this name once held only days under way. */
async function indexDaysOfAllStates(runner: QueryRunner): Promise<void> {
  await createIndex(runner, 'import_job_days_of_any_day', 'import_job_days (day_id)');
  await alterQuickly(
    runner,
    `DROP INDEX IF EXISTS import_job_days_of_day;
     ALTER INDEX import_job_days_of_any_day RENAME TO import_job_days_of_day`,
  );
}
