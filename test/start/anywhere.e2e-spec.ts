import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BuiltCopy } from './built-copy.js';
import { TracksideProcess, cleanUp, makeFolder, type StartOptions } from './trackside-process.js';

/** Processes are looked at through /proc, which only Linux has. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

const POSTGRES_VARIABLES = {
  PGSSLMODE: 'verify-full',
  PGSSLROOTCERT: '/nowhere/root.crt',
  PGHOST: 'db.example',
  PGPORT: '1',
  PGUSER: 'nobody-here',
  PGPASSWORD: 'wrong',
  PGDATABASE: 'nowhere',
  PGOPTIONS: '-c default_transaction_read_only=on',
  PGDATA: '/nowhere',
  PGCLIENTENCODING: 'LATIN1',
  PGTZ: 'Asia/Tokyo',
};

onLinux('a copy of the project', () => {
  let copy: BuiltCopy;
  let dataDir: string;

  beforeAll(async () => {
    copy = await BuiltCopy.make();
    dataDir = join(await makeFolder(), `data of José "x" % $HOME 'y'`);
  });

  afterEach(() => TracksideProcess.endAll());

  afterAll(cleanUp);

  const start = (options: StartOptions) =>
    TracksideProcess.start({ root: copy.root, dataDir, ...options });

  it('builds and starts in a folder whose name has letters, blanks, % and quotes', async () => {
    await copy.moveTo(`José % 50%41 'x "y" $HOME 日本 #?&;`);
    await rm(join(copy.root, 'dist'), { recursive: true });
    const running = await start({});

    await expectAnswers(running);
    expect(running.output).toContain('Building the server: done');
    expect(running.output).toContain('Building the web: done');
  }, 240_000);

  it.each<[string, Record<string, string | undefined>]>([
    ['PGSSLMODE and other variables of PostgreSQL', POSTGRES_VARIABLES],
    ['a Turkish locale', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', LANGUAGE: 'tr' }],
    ['the locale C', { LC_ALL: 'C', LANG: 'C' }],
    ['no HOME', { HOME: undefined, USER: undefined, LOGNAME: undefined }],
    [
      'NODE_ENV=production',
      { NODE_ENV: 'production', AUTH_MODE: 'open', AUTH_TRUSTED_BIND: 'true' },
    ],
  ])('starts and answers with %s', async (_, env) => {
    await expectAnswers(await start({ env }));
  });
});

async function expectAnswers(running: TracksideProcess): Promise<void> {
  expect(await (await fetch(running.url)).text()).toContain('<title>Trackside</title>');
  expect(await running.answers('/readyz')).toBe(true);
  expect(await running.answers('/api/v1/tracks?limit=1')).toBe(true);
  expect(await running.answers('/api/openapi.json')).toBe(true);
}
