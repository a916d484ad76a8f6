import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { discoverRange } from './support/requests.js';
import { freePort } from './support/free-port.js';
import {
  createDatabase,
  pagesAsked,
  query,
  startTrackside,
  trackId,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { monthsAgo } from './support/truth.js';

// Whole months: what lies half in a range is not complete, and never cached.
const body = { track_id: trackId('tallowick'), months: [1, 2, 3, 4].map(monthsAgo) };
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

describe('Redis as second tier of the cache', () => {
  const simulator = new Simulator({ tracks: 30 });
  let liverc: SimulatorAddress;

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  afterAll(() => simulator.stop());

  it('is not missed when it is down: the answers are the same, and come from memory', async () => {
    const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
    const trackside = await startTrackside(await createDatabase(), liverc, { REDIS_URL });
    await untilCatalogueIsRead(trackside);

    const cold = await discoverRange(trackside, body);
    simulator.requests.clear();
    const warm = await discoverRange(trackside, body);
    await trackside.close();

    expect(cold.complete).toBe(true);
    expect(warm.practice_days).toEqual(cold.practice_days);
    expect(warm.months.some(({ source }) => source === 'cache')).toBe(true);
    expect(pagesAsked(simulator)).toBe(0);
  });

  const withRedis = hasRedis ? it : it.skip;

  withRedis('shares months among replicas', async () => {
    const port = await freePort();
    const redis = spawn('redis-server', [
      '--port',
      String(port),
      '--save',
      '',
      '--bind',
      '127.0.0.1',
    ]);
    const ready = new Promise<void>((resolve) => {
      redis.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve());
    });
    await ready;
    const databaseUrl = await createDatabase();
    const environment = { REDIS_URL: `redis://127.0.0.1:${port}` };
    const one = await startTrackside(databaseUrl, liverc, environment);
    await untilCatalogueIsRead(one);
    const cold = await discoverRange(one, body);

    let shared = cold;
    await until(async () => {
      // Only the shared cache can know the months now; on a busy machine it may be too slow once.
      await query(databaseUrl, 'TRUNCATE practice_days CASCADE; TRUNCATE practice_months');
      const other = await startTrackside(databaseUrl, liverc, environment);
      shared = await discoverRange(other, body);
      await other.close();
      return shared.months.every(({ source, covered }) => covered || source === 'cache');
    });
    redis.kill();
    await once(redis, 'exit');
    await until(async () => (await discoverRange(one, body)).complete);
    await one.close();

    expect(shared.practice_days).toEqual(cold.practice_days);
    expect(shared.practice_days.length).toBeGreaterThan(0);
  });
});
