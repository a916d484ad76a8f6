import type { IngestRangeResult } from '@trackside/contracts';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import {
  ingest,
  newestDays,
  storedSessions,
  trueSessions,
  untilJobEnds,
} from './support/imports.js';
import { TracksideProcesses } from './support/processes.js';
import { dataOf, post } from './support/requests.js';
import {
  createDatabase,
  query,
  trackId,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';

const SLUG = 'tallowick';

describe('an import that is interrupted', () => {
  const simulator = new Simulator({ tracks: 30, latency: { medianMs: 30, sigma: 0.5 } });
  const processes = new TracksideProcesses();
  let liverc: SimulatorAddress;
  let databaseUrl: string;

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  beforeEach(async () => {
    simulator.faults.clear();
    databaseUrl = await createDatabase();
  });

  afterEach(() => processes.killAll());
  afterAll(() => simulator.stop());

  const start = () => processes.start({ databaseUrl, liverc });

  async function countLaps(): Promise<{ sessions: number; laps: number }> {
    const [counts] = await query<{ sessions: number; laps: number }>(
      databaseUrl,
      `SELECT (SELECT count(*)::integer FROM practice_sessions WHERE laps_read_at IS NOT NULL)
         AS sessions, (SELECT count(*)::integer FROM practice_laps) AS laps`,
    );
    return counts!;
  }

  it('by three kills goes on by itself, nothing doubled, nothing half', async () => {
    const dates = newestDays(simulator, SLUG, 10);
    const total = dates
      .map((date) => simulator.truth.day(SLUG, date)!.sessions.length)
      .reduce((sum, count) => sum + count, 0);
    const body = { track_id: trackId(SLUG), dates };
    let running = await start();
    const { job_id } = dataOf(
      await post<IngestRangeResult>(running, '/practice-days/ingest-range', body),
    );

    for (const part of [0.2, 0.45, 0.7]) {
      await until(async () => (await countLaps()).sessions >= total * part, 60_000);
      running.child.kill('SIGKILL');
      await until(() => simulator.requests.counts().in_flight === 0);
      running = await start();
    }
    const job = await untilJobEnds(running, job_id);

    expect(job).toMatchObject({ state: 'completed', days_ended: 10, sessions_read: total });
    for (const { date, event_id } of job.days) {
      expect(await storedSessions(databaseUrl, event_id!)).toEqual(
        trueSessions(simulator, SLUG, date),
      );
    }
  }, 240_000);

  it('by SIGTERM takes nothing for a failure of LiveRC, and goes on after the next start', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    const sessions = simulator.truth.day(SLUG, date)!.sessions.length;
    simulator.faults.set([{ match: { page: 'session' }, after: 2, effect: { type: 'hang' } }]);
    const running = await start();
    const body = { track_id: trackId(SLUG), date };
    const { job_id } = dataOf(
      await post<{ job_id: string }>(running, '/practice-days/ingest', body),
    );
    await until(async () => (await countLaps()).sessions === 2);

    running.child.kill('SIGTERM');
    await until(() => running.child.exitCode !== null);
    const failed = await query(
      databaseUrl,
      'SELECT FROM practice_sessions WHERE laps_error_code IS NOT NULL',
    );
    simulator.faults.clear();
    const job = await untilJobEnds(await start(), job_id);

    expect(failed).toEqual([]);
    expect(job).toMatchObject({ state: 'completed', sessions_read: sessions });
  });

  it('is done by a worker for an API that does not work itself, and told by the API', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    const [api] = await Promise.all([
      processes.start({ databaseUrl, liverc, env: { ROLE: 'api' }, knowsCatalogue: false }),
      processes.start({ databaseUrl, liverc, env: { ROLE: 'worker' }, knowsCatalogue: false }),
    ]);
    await untilCatalogueIsRead(api);

    const { job_id, event_id } = dataOf(await ingest(api, SLUG, date));
    const job = await untilJobEnds(api, job_id);

    expect(job.state).toBe('completed');
    expect(await storedSessions(databaseUrl, event_id)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });
});
