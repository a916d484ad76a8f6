import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { freePort } from './support/free-port.js';
import { type TracksideProcess, TracksideProcesses } from './support/processes.js';
import { createDatabase, query, trackId, until } from './support/trackside.js';

const MAIN = join(import.meta.dirname, '../../dist/server/apps/api/src/main.js');

/** Each stands in one place alone, so that one that is found tells where it leaked. */
const SECRETS = {
  database: 'Pw-database-1f',
  redis: 'Pw-redis-2f',
  proxy: 'Pw-proxy-3f',
  bearer: 'Tk-bearer-4f',
  basic: 'Tk-basic-5f',
  cookie: 'Tk-cookie-6f',
  key: 'Tk-key-7f',
  token: 'Tk-token-8f',
};
const BASIC = Buffer.from(`me:${SECRETS.basic}`).toString('base64');

/** A URL of the database for a role that has this password alone. */
async function withPassword(databaseUrl: string, password: string): Promise<string> {
  const role = `secretive_${randomUUID().replaceAll('-', '')}`;
  await query(databaseUrl, `CREATE ROLE ${role} LOGIN SUPERUSER PASSWORD '${password}'`);
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

describe('a secret', () => {
  const simulator = new Simulator({ tracks: 30 });
  const processes = new TracksideProcesses();
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: TracksideProcess;
  const answers: string[] = [];

  beforeAll(async () => {
    liverc = await simulator.start();
    databaseUrl = await createDatabase();
    trackside = await processes.start({
      databaseUrl: await withPassword(databaseUrl, SECRETS.database),
      liverc: { ...liverc, baseUrl: 'http://{slug}.liverc.test' },
      env: {
        LOG_LEVEL: 'trace',
        REDIS_URL: `redis://:${SECRETS.redis}@127.0.0.1:${await freePort()}`,
        HTTP_PROXY: `http://me:${SECRETS.proxy}@127.0.0.1:1`,
      },
    });
  }, 90_000);

  afterAll(async () => {
    processes.killAll();
    await simulator.stop();
  });

  /** The lines and answers in which a secret stands. */
  const told = (): string[] =>
    [...trackside.log().split('\n'), ...answers].filter((line) =>
      Object.values(SECRETS).some((secret) => line.includes(secret)),
    );

  /** Sends the secrets that a caller has, to an address that holds two more. */
  async function ask(path: string, headers: Record<string, string> = {}, body?: object) {
    const url = `${path}${path.includes('?') ? '&' : '?'}key=${SECRETS.key}&token=${SECRETS.token}`;
    const asked = body ? trackside.agent.post(url).send(body) : trackside.agent.get(url);
    const answer = await asked.set({
      authorization: `Bearer ${SECRETS.bearer}`,
      cookie: `session=${SECRETS.cookie}`,
      ...headers,
    });
    answers.push(JSON.stringify([answer.status, answer.headers, answer.text]));
    return answer.status;
  }

  it('of a caller stands in no log line and in no failure, whatever is answered', async () => {
    const statuses = [
      await ask('/api/v1/tracks'),
      await ask('/api/v1/tracks', { authorization: `Basic ${BASIC}` }),
      await ask('/api/v1/tracks', { accept: 'application/problem+json' }),
      await ask('/api/v1/nothing'),
      await ask(`/api/v1/tracks/${trackId('tallowick')}`, {}, {}),
      await ask('/api/v1/tracks', { origin: 'https://evil.example' }),
      await ask('/api/v1/tracks', { host: 'evil.example' }),
      await ask('/api/v1/%E0%A4%A'),
      await ask('/'),
    ];

    expect(statuses).toEqual([400, 400, 400, 404, 405, 403, 403, 400, 200]);
    await until(() => trackside.log().includes('"url":"/api/v1/nothing?key=…&token=…"'));
    expect(trackside.log()).not.toContain(BASIC);
    expect(told()).toEqual([]);
  });

  it('of a proxy or of Redis stands in none, also where neither is there', async () => {
    const body = { track_id: trackId('tallowick'), months: [{ year: 2025, month: 9 }] };
    const answer = await trackside.agent.post('/api/v1/practice-days/discover-range').send(body);
    answers.push(JSON.stringify(answer.body), (await trackside.agent.get('/api/v1/status')).text);
    answers.push((await trackside.agent.get('/metrics')).text);

    expect(answer.body).toMatchObject({
      error: { message: expect.stringContaining('through the proxy 127.0.0.1:1') },
    });
    await until(() => /redis/i.test(trackside.log()));
    expect(told()).toEqual([]);
  });

  it('of the database stands in none when the database is gone', async () => {
    const { pathname } = new URL(databaseUrl);
    const server = process.env['TEST_POSTGRES_URL']!;
    await query(server, `DROP DATABASE ${pathname.slice(1)} WITH (FORCE)`);
    const answer = await trackside.agent.get('/api/v1/tracks?q=tallow');
    answers.push(JSON.stringify(answer.body));

    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(told()).toEqual([]);
  });

  it('of the database is not told by a start that fails for it', async () => {
    const url = `postgresql://me:${SECRETS.database}@127.0.0.1:${await freePort()}/trackside`;
    const child = spawn(process.execPath, [MAIN], {
      env: { PORT: '0', LOG_LEVEL: 'trace', DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    const [status] = (await once(child, 'close')) as [number];

    expect(status).toBe(1);
    expect(output).toContain('127.0.0.1');
    expect(output).not.toContain(SECRETS.database);
  });
});
