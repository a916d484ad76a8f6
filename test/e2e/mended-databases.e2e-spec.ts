import { Client } from 'pg';
import { migrateDatabase } from '@trackside/database';
import { SCHEMA } from '../../apps/api/src/schema/schema.js';
import { schemaDetails } from './support/schema-details.js';
import { createDatabase, query, until } from './support/trackside.js';

const NO_LOG = { info: () => {}, error: () => {} };
/** What all databases of 22 November had done, by name; what it did was edited meanwhile. */
const LANDED_THEN = { ...SCHEMA, migrations: SCHEMA.migrations.slice(0, 6) };

/** Each edit of a landed migration, taken back; the last one first. */
const WITHOUT_02A01CF = 'DROP INDEX import_jobs_of_track;';
const WITHOUT_B3C9AC3 = `${WITHOUT_02A01CF}
  ALTER TABLE practice_sessions DROP COLUMN valid_lap_count;
  DROP INDEX import_job_days_ended;
  DROP INDEX import_job_days_of_day;
  CREATE INDEX import_job_days_of_day ON import_job_days (day_id)
    WHERE state IN ('queued', 'running');`;
const WITHOUT_D68E179 = `${WITHOUT_B3C9AC3}
  ALTER TABLE practice_sessions DROP COLUMN driver_key;
  ALTER TABLE practice_sessions ADD COLUMN driver_key text NOT NULL GENERATED ALWAYS AS
    (lower(regexp_replace(btrim(normalize(driver_name, NFC)), '\\s+', ' ', 'g'))) STORED;
  CREATE INDEX practice_sessions_of_driver ON practice_sessions (driver_key, day_id);`;
const WITHOUT_9123B92 = `
  ALTER TABLE practice_sessions DROP COLUMN laps_failed_at, DROP COLUMN laps_failures;
  ALTER TABLE import_jobs DROP COLUMN start_date, DROP COLUMN end_date;
  ALTER TABLE import_job_days DROP COLUMN day_page_read;`;
const WITHOUT_1DC7DA9 = `
  ALTER TABLE event_lists DROP COLUMN refreshed_at;
  ALTER TABLE events ALTER COLUMN entries TYPE integer, ALTER COLUMN drivers TYPE integer;
  ALTER TABLE practice_days ALTER COLUMN listed_session_count TYPE integer,
    ALTER COLUMN session_count TYPE integer, ALTER COLUMN total_laps TYPE integer,
    ALTER COLUMN total_track_time_seconds TYPE integer,
    ALTER COLUMN unique_drivers TYPE integer, ALTER COLUMN unique_classes TYPE integer;
  ALTER TABLE practice_sessions ALTER COLUMN duration_seconds TYPE integer,
    ALTER COLUMN lap_count TYPE integer;`;
const WITH_D68E179 = `
  INSERT INTO migrations (timestamp, name) VALUES (1763900000008, 'ShortenDriverKeys1763900000008');`;

/** A session and a job's day, as every database of that day can hold them. */
const ROWS = `
  INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
    VALUES ('00000000-0000-4000-8000-000000000001', 'one', 'One', 'one', 'idle', false, now());
  INSERT INTO practice_days (id, track_id, month, date, listed_session_count, needs_reading)
    VALUES ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', 202501,
      '2025-01-01', 1, false);
  INSERT INTO practice_sessions (id, day_id, position, source_session_id, driver_name, started_at)
    VALUES ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000002', 0, '7',
      'Ann  ' || repeat('X', 300), '2025-01-01');
  INSERT INTO import_jobs (id, track_id, created_at)
    VALUES ('00000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000001', now());`;

describe('a database of an earlier version', () => {
  let databaseUrl: string;
  let wanted: string[];

  beforeAll(async () => {
    const fresh = await createDatabase();
    await migrateDatabase(fresh, NO_LOG, SCHEMA);
    wanted = await schemaDetails(fresh);
  });

  beforeEach(async () => {
    databaseUrl = await createDatabase();
    await migrateDatabase(databaseUrl, NO_LOG, LANDED_THEN);
  });

  it.each([
    ['02a01cf, the last to edit', ''],
    ['b3c9ac3 to f423a3e', WITHOUT_02A01CF],
    ['d68e179 to 72e83cb', WITHOUT_B3C9AC3],
    ['551dc0c, then by 72e83cb', WITHOUT_B3C9AC3 + WITHOUT_9123B92 + WITH_D68E179],
    ['9123b92 to 564e7a6', WITHOUT_D68E179],
    ['02b8590, then by 39bfaad', WITHOUT_1DC7DA9],
    ['551dc0c to 81fb093', WITHOUT_D68E179 + WITHOUT_9123B92],
  ])('made by %s becomes as a new one, and keeps its rows', async (_, edits) => {
    await query(databaseUrl, edits + ROWS);

    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);

    expect(await schemaDetails(databaseUrl)).toEqual(wanted);
    const sessions = 'SELECT driver_key, laps_failures FROM practice_sessions';
    expect(await query(databaseUrl, sessions)).toEqual([
      { driver_key: `ann ${'x'.repeat(196)}`, laps_failures: 0 },
    ]);
    expect(await query(databaseUrl, 'SELECT start_date FROM import_jobs')).toEqual([
      { start_date: null },
    ]);
  });

  it('that was mended and is mended again stays as it is', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    // What a later migration has made of the same trigger is made again after the mending.
    await query(databaseUrl, "DELETE FROM migrations WHERE name ~ '^(Mend|HideDrivers)'");

    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);

    expect(await schemaDetails(databaseUrl)).toEqual(wanted);
  });

  it('is mended anew where building an index was cut off', async () => {
    await query(databaseUrl, WITHOUT_02A01CF);
    await query(
      databaseUrl,
      'CREATE INDEX import_jobs_of_track ON import_jobs (track_id, created_at)',
    );
    await query(
      databaseUrl,
      `UPDATE pg_index SET indisvalid = false
       WHERE indexrelid = 'import_jobs_of_track'::regclass`,
    );

    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);

    expect(await schemaDetails(databaseUrl)).toEqual(wanted);
  });

  it('is read by others while a long reader keeps it from being mended', async () => {
    await query(databaseUrl, WITHOUT_D68E179 + ROWS);
    const reader = new Client({ connectionString: databaseUrl });
    await reader.connect();
    await reader.query('BEGIN; SELECT count(*) FROM practice_sessions');
    const migration = migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await until(async () => (await waitersForLocks(databaseUrl)) > 0);

    const read = await query(databaseUrl, 'SELECT driver_name FROM practice_sessions');

    expect(read).toHaveLength(1);
    await reader.query('COMMIT');
    await reader.end();
    await migration;
    expect(await schemaDetails(databaseUrl)).toEqual(wanted);
  });

  it('keys the names of new and renamed drivers as queries do', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await query(databaseUrl, ROWS);
    const key = async (name: string): Promise<unknown> => {
      await query(databaseUrl, `UPDATE practice_sessions SET driver_name = '${name}'`);
      const [row] = await query<{ driver_key: string }>(
        databaseUrl,
        'SELECT driver_key FROM practice_sessions',
      );
      return row!.driver_key;
    };

    expect(await key('  Zoé \t  ÅSTRÖM ')).toBe('zoé åström');
    expect(await key('Zoe\u0301 Åström')).toBe('zoé åström');
  });
});

async function waitersForLocks(databaseUrl: string): Promise<number> {
  const [row] = await query<{ count: string }>(
    databaseUrl,
    "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()",
  );
  return Number(row!.count);
}
