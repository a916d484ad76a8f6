import { once } from 'node:events';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { TracksideProcesses } from './support/processes.js';
import { discoverRange, readEvents } from './support/requests.js';
import { createDatabase, query, trackId, until } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

describe('a process of Trackside', () => {
  const simulator = new Simulator({ tracks: 30 });
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  const processes = new TracksideProcesses();

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

  it('ends within ten seconds of SIGTERM although a stream is open and LiveRC hangs', async () => {
    const running = await start();
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const stream = readEvents(running, { track_id: trackId(SLUG) }).catch(() => null);
    await until(() => simulator.requests.count({ page: 'calendar' }) > 0);

    const askedAt = performance.now();
    running.child.kill('SIGTERM');
    const [status] = (await once(running.child, 'exit')) as [number | null];
    await stream;

    expect(status).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
  });

  it('killed in mid-discovery keeps what was read; the next one asks only for the rest', async () => {
    const running = await start();
    const today = latestToday();
    const range = { start_date: daysBefore(today, 180), end_date: today };
    const truth = trueDays(simulator, SLUG, range.start_date, range.end_date);
    simulator.requests.clear();
    simulator.faults.set([{ match: { page: 'day' }, after: 8, effect: { type: 'hang' } }]);
    const stream = readEvents(running, { track_id: trackId(SLUG), ...range }).catch(() => null);
    await until(async () => (await readDays(databaseUrl)) >= 6);

    running.child.kill('SIGKILL');
    await stream;
    await until(() => simulator.requests.counts().in_flight === 0);
    const kept = await readDays(databaseUrl);
    simulator.faults.clear();
    simulator.requests.clear();
    const next = await start();
    const result = await discoverRange(next, { track_id: trackId(SLUG), ...range });

    expect(result.practice_days).toEqual(truth);
    expect(result.complete).toBe(true);
    expect(kept).toBeGreaterThanOrEqual(6);
    expect(simulator.requests.count({ page: 'day' })).toBe(truth.length - kept);
  });

  it('logs each month with its source and duration, and each request with its id', async () => {
    const running = await start();

    await running.agent
      .post('/api/v1/practice-days/discover-range')
      .set('x-request-id', 'a-request-of-mine')
      .send({ track_id: trackId(SLUG) });
    await until(() => running.log().includes('request completed'));

    const lines = running
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const month = lines.find(({ msg }) => msg === 'month discovered');
    expect(month).toMatchObject({ track: SLUG, source: 'liverc', durationMs: expect.any(Number) });
    expect(month).toMatchObject({ req: { id: 'a-request-of-mine' } });
  });
});

async function readDays(databaseUrl: string): Promise<number> {
  const [row] = await query<{ days: number }>(
    databaseUrl,
    'SELECT count(*)::integer AS days FROM practice_days WHERE NOT needs_reading',
  );
  return row!.days;
}
