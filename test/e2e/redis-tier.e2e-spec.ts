import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { loadedBy } from './support/loaded-by.js';
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

const started: ChildProcess[] = [];

/** A Redis of its own, on a free port, that keeps nothing on disk. */
async function startRedis(): Promise<{ url: string; port: string; stop(): Promise<void> }> {
  const port = String(await freePort());
  const redis = spawn('redis-server', ['--port', port, '--save', '', '--bind', '127.0.0.1']);
  started.push(redis);
  await new Promise<void>((resolve) => {
    redis.stdout.on('data', (text) => String(text).includes('Ready to accept') && resolve());
  });
  const stop = async (): Promise<void> => {
    redis.kill();
    await once(redis, 'exit');
  };
  return { url: `redis://127.0.0.1:${port}`, port, stop };
}

/** Runs a command of Redis; gives its answer, a value a line. */
function redisCommand(port: string, ...words: string[]): string[] {
  const { stdout } = spawnSync('redis-cli', ['-p', port, ...words], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}

describe('Redis as second tier of the cache', () => {
  const simulator = new Simulator({ tracks: 30 });
  let liverc: SimulatorAddress;

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  afterAll(async () => {
    for (const redis of started) redis.kill();
    await simulator.stop();
  });

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

  it('costs a process nothing that knows of none', async () => {
    const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
    const place = { databaseUrl: await createDatabase(), liverc };

    expect(await loadedBy(place, {})).not.toContain('@redis/client');
    expect(await loadedBy(place, { REDIS_URL })).toContain('@redis/client');
  });

  const withRedis = hasRedis ? it : it.skip;

  withRedis('shares months among replicas', async () => {
    const redis = await startRedis();
    const databaseUrl = await createDatabase();
    const environment = { REDIS_URL: redis.url };
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
    await redis.stop();
    await until(async () => (await discoverRange(one, body)).complete);
    await one.close();

    expect(shared.practice_days).toEqual(cold.practice_days);
    expect(shared.practice_days.length).toBeGreaterThan(0);
  });

  const shapes: [what: string, value: unknown][] = [
    ['a number', 7],
    ['text', 'October'],
    ['a list', []],
    ['an empty object', {}],
    ['a month without days', { fetchedAt: '2025-10-01T00:00:00.000Z', refreshedAt: null }],
    ['days of another shape', { fetchedAt: 'x', refreshedAt: null, days: [{ day: 1 }, null] }],
    ['days under a field that is no list', { fetchedAt: 'x', refreshedAt: null, days: {} }],
  ];

  withRedis('counts a value of another shape as missing, whoever wrote it', async () => {
    const redis = await startRedis();
    const databaseUrl = await createDatabase();
    const one = await startTrackside(databaseUrl, liverc, { REDIS_URL: redis.url });
    await untilCatalogueIsRead(one);
    const cold = await discoverRange(one, body);
    let keys: string[] = [];
    // An answer does not wait for what is kept of it.
    await until(async () => {
      keys = redisCommand(redis.port, 'KEYS', '*practice-month*');
      return keys.length > 0;
    });
    await one.close();

    const told: unknown[] = [];
    for (const value of [...shapes.map(([, value]) => JSON.stringify({ value })), 'no JSON {']) {
      for (const key of keys) redisCommand(redis.port, 'SET', key, value);
      const other = await startTrackside(databaseUrl, liverc, { REDIS_URL: redis.url });
      told.push((await discoverRange(other, body)).practice_days);
      await other.close();
    }
    await redis.stop();

    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(key).toMatch(/practice-month:[0-9a-f]{12}:[0-9a-f-]{36}:\d+/);
    for (const days of told) expect(days).toEqual(cold.practice_days);
  });
});
