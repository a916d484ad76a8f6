import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
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
}, 60_000);

onLinux('a start with a setting that is wrong', () => {
  it.each<[string, () => Promise<Record<string, string>>, string]>([
    [
      'a database that nobody serves',
      async () => ({ DATABASE_URL: urlAt(await findFreePort()) }),
      'nothing listens at 127.0.0.1:',
    ],
    [
      'a database on a host that is not known',
      async () => ({ DATABASE_URL: `postgres://me:${SECRET}@no-such-host.invalid/laps` }),
      'the host of no-such-host.invalid:5432',
    ],
    [
      'something else where the database should be',
      async () => ({
        DATABASE_URL: urlAt(await listen((socket) => socket.end('HTTP/1.1 400\r\n'))),
      }),
      'DATABASE_URL: ',
    ],
    [
      'a database that hangs up',
      async () => ({ DATABASE_URL: urlAt(await listen((socket) => socket.destroy())) }),
      'is it a PostgreSQL?',
    ],
    [
      'a password that is wrong',
      async () => ({ DATABASE_URL: TEST_URL.replace(/:[^:@]+@/, `:${SECRET}@`) }),
      'refuses this user with this password',
    ],
    [
      'a database that is not there',
      async () => ({ DATABASE_URL: TEST_URL.replace(/postgres$/, 'no_such_laps') }),
      'has no database "no_such_laps"',
    ],
    [
      'SSL that the database has not',
      async () => ({ DATABASE_URL: `${TEST_URL}?sslmode=verify-full` }),
      'does not support SSL',
    ],
    [
      'a PostgreSQL that is too old',
      async () => ({ DATABASE_URL: urlAt(await listen(answerAsPostgres14)) }),
      'is version 14.9, but Trackside needs 15 or newer',
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
      'the address of a database of another kind',
      async () => ({ DATABASE_URL: `mysql://u:${SECRET}@h/db`, REDIS_URL: `u:${SECRET}@h` }),
      'begins with "mysql://"',
    ],
  ])(
    'says what to do about %s, in a sentence and at once',
    async (_, env, sentence) => {
      const copy = await TracksideProcess.launch({ env: await env() });
      const status = await copy.exited;

      expect(copy.output).toContain(sentence);
      expect(copy.said.length).toBeLessThanOrEqual(4);
      expect(copy.output).not.toContain('    at ');
      expect(copy.output).not.toContain(SECRET);
      expect(copy.output).not.toContain('Trackside is running');
      expect(status).not.toBe(0);
    },
    30_000,
  );

  it('waits for a PostgreSQL that is starting up', async () => {
    let asked = 0;
    const port = await listen((socket) => {
      asked += 1;
      if (asked < 3) refuse(socket, '57P03', 'the database system is starting up');
      else refuse(socket, '28P01', 'no');
    });
    const copy = await TracksideProcess.launch({ env: { DATABASE_URL: urlAt(port) } });
    await copy.exited;

    expect(copy.output).toContain(
      `PostgreSQL at 127.0.0.1:${port} is starting up; waiting for it.`,
    );
    expect(asked).toBe(3);
  }, 30_000);
});

onLinux('a start', () => {
  it('with PORT=0 says the port that it was given', async () => {
    const copy = await TracksideProcess.start({ port: 0 });
    const url = /running at (http:\/\/127\.0\.0\.1:[1-9]\d+)\//.exec(copy.output)?.[1];

    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ success: true });
  }, 60_000);

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
    60_000,
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

/** A message of PostgreSQL's protocol: its letter, its length, its fields. */
function message(letter: string, ...fields: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(fields.map((field) => Buffer.from(field)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

function refuse(socket: Socket, code: string, text: string): void {
  socket.once('data', () => socket.end(message('E', `SFATAL\0C${code}\0M${text}\0\0`)));
}

/** Lets everybody in, and answers whatever it is asked with its version. */
function answerAsPostgres14(socket: Socket): void {
  const ready = message('Z', 'I');
  const column = (name: string, type: number) =>
    Buffer.concat([
      Buffer.from(`${name}\0`),
      Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, type]),
      NO_SIZE,
    ]);
  const row = message('T', Buffer.from([0, 2]), column('number', 23), column('version', 25));
  const values = message('D', Buffer.from([0, 2]), value('140009'), value('14.9'));
  const answer = Buffer.concat([row, values, message('C', 'SELECT 1\0'), ready]);
  let known = false;
  socket.on('data', () => {
    socket.write(known ? answer : Buffer.concat([message('R', Buffer.alloc(4)), ready]));
    known = true;
  });
}

/** Of a column: its size, its modifier, and that it is told as text. */
const NO_SIZE = Buffer.from([0, 4, 255, 255, 255, 255, 0, 0]);

function value(text: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length);
  return Buffer.concat([length, Buffer.from(text)]);
}
