import { setTimeout as pause } from 'node:timers/promises';
import type { StatusResult } from '@trackside/contracts';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { Follower } from '../../scripts/bench/followers.mjs';
import { type TracksideProcess, TracksideProcesses } from './support/processes.js';
import { get } from './support/requests.js';
import { createDatabase, trackId, until } from './support/trackside.js';

const SLUG = 'tallowick';
const TODAY = new Date().toISOString().slice(0, 10);
const FOLLOWERS = 100;
const INTERVAL_SECONDS = 4;
/** A thousand of them, and within interval + 2 s: `npm run bench running`. Here others want the cores. */
const PATIENCE_MS = 60_000;

describe('a running day with many followers on two replicas', () => {
  const simulator = new Simulator({ tracks: 30, today: TODAY });
  const processes = new TracksideProcesses();
  const followers = Array.from({ length: FOLLOWERS }, () => new Follower(trackId(SLUG)));
  let apis: TracksideProcess[];

  const sessions = (): string[] =>
    simulator.truth.day(SLUG, TODAY)!.sessions.map((session) => session.source_session_id);
  const dayPages = (): number => simulator.requests.counts().by_page.day ?? 0;

  /** A session appears; resolves when everybody has it with its laps. */
  const upload = async (meanwhile: () => void = () => undefined): Promise<void> => {
    const known = new Set(sessions());
    simulator.lateUpload(SLUG, TODAY, 1);
    const [added = ''] = sessions().filter((id) => !known.has(id));
    await until(() => {
      meanwhile();
      return followers.every(({ readAt }) => readAt.has(added));
    }, PATIENCE_MS);
  };

  beforeAll(async () => {
    const liverc: SimulatorAddress = await simulator.start();
    const databaseUrl = await createDatabase();
    const env = {
      LIVE_DAY_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
      PREFETCH_REQUESTS_PER_DAY: '0',
    };
    simulator.lateUpload(SLUG, TODAY, 2);
    await processes.start({ databaseUrl, liverc, env });
    const start = () => processes.start({ databaseUrl, liverc, env: { ...env, ROLE: 'api' } });
    apis = await Promise.all([start(), start()]);
    followers.forEach((follower, place) => follower.follow(apis[place % 2]!.url));
    await until(() => followers.every(({ readAt }) => readAt.size >= 2), PATIENCE_MS);
  });

  afterAll(async () => {
    for (const follower of followers) follower.leave();
    processes.killAll();
    await simulator.stop();
  });

  it('costs one day page a look, and each session is told to all with its laps', async () => {
    const [asked, startedAt] = [dayPages(), performance.now()];
    await upload();
    await upload();
    const intervals = (performance.now() - startedAt) / (INTERVAL_SECONDS * 1000);

    expect(dayPages() - asked).toBeLessThanOrEqual(Math.floor(intervals) + 1);
    const pages = simulator.requests.records({ page: 'session' }).map(({ url }) => url);
    expect(new Set(pages).size).toBe(pages.length);
  });

  it('goes on without a pause when the replica that looks is killed with -9', async () => {
    simulator.faults.set([{ match: { page: 'day' }, times: 1, effect: { type: 'hang' } }]);
    let looking = -1;
    await until(async () => {
      const statuses = await Promise.all(apis.map((api) => get<StatusResult>(api, '/status')));
      looking = statuses.findIndex(({ body }) => body.success && body.data.queue.in_flight > 0);
      return looking >= 0;
    }, PATIENCE_MS);
    const begun = followers.map((follower) => follower.count('day'));
    const [asked, killedAt] = [dayPages(), performance.now()];
    apis[looking]!.child.kill('SIGKILL');
    await until(() => dayPages() > asked, PATIENCE_MS);
    const lookedAt = performance.now();
    await upload(() => {
      for (const each of followers) if (each.isCut) each.follow(apis[1 - looking]!.url);
    });

    // A look is leased for ten seconds; that its process is dead shows before.
    expect(lookedAt - killedAt).toBeLessThan(9_000);
    expect(followers.every((each, place) => each.count('day') > begun[place]!)).toBe(true);
    expect(followers.filter(({ isCut }) => isCut)).toEqual([]);
  });

  it('is asked for nothing after the last one has left', async () => {
    for (const follower of followers) follower.leave();
    await until(() => simulator.requests.counts().in_flight === 0);
    await pause(1_000);
    const { total } = simulator.requests.counts();
    await pause(2 * INTERVAL_SECONDS * 1000);

    expect(simulator.requests.counts().total).toBe(total);
  });
});
