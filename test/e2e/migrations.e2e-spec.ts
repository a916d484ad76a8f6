import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrateDatabase, type MigrationClass, type MigrationLog } from '@trackside/database';
import { freePort } from './support/free-port.js';
import { listenAsPostgres } from './support/postgres-of-version.js';
import { createDatabase, query, until } from './support/trackside.js';

/** Of databases that need nothing. */
function migrate(url: string, log: MigrationLog, migrations: MigrationClass[]): Promise<void> {
  return migrateDatabase(url, log, { migrations, expected: [] });
}

/** Says what it is told, each line with its fields. */
class Log {
  readonly lines: { fields: Record<string, unknown>; message: string }[] = [];

  info(fields: object, message: string): void {
    this.lines.push({ fields: { ...fields }, message });
  }

  error(): void {}
}

class MakesFirst1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE first (id integer)');
  }

  async down(): Promise<void> {}
}

class Breaks1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE second (id integer)');
    await runner.query('SELECT 1 / 0');
  }

  async down(): Promise<void> {}
}

/** As long as no request may take; 21 s of the database's time, none of the processor's. */
class TakesLong1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT pg_sleep(21)');
  }

  async down(): Promise<void> {}
}

class IndexesBesideWriters1700000000004 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // Time for another process to come and wait.
    await runner.query('SELECT pg_sleep(1)');
    await runner.query('CREATE INDEX CONCURRENTLY first_id ON first (id)');
  }

  async down(): Promise<void> {}
}

function tablesOf(databaseUrl: string): Promise<{ name: string }[]> {
  return query(
    databaseUrl,
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename IN ('first', 'second') ORDER BY 1`,
  );
}

/** Connections of ours to the database, and its advisory locks. */
async function leftovers(databaseUrl: string): Promise<{ connections: number; locks: number }> {
  const [row] = await query<{ connections: string; locks: string }>(
    databaseUrl,
    `SELECT
       (SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'trackside%') AS connections,
       (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks`,
  );
  return { connections: Number(row!.connections), locks: Number(row!.locks) };
}

describe('migrations', () => {
  let databaseUrl: string;

  beforeEach(async () => {
    databaseUrl = await createDatabase();
  });

  it('take as long as they need, as does the wait for another process that migrates', async () => {
    const [first, second] = [new Log(), new Log()];
    const migrations = [TakesLong1700000000003];

    await Promise.all([
      migrate(databaseUrl, first, migrations),
      migrate(databaseUrl, second, migrations),
    ]);

    const told = [...first.lines, ...second.lines];
    const migration = 'TakesLong1700000000003';
    expect(told).toContainEqual({
      fields: { migration, seconds: 10 },
      message: `the database is migrated: ${migration}, since 10 s`,
    });
    expect(told).toContainEqual({
      fields: { migration, seconds: 20 },
      message: `the database is migrated: ${migration}, since 20 s`,
    });
    expect(told).toContainEqual({
      fields: { seconds: 10 },
      message: 'another process migrates the database, since 10 s',
    });
    expect(await query(databaseUrl, 'SELECT name FROM migrations')).toEqual([
      { name: 'TakesLong1700000000003' },
    ]);
  });

  it('that fail are named, and leave neither a lock nor a connection', async () => {
    const migrations = [MakesFirst1700000000001, Breaks1700000000002];

    await expect(migrate(databaseUrl, new Log(), migrations)).rejects.toThrow(
      'The migration Breaks1700000000002 failed: division by zero',
    );

    await until(async () => (await leftovers(databaseUrl)).connections === 0);
    expect(await leftovers(databaseUrl)).toEqual({ connections: 0, locks: 0 });
  });

  it('before one that fails stay, what it did itself is undone', async () => {
    const migrations = [MakesFirst1700000000001, Breaks1700000000002];
    await migrate(databaseUrl, new Log(), migrations).catch(() => {});

    expect(await tablesOf(databaseUrl)).toEqual([{ name: 'first' }]);
    expect(await query(databaseUrl, 'SELECT name FROM migrations')).toEqual([
      { name: 'MakesFirst1700000000001' },
    ]);
  });

  it('outside of a transaction build an index while another process waits its turn', async () => {
    const migrations = [MakesFirst1700000000001, IndexesBesideWriters1700000000004];

    await Promise.all([
      migrate(databaseUrl, new Log(), migrations),
      migrate(databaseUrl, new Log(), migrations),
    ]);

    const indexes = await query(
      databaseUrl,
      `SELECT indexrelid::regclass::text AS name, indisvalid AS valid FROM pg_index
       WHERE indrelid = 'first'::regclass`,
    );
    expect(indexes).toEqual([{ name: 'first_id', valid: true }]);
  });

  it('are not bound by limits that the database sets for every connection', async () => {
    const { pathname } = new URL(databaseUrl);
    await query(databaseUrl, `ALTER DATABASE ${pathname.slice(1)} SET statement_timeout = '100ms'`);

    await migrate(databaseUrl, new Log(), [
      MakesFirst1700000000001,
      IndexesBesideWriters1700000000004,
    ]);

    expect(await tablesOf(databaseUrl)).toEqual([{ name: 'first' }]);
  });
});

describe('a database that can not be used', () => {
  const failureOf = async (databaseUrl: string): Promise<string> => {
    const failure = await migrate(databaseUrl, new Log(), []).catch((error) => error);
    return `${(failure as Error).name}: ${(failure as Error).message}`;
  };

  it('because nobody listens there is told with its address, never with its password', async () => {
    const port = await freePort();

    expect(await failureOf(`postgresql://me:secret@127.0.0.1:${port}/laps`)).toBe(
      `DatabaseUnreachableError: PostgreSQL at 127.0.0.1:${port}/laps can't be reached (connect ` +
        `ECONNREFUSED 127.0.0.1:${port}): start it, or correct DATABASE_URL`,
    );
  });

  it('because there is none of its name is told with what to correct', async () => {
    const url = new URL(process.env['TEST_POSTGRES_URL']!);
    url.pathname = '/nowhere';

    expect(await failureOf(url.href)).toBe(
      `DatabaseRefusedError: PostgreSQL at ${url.host}/nowhere lets us not in (database "nowhere" ` +
        'does not exist): correct user, password and database in DATABASE_URL',
    );
  });

  it('because it is too old is told with both versions', async () => {
    const old = await listenAsPostgres('14.19 (Debian 14.19-1.pgdg120+1)');

    expect(await failureOf(`postgresql://me:secret@127.0.0.1:${old.port}/laps`)).toBe(
      `DatabaseTooOldError: PostgreSQL at 127.0.0.1:${old.port}/laps is version 14.19 (Debian ` +
        '14.19-1.pgdg120+1), but 15 or newer is needed: upgrade it, or let DATABASE_URL name another',
    );
    old.close();
  });
});
