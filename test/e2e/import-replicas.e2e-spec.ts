import { randomUUID } from 'node:crypto';
import type { PracticeSession } from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { DayReadingStore } from '../../libs/practice-days/src/day/day-reading-store.js';
import type { DayReading } from '../../libs/practice-days/src/day/day-reading.js';
import { ingest, newestDays } from './support/imports.js';
import { dataOf } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  trackId,
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

  it('is stored once where both have read it at the same moment', async () => {
    const dates = Array.from(
      { length: 28 },
      (_, day) => `2019-02-${String(day + 1).padStart(2, '0')}`,
    );
    const stores = replicas.map(({ app }) => app.get(DayReadingStore, { strict: false }));

    for (const date of dates) {
      const reading = readingOf(date);
      const saved = await Promise.all(
        stores.flatMap((store) => [1, 2, 3].map(() => store.save(reading, NOTHING_OPEN))),
      );
      expect(saved.map(({ kind }) => kind)).toEqual(Array(6).fill('stored'));
    }

    const stored = `SELECT FROM practice_days WHERE date < '2019-03-01' AND session_count = 1`;
    expect(await query(databaseUrl, stored)).toHaveLength(28);
  });
});

const NOTHING_OPEN = { calendar: false, owners: false };

/** A day page with one session. */
function readingOf(date: string): DayReading {
  const session: PracticeSession = {
    id: randomUUID(),
    source_session_id: date.replaceAll('-', ''),
    driver_name: 'Alder Quist',
    class_name: null,
    transponder: null,
    started_at: `${date}T18:00:00`,
    duration_seconds: 300,
    lap_count: 10,
    fastest_lap_seconds: 28.5,
    average_lap_seconds: 30,
  };
  return {
    id: randomUUID(),
    trackId: trackId(SLUG),
    date,
    order: 1,
    readAt: new Date(),
    sessions: [session],
    unreadableRows: 0,
    printedTotals: null,
    verified: true,
    calendar: null,
    owners: new Map(),
  };
}
