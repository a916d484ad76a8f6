import { jest } from '@jest/globals';
import type { IngestRangeResult } from '@trackside/contracts';
import { JobQueue } from '@trackside/jobs';
import { PracticeImports } from '@trackside/practice-days';
import {
  DAY_QUEUE as DAYS,
  RANGE_QUEUE as RANGES,
} from '../../libs/practice-days/src/import/practice-imports.js';
import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import { untilJobEnds } from './support/imports.js';
import { dataOf, post, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';

const TRACKS = ['tallowick', 'marrowgate'];
const DAY_QUEUE = DAYS.name;
const IMPORT_QUEUES = [DAYS.name, RANGES.name];

describe('imports of many ranges at once', () => {
  const stage = trackside({
    environment: { DISCOVER_RANGE_MONTHS_CAP: '1' },
    simulator: { tracks: 30, today: '2025-10-31' },
    keepsData: true,
  });
  const { simulator } = stage;

  /** Counts what is handed to the queue of days, one by one or many at a time. */
  const countHanded = (): { days: () => number; statements: () => number } => {
    const one = jest.spyOn(JobQueue.prototype, 'send');
    const many = jest.spyOn(JobQueue.prototype, 'sendAll');
    return {
      days: () =>
        one.mock.calls.filter(([queue]) => queue === DAY_QUEUE).length +
        many.mock.calls
          .filter(([queue]) => queue === DAY_QUEUE)
          .reduce((sum, [, jobs]) => sum + jobs.length, 0),
      // On the hour others send jobs of theirs.
      statements: () =>
        [...one.mock.calls, ...many.mock.calls].filter(([queue]) => IMPORT_QUEUES.includes(queue))
          .length,
    };
  };

  afterEach(() => {
    jest.restoreAllMocks();
    simulator.faults.set([]);
  });

  it('hand each day to the queue once, however many parts are listed', async () => {
    // Nothing ends meanwhile: every day stays wanted.
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'delay', ms: 1000 } }]);
    const imports = stage.app.get(PracticeImports, { strict: false });
    // The tick of every minute would count, too; it holds its own method, but not this one.
    const tick = jest.spyOn(imports, 'queueWanted').mockResolvedValue();
    const handed = countHanded();

    const jobs = await Promise.all(
      TRACKS.map(async (slug) => {
        const body = { track_id: trackId(slug), start_date: '2025-06-01', end_date: '2025-10-31' };
        return dataOf(await post<IngestRangeResult>(stage, '/practice-days/ingest-range', body));
      }),
    );
    const listed = `SELECT FROM import_jobs WHERE listed_at IS NULL`;
    await until(async () => (await stage.query(listed)).length === 0, 50_000);

    const days = await stage.query('SELECT FROM import_job_days');
    expect(days.length).toBeGreaterThan(20);
    expect(handed.days()).toBe(days.length);
    // A job each for its listing, and one statement for the days of each of its five parts.
    expect(handed.statements()).toBeLessThanOrEqual(2 + 2 * 5);
    tick.mockRestore();
    await Promise.all(jobs.map(({ job_id }) => remove(stage, `/jobs/${job_id}`)));
  });

  it('are taken up again, many days at a time, when the queue knows nothing of them', async () => {
    const body = {
      track_id: trackId('tallowick'),
      start_date: '2025-06-01',
      end_date: '2025-10-31',
    };
    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', body),
    );
    const listed = `SELECT FROM import_jobs WHERE listed_at IS NULL`;
    await until(async () => (await stage.query(listed)).length === 0, 50_000);
    await stage.query(`DELETE FROM pgboss.job WHERE name = '${DAY_QUEUE}' AND state < 'active'`);
    const handed = countHanded();

    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();

    expect(handed.days()).toBeGreaterThan(0);
    // One for days, one for listings.
    expect(handed.statements()).toBe(2);
    expect((await untilJobEnds(stage, job_id)).state).toBe('completed');
  });
});
