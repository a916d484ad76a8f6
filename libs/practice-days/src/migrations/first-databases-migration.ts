import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly } from '@trackside/database';

/** Counts that a page prints, which were of too small a type in the beginning. */
const COUNTS = {
  events: ['entries', 'drivers'],
  practice_days: [
    'listed_session_count',
    'session_count',
    'total_laps',
    'total_track_time_seconds',
    'unique_drivers',
    'unique_classes',
  ],
  practice_sessions: ['duration_seconds', 'lap_count'],
};

/**
 * 1dc7da9 edited migrations that had landed with 02b8590, too. Tables are rewritten in databases of
 * those first 90 minutes alone, which can't be large; all others are only looked at.
 */
export class MendFirstDatabases1763900000010 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await alterQuickly(
      runner,
      'ALTER TABLE event_lists ADD COLUMN IF NOT EXISTS refreshed_at timestamptz',
    );
    for (const [table, columns] of Object.entries(COUNTS)) {
      await alterQuickly(runner, widen(table, columns));
    }
  }

  /** The migrations before this one make the same columns. */
  async down(): Promise<void> {}
}

function widen(table: string, columns: string[]): string {
  const changes = columns.map((column) => `ALTER COLUMN ${column} TYPE bigint`).join(', ');
  return `DO $$ BEGIN
      IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = '${table}'::regclass
                 AND attname = '${columns[0]}' AND atttypid = 'integer'::regtype) THEN
        ALTER TABLE ${table} ${changes};
      END IF;
    END $$`;
}
