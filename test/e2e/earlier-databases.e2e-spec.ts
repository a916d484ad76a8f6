import type { EventsSearchResult, Job } from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { migrateDatabase } from '@trackside/database';
import { SCHEMA } from '../../apps/api/src/schema/schema.js';
import { restoreDatabase } from './support/earlier-databases.js';
import { importDay, storedSessions, trueSessions } from './support/imports.js';
import { dataOf, get } from './support/requests.js';
import { schemaDetails } from './support/schema-details.js';
import {
  createDatabase,
  query,
  startTrackside,
  trackId,
  type Trackside,
  untilCatalogueIsRead,
} from './support/trackside.js';

const SLUG = 'tallowick';
/** What every one of them has discovered, and what two of them have imported. */
const DISCOVERED = { tracks: 12, favourites: 1, events: 107, months: 2, days: 8, sessions: 131 };
const NOTHING = { laps: 0, jobs: 0, job_days: 0 };
const TWO_DAYS = { laps: 42, jobs: 2, job_days: 2 };
const SERVED_DAYS = [
  ['2025-11-18', 15],
  ['2025-11-01', 16],
  ['2025-10-21', 4],
  ['2025-10-20', 26],
  ['2025-10-19', 4],
  ['2025-10-11', 4],
  ['2025-10-09', 48],
  ['2025-10-04', 14],
];

async function countRows(databaseUrl: string): Promise<Record<string, number>> {
  const [counts] = await query<Record<string, string>>(
    databaseUrl,
    `SELECT (SELECT count(*) FROM tracks) AS tracks, (SELECT count(*) FROM favourites) AS favourites,
       (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM practice_months) AS months,
       (SELECT count(*) FROM practice_days) AS days,
       (SELECT count(*) FROM practice_sessions) AS sessions,
       (SELECT count(*) FROM practice_laps) AS laps, (SELECT count(*) FROM import_jobs) AS jobs,
       (SELECT count(*) FROM import_job_days) AS job_days`,
  );
  return Object.fromEntries(Object.entries(counts!).map(([name, count]) => [name, Number(count)]));
}

/** Dates with their sessions, newest first, from the database alone. */
async function servedDays(trackside: Trackside): Promise<[string, number][]> {
  const found = dataOf(
    await get<EventsSearchResult>(
      trackside,
      `/events/search?track_id=${trackId(SLUG)}&start_date=2025-10-01&end_date=2025-11-18` +
        '&include_practice_days=true',
    ),
  );
  return [...found.practice_days!, ...found.discovered_practice_days!]
    .sort((a, b) => (a.date < b.date ? 1 : -1))
    .map((day) => [day.date, day.session_count]);
}

describe.each([
  ['8593fb3', { ...DISCOVERED, ...NOTHING }],
  ['551dc0c', { ...DISCOVERED, ...NOTHING }],
  ['72e83cb', { ...DISCOVERED, ...TWO_DAYS }],
  ['39bfaad', { ...DISCOVERED, ...TWO_DAYS }],
])('a database that %s left behind', (commit, rows) => {
  const simulator = new Simulator({ tracks: 12, today: '2025-11-20' });
  let databaseUrl: string;
  let trackside: Trackside;

  beforeAll(async () => {
    const liverc = await simulator.start();
    databaseUrl = await restoreDatabase(commit);
    trackside = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(trackside);
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  it('has the schema of a new one, and is ready', async () => {
    const fresh = await createDatabase();
    await migrateDatabase(fresh, { info: () => {}, error: () => {} }, SCHEMA);

    expect(await schemaDetails(databaseUrl)).toEqual(await schemaDetails(fresh));
    expect((await trackside.agent.get('/readyz')).status).toBe(200);
  });

  it('has lost nothing, and serves its days without asking LiveRC', async () => {
    simulator.requests.clear();

    expect(await countRows(databaseUrl)).toEqual(rows);
    expect(await servedDays(trackside)).toEqual(SERVED_DAYS);
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('tells what was imported and how that ended', async () => {
    const jobs = await query<{ id: string }>(databaseUrl, 'SELECT id FROM import_jobs');
    const ends = jobs.map(async ({ id }) => dataOf(await get<Job>(trackside, `/jobs/${id}`)).state);

    expect(await Promise.all(ends)).toEqual(jobs.map(() => 'completed'));
  });

  it('takes further days with all their laps, and days it had again', async () => {
    for (const date of ['2025-10-20', '2025-10-19']) {
      const eventId = await importDay(trackside, SLUG, date);

      expect(await storedSessions(databaseUrl, eventId)).toEqual(
        trueSessions(simulator, SLUG, date),
      );
    }
    expect(await servedDays(trackside)).toEqual(SERVED_DAYS);
    const { driver_name: name } = simulator.truth.day(SLUG, '2025-10-20')!.sessions[0]!;
    const found = await get(
      trackside,
      `/drivers?track_id=${trackId(SLUG)}&name=${encodeURIComponent(name)}`,
    );
    expect(found.body).toMatchObject({ data: { name } });
  });
});
