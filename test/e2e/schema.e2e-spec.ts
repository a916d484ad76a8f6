import { jest } from '@jest/globals';
import { Client } from 'pg';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { DataSource } from 'typeorm';
import { describeSchema, migrateDatabase, migrationOptions } from '@trackside/database';
import { JobQueue } from '@trackside/jobs';
import { SCHEMA } from '../../apps/api/src/schema/schema.js';
import { schemaDetails } from './support/schema-details.js';
import { createDatabase, query, startTrackside, type Trackside } from './support/trackside.js';

const NO_LOG = { info: () => {}, error: () => {} };

async function schemaOf(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const lines = await describeSchema({
    query: async (sql: string) => (await client.query(sql)).rows,
  });
  await client.end();
  return lines;
}

/** Every migration, the last one first. */
async function takeBack(databaseUrl: string): Promise<void> {
  const database = await new DataSource(migrationOptions(databaseUrl, [])).initialize();
  const runner = database.createQueryRunner();
  for (const Migration of SCHEMA.migrations.toReversed()) await new Migration().down(runner);
  await database.destroy();
}

/** An answer of /readyz: its status and what its error says. */
async function readiness({ agent }: Trackside): Promise<{ status: number; message?: string }> {
  const { status, body } = await agent.get('/readyz');
  return { status, message: (body as { error?: { message: string } }).error?.message };
}

describe('the schema', () => {
  const simulator = new Simulator({ tracks: 3 });
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: Trackside | undefined;

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  afterAll(async () => {
    await simulator.stop();
  });

  beforeEach(async () => {
    databaseUrl = await createDatabase();
  });

  afterEach(async () => {
    await trackside?.close();
    trackside = undefined;
  });

  it('that the code needs is what the migrations make', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);

    expect(SCHEMA.expected).toEqual(await schemaOf(databaseUrl));
  });

  it('is the same again after every migration was taken back and done anew', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    const before = await schemaDetails(databaseUrl);

    await takeBack(databaseUrl);
    expect(await schemaOf(databaseUrl)).toEqual([]);
    await query(databaseUrl, 'DROP TABLE migrations');
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);

    expect(await schemaDetails(databaseUrl)).toEqual(before);
  });

  it.each([
    [
      'a column',
      'ALTER TABLE import_jobs DROP COLUMN start_date',
      'column import_jobs.start_date date',
    ],
    [
      'a type',
      'ALTER TABLE practice_days ALTER COLUMN total_laps TYPE integer',
      'column practice_days.total_laps bigint',
    ],
    ['an index', 'DROP INDEX import_jobs_of_track', 'index import_jobs_of_track on import_jobs'],
  ])('that lacks %s is told by /readyz, by name', async (_, damage, missing) => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await query(databaseUrl, damage);
    trackside = await startTrackside(databaseUrl, liverc);

    expect(await readiness(trackside)).toEqual({
      status: 503,
      message: `the database lacks what this version needs: ${missing}`,
    });
  });

  it('that lacks something is told though the queue does not answer either', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await query(databaseUrl, 'DROP INDEX import_jobs_of_track');
    trackside = await startTrackside(databaseUrl, liverc);
    const queue = trackside.app.get(JobQueue, { strict: false });
    jest.spyOn(queue, 'check').mockRejectedValue(new Error('gone'));

    const { message } = await readiness(trackside);
    expect(message).toContain('lacks what this version needs: index import_jobs_of_track');
  });

  it('that lacks something is told at the start, in words and as fields', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await query(databaseUrl, 'DROP INDEX import_jobs_of_track');
    const told: unknown[] = [];

    await migrateDatabase(databaseUrl, { ...NO_LOG, error: (...line) => told.push(line) }, SCHEMA);

    const missing = 'index import_jobs_of_track on import_jobs';
    expect(told).toEqual([
      [{ missing: [missing] }, `the database lacks what this version needs: ${missing}`],
    ]);
  });

  it('that lacks a table is told by the table, not by each of its columns', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await query(databaseUrl, 'DROP TABLE favourites');
    trackside = await startTrackside(databaseUrl, liverc);

    expect(await readiness(trackside)).toEqual({
      status: 503,
      message: 'the database lacks what this version needs: table favourites',
    });
  });

  it('that has more than is needed is ready', async () => {
    await migrateDatabase(databaseUrl, NO_LOG, SCHEMA);
    await query(databaseUrl, 'ALTER TABLE tracks ADD COLUMN note text; CREATE TABLE own (id int)');
    trackside = await startTrackside(databaseUrl, liverc);

    expect(await readiness(trackside)).toEqual({ status: 200 });
  });
});
