import { randomUUID } from 'node:crypto';
import type { ImportJob, JobDay } from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { ImportJobStore } from '../../libs/practice-days/src/import/import-job-store.js';
import { findJob, readJobEvents } from './support/imports.js';
import { remove } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  trackId,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';

const DAYS = 303;
const STEPS = 8;

describe('the stream of a job of hundreds of days', () => {
  const simulator = new Simulator({ tracks: 30 });
  const track_id = trackId('tallowick');
  let databaseUrl: string;
  let trackside: Trackside;

  beforeAll(async () => {
    const liverc = await simulator.start();
    databaseUrl = await createDatabase();
    const first = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(first);
    await first.close();
    // Nobody works on the job: the test says how far it is.
    trackside = await startTrackside(databaseUrl, liverc, { LIVERC_ENABLED: 'false' });
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  const createJob = async (days: number): Promise<string> => {
    const id = randomUUID();
    await trackside.app.get(ImportJobStore, { strict: false }).create({
      id,
      trackId: track_id,
      createdAt: new Date(),
      range: null,
      days: Array.from({ length: days }, (_, index) => ({
        id: randomUUID(),
        date: new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10),
      })),
    });
    return id;
  };

  /** Ends one day after the other, each when the one before is known; then cancels the rest. */
  const goOn = async (id: string, steps: number, seen: () => number): Promise<void> => {
    for (let step = 1; step <= steps; step += 1) {
      await until(() => seen() >= step);
      await query(
        databaseUrl,
        `UPDATE import_job_days SET state = 'completed', ended_at = now() WHERE job_id = '${id}'
         AND date = date '2025-01-01' + ${step}`,
      );
    }
    await until(() => seen() > steps);
    await remove(trackside, `/jobs/${id}`);
  };

  it('tells the whole job first and last, and in between what has changed', async () => {
    const id = await createJob(DAYS);
    const job = await findJob(trackside, id);
    let text = '';
    const response = await fetch(`${trackside.url}/api/v1/jobs/${id}/events`);
    const going = goOn(id, STEPS, () => text.split('\n\n').length - 1);
    for await (const part of response.body!.pipeThrough(new TextDecoderStream())) text += part;
    await going;

    const records = text
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map(
        (line) => JSON.parse(line.slice(6)) as { type: string; changed_days: JobDay[] } & ImportJob,
      );
    const types = records.map(({ type }) => type);
    expect(types[0]).toBe('progress');
    expect(types.at(-1)).toBe('done');
    expect(types).toContain('changed');
    for (const { type, days } of records) {
      if (type !== 'changed') expect([type, days.length]).toEqual([type, DAYS]);
    }
    expect(text.length).toBeLessThan(3.5 * JSON.stringify(job).length);
  });

  it('tells by days what a client can put together to the whole job', async () => {
    const id = await createJob(DAYS);
    let seen = 0;
    const following = readJobEvents(trackside, id, () => (seen += 1));
    await goOn(id, 3, () => seen);
    const records = await following;

    const days = new Map<string, JobDay>();
    let totals: unknown = null;
    for (const record of records.slice(0, -1)) {
      if (record.type === 'heartbeat') continue;
      const told = record.type === 'changed' ? record.changed_days : record.days;
      for (const day of told) days.set(day.date, day);
      totals = record.days_ended;
    }
    expect([...days.values()].filter(({ state }) => state === 'completed')).toHaveLength(3);
    expect(totals).toBe(3);
  });

  it('tells a job of a few days as a whole each time', async () => {
    const id = await createJob(5);
    let seen = 0;
    const following = readJobEvents(trackside, id, () => (seen += 1));
    await goOn(id, 3, () => seen);

    expect((await following).map(({ type }) => type)).toEqual([
      'progress',
      'progress',
      'progress',
      'progress',
      'done',
    ]);
  });
});
