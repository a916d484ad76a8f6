import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly } from '@trackside/database';

/**
 * Whoever keeps answers about a track hears of every change to what they are made of, whichever
 * process, job or statement makes it: the database itself tells, with the commit.
 */
export class TellPracticeChanges1764200000030 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await alterQuickly(runner, FUNCTIONS);
    for (const table of ['practice_days', 'practice_months']) {
      await alterQuickly(runner, triggersOf(table));
    }
    await alterQuickly(runner, LIST_TRIGGER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION tell_practice_changes, tell_month_list_changes, tell_practice_emptied CASCADE',
    );
  }
}

const FUNCTIONS = `
  CREATE OR REPLACE FUNCTION tell_practice_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('trackside_practice', track_id::text)
    FROM (SELECT DISTINCT track_id FROM changed) AS tracks_changed;
    RETURN NULL;
  END $$;
  CREATE OR REPLACE FUNCTION tell_month_list_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('trackside_practice', changed.id::text)
    FROM changed JOIN before ON before.id = changed.id
    WHERE changed.practice_months IS DISTINCT FROM before.practice_months;
    RETURN NULL;
  END $$;
  CREATE OR REPLACE FUNCTION tell_practice_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM pg_notify('trackside_practice', '');
    RETURN NULL;
  END $$`;

/** PostgreSQL gives a trigger the rows of one kind of statement alone. */
function triggersOf(table: string): string {
  const kinds = [
    ['INSERT', 'NEW'],
    ['UPDATE', 'NEW'],
    ['DELETE', 'OLD'],
  ] as const;
  const changes = kinds
    .map(
      ([kind, rows]) => `
        CREATE OR REPLACE TRIGGER ${table}_tell_${kind.toLowerCase()} AFTER ${kind} ON ${table}
          REFERENCING ${rows} TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_changes()`,
    )
    .join(';');
  return `${changes};
    CREATE OR REPLACE TRIGGER ${table}_tell_truncate AFTER TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION tell_practice_emptied()`;
}

const LIST_TRIGGER = `
  CREATE OR REPLACE TRIGGER tracks_tell_month_list AFTER UPDATE ON tracks
    REFERENCING NEW TABLE AS changed OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION tell_month_list_changes()`;
