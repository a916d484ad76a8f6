import { Simulator } from '@trackside/simulator';
import { ingest, newestDays } from './support/imports.js';
import { dataOf } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  type Trackside,
  untilCatalogueIsRead,
} from './support/trackside.js';

const SLUG = 'tallowick';

describe('a day that two processes are asked to import at once', () => {
  const simulator = new Simulator({ tracks: 30 });
  let databaseUrl: string;
  let replicas: [Trackside, Trackside];

  beforeAll(async () => {
    const liverc = await simulator.start();
    databaseUrl = await createDatabase();
    const one = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(one);
    replicas = [one, await startTrackside(databaseUrl, liverc)];
    // No job ends meanwhile: one that has ended is no longer the day's.
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'delay', ms: 20_000 } }]);
  });

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await simulator.stop();
  });

  it('has one job, whoever was asked', async () => {
    const days = newestDays(simulator, SLUG, 12);
    const answers = await Promise.all(
      days.flatMap((date) => replicas.map((replica) => ingest(replica, SLUG, date))),
    );
    const jobs = answers.map((answer) => dataOf(answer).job_id);

    expect(days).toHaveLength(12);
    expect(new Set(jobs).size).toBe(12);
    days.forEach((_, index) => expect(jobs[2 * index]).toBe(jobs[2 * index + 1]));
    expect(await query(databaseUrl, 'SELECT FROM import_jobs')).toHaveLength(12);
  });
});
