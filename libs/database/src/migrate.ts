import { setTimeout } from 'node:timers/promises';
import { DataSource, type Migration, MigrationExecutor, type QueryRunner } from 'typeorm';
import { migrationOptions } from './connection.js';
import {
  connectionError,
  DatabaseTooOldError,
  isStartingUp,
  MigrationFailedError,
  OLDEST_POSTGRES,
  SchemaIncompleteError,
} from './database-errors.js';
import { missingFromSchema } from './schema-check.js';
import type { Schema } from './schema.js';

/** Any number will do, as long as every replica takes the same. */
const MIGRATION_LOCK = 7_225_001;
const LOCK_PAUSE_MS = 250;
/** A person at a terminal, or an orchestrator, is told that the start is not dead. */
const SAY_EVERY_SECONDS = 10;
const START_UP_PATIENCE_SECONDS = 30;

/** Where the progress of migrations is told. */
export interface MigrationLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * Does the migrations that a database lacks, in order, on a connection of their own that no time
 * limit of requests binds. Each is a transaction of its own, unless it says `transaction = false`.
 * Of several replicas that start together one migrates, the others wait for as long as it takes.
 * What the schema lacks all the same is told, and stops nothing: /readyz says it as well.
 *
 * @throws DatabaseUnreachableError, DatabaseRefusedError, DatabaseTooOldError, MigrationFailedError;
 *   no lock and no connection is left
 */
export async function migrateDatabase(
  databaseUrl: string,
  log: MigrationLog,
  schema: Schema,
): Promise<void> {
  const database = new DataSource(migrationOptions(databaseUrl, schema.migrations));
  try {
    await connect(database, databaseUrl);
    const runner = database.createQueryRunner();
    await requireVersion(runner, databaseUrl);
    // Limits that somebody set for the role or the database are meant for requests.
    await runner.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await runner.query('SET idle_in_transaction_session_timeout = 0');
    await takeLock(runner, log);
    // Its lock ends with the connection, whatever happens.
    await runPending(new MigrationExecutor(database, runner), runner, log);
    const missing = await missingFromSchema(runner, schema.expected);
    if (missing.length > 0) log.error({ missing }, new SchemaIncompleteError(missing).message);
  } finally {
    if (database.isInitialized) await database.destroy();
  }
}

async function connect(database: DataSource, databaseUrl: string): Promise<void> {
  for (let second = 0; ; second += 1) {
    try {
      await database.initialize();
      return;
    } catch (error) {
      if (!isStartingUp(error) || second >= START_UP_PATIENCE_SECONDS) {
        throw connectionError(databaseUrl, error);
      }
      await setTimeout(1_000);
    }
  }
}

async function requireVersion(runner: QueryRunner, databaseUrl: string): Promise<void> {
  const [{ server_version: version }] = await runner.query('SHOW server_version');
  if (parseInt(version, 10) < OLDEST_POSTGRES) throw new DatabaseTooOldError(databaseUrl, version);
}

/**
 * Asks again and again instead of waiting in the database: who waits there holds a snapshot, and
 * CREATE INDEX CONCURRENTLY of the one who migrates would wait for it for ever.
 */
async function takeLock(runner: QueryRunner, log: MigrationLog): Promise<void> {
  await saying(log, 'another process migrates the database', {}, async () => {
    while (!(await tryLock(runner))) await setTimeout(LOCK_PAUSE_MS);
  });
}

async function tryLock(runner: QueryRunner): Promise<boolean> {
  const [{ taken }] = await runner.query('SELECT pg_try_advisory_lock($1) AS taken', [
    MIGRATION_LOCK,
  ]);
  return taken;
}

async function runPending(
  executor: MigrationExecutor,
  runner: QueryRunner,
  log: MigrationLog,
): Promise<void> {
  for (const migration of await executor.getPendingMigrations()) {
    const { name } = migration;
    try {
      await saying(log, `the database is migrated: ${name}`, { migration: name }, () =>
        run(executor, runner, migration),
      );
    } catch (error) {
      throw new MigrationFailedError(name, error);
    }
  }
}

/** Done and remembered as done, both or none of it; without a transaction, one after the other. */
async function run(
  executor: MigrationExecutor,
  runner: QueryRunner,
  migration: Migration,
): Promise<void> {
  if (migration.instance?.transaction === false) {
    await executor.executeMigration(migration);
    return;
  }
  await runner.startTransaction();
  try {
    await executor.executeMigration(migration);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction().catch(() => {});
    throw error;
  }
}

/** Tells every ten seconds what goes on and for how long. */
async function saying<T>(
  log: MigrationLog,
  what: string,
  fields: object,
  work: () => Promise<T>,
): Promise<T> {
  let seconds = 0;
  const ticks = setInterval(() => {
    seconds += SAY_EVERY_SECONDS;
    log.info({ ...fields, seconds }, `${what}, since ${seconds} s`);
  }, SAY_EVERY_SECONDS * 1_000);
  try {
    return await work();
  } finally {
    clearInterval(ticks);
  }
}
