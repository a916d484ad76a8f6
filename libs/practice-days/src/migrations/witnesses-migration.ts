import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly, createIndex } from '@trackside/database';

/**
 * What it takes to believe that LiveRC shows less than before: the order of readings, doubts about a
 * day, the readings that bear witness to it, and marks of what LiveRC shows no more.
 */
export class KeepWitnesses1764100000008 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await alterQuickly(runner, ORDER);
    await alterQuickly(runner, DOUBTS);
    await alterQuickly(runner, MARKS);
    await alterQuickly(runner, WITNESSES);
    for (const [name, column] of INDEXES) {
      await createIndex(runner, name, column);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE practice_day_witnesses;
      ALTER TABLE practice_sessions DROP COLUMN removed_at, DROP COLUMN day_confirmed,
        DROP COLUMN laps_witness;
      ALTER TABLE practice_days
        DROP COLUMN reading, DROP COLUMN in_calendar, DROP COLUMN doubted_since,
        DROP COLUMN doubted_at, DROP COLUMN doubtful_readings, DROP COLUMN doubt,
        DROP COLUMN settled_fingerprint, DROP COLUMN settled_listed_count,
        DROP COLUMN foreign_session_count, DROP COLUMN removed_at,
        DROP COLUMN sessions_removed_at, DROP COLUMN laps_wanted;
      ALTER TABLE practice_months DROP COLUMN reading;
      DROP SEQUENCE practice_reading_order;
    `);
  }
}

/** Readings are numbered in the order in which they begin, whatever the clocks of processes say. */
const ORDER = `
  CREATE SEQUENCE IF NOT EXISTS practice_reading_order AS bigint;
  ALTER TABLE practice_months ADD COLUMN IF NOT EXISTS reading bigint NOT NULL DEFAULT 0;
  ALTER TABLE practice_days ADD COLUMN IF NOT EXISTS reading bigint NOT NULL DEFAULT 0`;

const DOUBTS = `
  ALTER TABLE practice_days
    -- Whether the calendar read last lists the day.
    ADD COLUMN IF NOT EXISTS in_calendar boolean NOT NULL DEFAULT true,
    -- A reading contradicts what is known: since when, when last, how many readings, and how.
    ADD COLUMN IF NOT EXISTS doubted_since timestamptz,
    ADD COLUMN IF NOT EXISTS doubted_at timestamptz,
    ADD COLUMN IF NOT EXISTS doubtful_readings integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS doubt text,
    -- The contradiction that two readings agree on, and what the calendar counted then.
    ADD COLUMN IF NOT EXISTS settled_fingerprint text,
    ADD COLUMN IF NOT EXISTS settled_listed_count bigint,
    -- Sessions that the day page lists and that belong to other days.
    ADD COLUMN IF NOT EXISTS foreign_session_count integer NOT NULL DEFAULT 0`;

const MARKS = `
  ALTER TABLE practice_days
    -- Two readings agree that LiveRC shows the day no more.
    ADD COLUMN IF NOT EXISTS removed_at timestamptz,
    -- The first of its sessions of which that is true; null where there is none.
    ADD COLUMN IF NOT EXISTS sessions_removed_at timestamptz,
    -- A page of the imported day was stored, and nobody has looked since whether it brought
    -- sessions whose laps are missing.
    ADD COLUMN IF NOT EXISTS laps_wanted boolean NOT NULL DEFAULT false;
  ALTER TABLE practice_sessions
    -- Two readings agree that LiveRC shows the session no more; it is in no answer.
    ADD COLUMN IF NOT EXISTS removed_at timestamptz,
    -- Two days list it, and its own page names this one.
    ADD COLUMN IF NOT EXISTS day_confirmed boolean NOT NULL DEFAULT false,
    -- What its own page showed when it showed fewer laps than are known; null otherwise.
    ADD COLUMN IF NOT EXISTS laps_witness text`;

const WITNESSES = `
  CREATE TABLE IF NOT EXISTS practice_day_witnesses (
    day_id uuid NOT NULL REFERENCES practice_days (id) ON DELETE CASCADE,
    fingerprint text NOT NULL,
    first_read_at timestamptz NOT NULL,
    -- The first time at which rows, printed totals and a calendar asked anew agreed; or null.
    first_consistent_at timestamptz,
    session_ids uuid[] NOT NULL,
    PRIMARY KEY (day_id, fingerprint)
  )`;

const INDEXES = [
  [
    'practice_days_with_removals',
    'practice_days (sessions_removed_at) WHERE sessions_removed_at IS NOT NULL',
  ],
  ['practice_days_removed', 'practice_days (removed_at) WHERE removed_at IS NOT NULL'],
  ['practice_days_wanting_laps', 'practice_days (id) WHERE laps_wanted'],
] as const;
