import { setTimeout } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';

/** Behind a wait for a table's lock everybody else waits, too. */
const LOCK_PATIENCE = '500ms';
const PAUSE_MS = 1_000;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Changes a table that is in use, for migrations without a transaction: `sql` is one transaction that
 * needs its tables for a moment only. It lets others pass while somebody holds them, and tries again
 * for as long as that takes.
 */
export async function alterQuickly(runner: QueryRunner, sql: string): Promise<void> {
  for (;;) {
    try {
      await runner.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_PATIENCE}'; ${sql}; COMMIT`);
      return;
    } catch (error) {
      await runner.query('ROLLBACK');
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
      await setTimeout(PAUSE_MS);
    }
  }
}

/**
 * Builds an index while the table is read and written, for migrations without a transaction. One that
 * is there stays; what was left of one that was cut off is built anew.
 *
 * @param definition what follows ON: table, columns, condition
 */
export async function createIndex(
  runner: QueryRunner,
  name: string,
  definition: string,
): Promise<void> {
  await alterQuickly(
    runner,
    `DO $$ BEGIN
       IF EXISTS (SELECT FROM pg_index
                  WHERE indexrelid = to_regclass('${name}') AND NOT indisvalid) THEN
         DROP INDEX ${name};
       END IF;
     END $$`,
  );
  await runner.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS ${name} ON ${definition}`);
}

/**
 * Changes rows some at a time, each time a transaction of its own, until there are none left.
 *
 * @param sql an UPDATE or DELETE that takes a limited number of rows which it takes no second time
 */
export async function changeInBatches(runner: QueryRunner, sql: string): Promise<void> {
  for (;;) {
    // Rows, and how many were changed.
    const [, changed] = (await runner.query(sql)) as [unknown[], number?];
    if (!changed) return;
  }
}
