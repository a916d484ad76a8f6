import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { freePort } from './support/free-port.js';
import { discoverRange, readEvents } from './support/requests.js';
import {
  createDatabase,
  query,
  trackId,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const MAIN = join(import.meta.dirname, '../../dist/server/apps/api/src/main.js');
const SLUG = 'tallowick';

/** A process of its own, as `npm start` runs it. */
interface TracksideProcess extends Pick<Trackside, 'url'> {
  child: ChildProcess;
  log(): string;
}

describe('a process of Trackside', () => {
  const simulator = new Simulator({ tracks: 30 });
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  const started: ChildProcess[] = [];

  beforeAll(async () => {
    if (!existsSync(MAIN)) throw new Error('build the server first: npm run build');
    liverc = await simulator.start();
  });

  beforeEach(async () => {
    simulator.faults.clear();
    databaseUrl = await createDatabase();
  });

  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  afterAll(() => simulator.stop());

  async function start(): Promise<TracksideProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [MAIN], {
      env: {
        PORT: String(port),
        DATABASE_URL: databaseUrl,
        LIVERC_BASE_URL: liverc.baseUrl,
        LIVERC_CATALOGUE_URL: liverc.catalogueUrl,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.push(child);
    let log = '';
    child.stdout.on('data', (chunk) => (log += String(chunk)));
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    const url = `http://127.0.0.1:${port}`;
    await until(() =>
      fetch(`${url}/readyz`).then(
        (response) => response.ok,
        () => false,
      ),
    );
    const trackside = { url, child, log: () => log };
    await untilCatalogueIsRead(trackside as unknown as Trackside);
    return trackside;
  }

  const asTrackside = (running: TracksideProcess) => running as unknown as Trackside;

  it('ends within ten seconds of SIGTERM although a stream is open and LiveRC hangs', async () => {
    const running = await start();
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const stream = readEvents(asTrackside(running), { track_id: trackId(SLUG) }).catch(() => null);
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
    const truth = trueDays(simulator, SLUG, daysBefore(today, 180), today);
    simulator.requests.clear();
    simulator.faults.set([{ match: { page: 'day' }, after: 8, effect: { type: 'hang' } }]);
    const stream = readEvents(asTrackside(running), { track_id: trackId(SLUG) }).catch(() => null);
    await until(async () => (await readDays(databaseUrl)) >= 6);

    running.child.kill('SIGKILL');
    await stream;
    await until(() => simulator.requests.counts().in_flight === 0);
    const kept = await readDays(databaseUrl);
    simulator.faults.clear();
    simulator.requests.clear();
    const next = await start();
    const result = await discoverRange(asTrackside(next), { track_id: trackId(SLUG) });

    expect(result.practice_days).toEqual(truth);
    expect(result.complete).toBe(true);
    expect(kept).toBeGreaterThanOrEqual(6);
    expect(simulator.requests.count({ page: 'day' })).toBe(truth.length - kept);
  });

  it('logs each month with its source and duration, and each request with its id', async () => {
    const running = await start();

    await fetch(`${running.url}/api/v1/practice-days/discover-range`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': 'a-request-of-mine' },
      body: JSON.stringify({ track_id: trackId(SLUG) }),
    });
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
