import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import request from 'supertest';
import {
  TracksideProcess,
  cleanUp,
  findFreePort,
  makeFolder,
  type StartOptions,
} from './trackside-process.js';

/** Processes are looked at through /proc, which only Linux has. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;
const SECRET = 's3cretPW';
const TEST_URL = process.env['TEST_POSTGRES_URL'] ?? '';

const servers: Server[] = [];

afterEach(async () => {
  await cleanUp();
  for (const server of servers.splice(0)) server.close();
});

onLinux('a start where sign-in is required', () => {
  it('prints a link to the first account, and none once somebody has one', async () => {
    const dataDir = await makeFolder();
    const environment = { env: { AUTH_MODE: 'required' }, dataDir };
    const first = await TracksideProcess.start(environment);
    await first.untilSaid(/set-up#token=[\w-]{43}\s/);
    const [link] = /http:\S+#token=\S+/.exec(first.output)!;
    const { origin, hash } = new URL(link);
    const made = await request(origin)
      .post('/api/v1/auth/setup')
      .send({
        token: hash.split('=')[1],
        email: 'ada@club.example',
        password: 'correct horse battery',
      });
    expect([origin, made.status]).toEqual([`http://127.0.0.1:${first.port}`, 201]);
    await TracksideProcess.endAll();

    const again = await TracksideProcess.start(environment);
    await request(`http://127.0.0.1:${again.port}`).get('/api/v1/tracks').expect(401);
    expect(again.output).not.toContain('set-up#token');
  });
});

onLinux('a start with a setting that is wrong', () => {
  it.each<[string, () => Promise<Record<string, string>>, string]>([
    [
      'a database that nobody serves',
      async () => ({ DATABASE_URL: urlAt(await findFreePort()) }),
      'ECONNREFUSED',
    ],
    [
      'a database on a host that is not known',
      async () => ({ DATABASE_URL: `postgres://me:${SECRET}@no-such-host.invalid/laps` }),
      "PostgreSQL at no-such-host.invalid/laps can't be reached",
    ],
    [
      'something else where the database should be',
      async () => ({
        DATABASE_URL: urlAt(await listen((socket) => socket.end('HTTP/1.1 400\r\n'))),
      }),
      'correct DATABASE_URL',
    ],
    [
      'a database that hangs up',
      async () => ({ DATABASE_URL: urlAt(await listen((socket) => socket.destroy())) }),
      'correct DATABASE_URL',
    ],
    [
      'a password that is wrong',
      async () => ({ DATABASE_URL: TEST_URL.replace(/:[^:@]+@/, `:${SECRET}@`) }),
      'correct user, password and database in DATABASE_URL',
    ],
    [
      'a database that is not there',
      async () => ({ DATABASE_URL: TEST_URL.replace(/postgres$/, 'no_such_laps') }),
      'database "no_such_laps" does not exist',
    ],
    [
      'SSL that the database has not',
      async () => ({ DATABASE_URL: `${TEST_URL}?sslmode=verify-full` }),
      'does not support SSL',
    ],
    [
      'a data folder that can not be made',
      async () => ({ DATA_DIR: '/proc/nothere' }),
      "The data folder /proc/nothere/postgres can't be used",
    ],
    [
      'a data folder that is read-only',
      async () => ({ DATA_DIR: '/sys/kernel/nothere' }),
      "can't be used",
    ],
    ['a data folder that is a file', makeFileAsFolder, "can't be used"],
    [
      'a host that is not of this machine',
      async () => ({ HOST: '192.0.2.1', ...TRUSTED }),
      'Set HOST',
    ],
    [
      'the address of a catalogue that is none',
      async () => ({ LIVERC_ENABLED: '', LIVERC_CATALOGUE_URL: `me:${SECRET}@live.example` }),
      'LIVERC_CATALOGUE_URL must be a URL',
    ],
    [
      'a proxy that is none',
      async () => ({ HTTPS_PROXY: `socks5://me:${SECRET}@proxy.example` }),
      'HTTPS_PROXY must be the URL of an HTTP proxy',
    ],
    [
      'the address of a database of another kind',
      async () => ({ DATABASE_URL: `mysql://u:${SECRET}@h/db`, REDIS_URL: `u:${SECRET}@h` }),
      'begins with "mysql://"',
    ],
  ])('says what to do about %s, in a sentence and at once', async (_, env, sentence) => {
    const copy = await TracksideProcess.launch({ env: await env() });
    const status = await copy.exited;

    expect(copy.output).toContain(sentence);
    expect(copy.said.length).toBeLessThanOrEqual(4);
    expect(copy.output).not.toContain('    at ');
    expect(copy.output).not.toContain(SECRET);
    expect(copy.output).not.toContain('Trackside is running');
    expect(status).not.toBe(0);
  });
});

onLinux('a start', () => {
  it('with PORT=0 says the port that it was given', async () => {
    const copy = await TracksideProcess.start({ port: 0 });
    const url = /running at (http:\/\/127\.0\.0\.1:[1-9]\d+)\//.exec(copy.output)?.[1];

    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ success: true });
  }, 240_000);

  it.each<[string, boolean]>([
    ['folder and port', true],
    ['port alone', false],
  ])(
    'at the same moment as another with the same %s: one runs, the other says why it does not',
    async (_, sameFolder) => {
      const port = await findFreePort();
      const dataDir = await makeFolder();
      const other = sameFolder ? dataDir : await makeFolder();
      const options: StartOptions[] = [
        { port, dataDir },
        { port, dataDir: other },
      ];
      const copies = await Promise.all(options.map((each) => TracksideProcess.launch(each)));
      const loser = await Promise.race(copies.map((copy) => copy.exited.then(() => copy)));
      const winner = copies.find((copy) => copy !== loser)!;
      await winner.untilRunning();

      expect(loser.output).toMatch(/another copy of Trackside|is taken/);
      expect(loser.output).not.toContain('Trackside is running');
      expect(loser.output).not.toContain('    at ');
      expect(await loser.exited).not.toBe(0);
      expect(await winner.answers('/readyz')).toBe(true);
    },
  );
});

const TRUSTED = { AUTH_MODE: 'open', AUTH_TRUSTED_BIND: 'true' };

function urlAt(port: number): string {
  return `postgres://me:${SECRET}@127.0.0.1:${port}/laps`;
}

async function makeFileAsFolder(): Promise<Record<string, string>> {
  const path = join(await makeFolder(), 'file');
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, '');
  return { DATA_DIR: path };
}

async function listen(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
