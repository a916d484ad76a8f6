import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import {
  TracksideProcess,
  cleanUp,
  expectGone,
  findFreePort,
  makeFolder,
  nameOf,
  pause,
} from './trackside-process.js';

/** Processes are looked at through /proc, which only Linux has. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

afterEach(cleanUp);

onLinux('npm start', () => {
  it('serves page and API on one port, and says where', async () => {
    const copy = await TracksideProcess.start();

    expect(copy.output).toContain(`Trackside is running at ${copy.url}/\n`);
    expect(await (await fetch(copy.url)).text()).toContain('<title>Trackside</title>');
    expect(await copy.answers('/readyz')).toBe(true);
    expect(await copy.answers('/api/openapi.json')).toBe(true);
  }, 300_000);

  it.each(['SIGTERM to npm', 'SIGTERM to the start script', 'Ctrl-C'])(
    'ends everything within ten seconds after %s, with a stream open',
    async (how) => {
      const copy = await TracksideProcess.start({ command: 'demo' });
      const { descendants } = copy;
      expect(descendants.map(nameOf)).toContain('postgres');
      const stream = await openStream(copy);
      const askedAt = Date.now();
      if (how === 'SIGTERM to npm') copy.npm.kill('SIGTERM');
      else if (how === 'Ctrl-C') process.kill(-copy.npm.pid!, 'SIGINT');
      else process.kill(copy.startScript, 'SIGTERM');
      await expectGone(descendants, 10_000);

      expect(Date.now() - askedAt).toBeLessThan(10_000);
      expect(await copy.answers()).toBe(false);
      await stream.cancel().catch(() => undefined);
    },
  );

  it('leaves no PostgreSQL behind after SIGTERM, although it hangs with all its workers', async () => {
    const copy = await TracksideProcess.start();
    const { descendants } = copy;
    for (const pid of descendants.filter((each) => nameOf(each) === 'postgres')) {
      process.kill(pid, 'SIGSTOP');
    }
    copy.npm.kill('SIGTERM');

    await expectGone(descendants, 15_000);
  });

  it('says what to do when its API is killed', async () => {
    const copy = await TracksideProcess.start();
    process.kill(copy.api, 'SIGKILL');

    expect(await copy.exited).not.toBe(0);
    expect(copy.output).toContain('What was read is kept: start it again.');
  });

  it.each(['npm', 'the start script', 'the API', 'PostgreSQL and the API'])(
    'leaves no orphan when %s is killed with -9, and starts again on the same port and data',
    async (victim) => {
      const first = await TracksideProcess.start();
      const { descendants, port, dataDir } = first;
      const postgres = descendants.filter((pid) => nameOf(pid) === 'postgres');
      if (victim === 'npm') first.npm.kill('SIGKILL');
      if (victim === 'the start script') process.kill(first.startScript, 'SIGKILL');
      if (victim.startsWith('PostgreSQL')) process.kill(postgres[0]!, 'SIGKILL');
      if (victim.endsWith('the API')) process.kill(first.api, 'SIGKILL');
      const second = await TracksideProcess.start({ port, dataDir });

      await expectGone(descendants, 10_000);
      expect(await second.answers('/readyz')).toBe(true);
    },
  );

  it('goes on when its PostgreSQL is killed with -9', async () => {
    const copy = await TracksideProcess.start();
    const postgres = copy.descendants.find((pid) => nameOf(pid) === 'postgres');
    process.kill(postgres!, 'SIGKILL');
    const deadline = Date.now() + 15_000;
    do await pause(100);
    while (!(await copy.answers('/readyz')) && Date.now() < deadline);

    expect(await copy.answers('/readyz')).toBe(true);
  });

  it('runs twice at once with two folders and two ports', async () => {
    const [one, two] = await Promise.all([TracksideProcess.start(), TracksideProcess.start()]);

    expect(await one.answers('/readyz')).toBe(true);
    expect(await two.answers('/readyz')).toBe(true);
  });

  it('names PORT when the port is taken', async () => {
    const port = await findFreePort();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const copy = await TracksideProcess.launch({ port });

    expect(await copy.exited).not.toBe(0);
    expect(copy.output).toContain(`Port ${port} of 127.0.0.1 is taken`);
    expect(copy.output).toContain(`PORT=${port + 1} npm start`);
    other.close();
  }, 30_000);

  it('stops with one message that lists all that is wrong with the configuration', async () => {
    const copy = await TracksideProcess.launch({
      env: { ROLE: 'boss', LIVERC_MAX_CONCURRENCY: 'many', PORT: 'seven' },
    });

    expect(await copy.exited).not.toBe(0);
    for (const name of ['ROLE', 'LIVERC_MAX_CONCURRENCY', 'PORT']) {
      expect(copy.output).toContain(name);
    }
  }, 30_000);
});

onLinux('demo data', () => {
  it('comes from the simulator, into a database of its own, and is announced', async () => {
    const dataDir = await makeFolder();
    const copy = await TracksideProcess.start({ command: 'demo', dataDir });
    const status = (await (await fetch(`${copy.url}/api/v1/status`)).json()) as {
      data: { demo: boolean; demo_reason: string };
    };

    expect(status).toMatchObject({ success: true });
    expect(status.data).toMatchObject({ demo: true, demo_reason: 'requested' });
    expect(copy.output).not.toContain('could not be reached');
    expect(copy.output).toContain(`Trackside is running at ${copy.url}/ (demo data)`);
    expect(existsSync(join(dataDir, 'demo'))).toBe(true);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });

  it("takes LiveRC's place where it can't be reached, and says so", async () => {
    const copy = await TracksideProcess.start({
      env: { LIVERC_ENABLED: '', LIVERC_CATALOGUE_URL: 'http://127.0.0.1:9/' },
    });

    expect(copy.output).toContain('LiveRC could not be reached: showing demo data');
    const status = await (await fetch(`${copy.url}/api/v1/status`)).json();
    expect(status).toMatchObject({ data: { demo: true, demo_reason: 'liverc_unreachable' } });
  });

  it('is refused in production, on demand and as a fallback', async () => {
    const demo = await TracksideProcess.launch({
      command: 'demo',
      env: { NODE_ENV: 'production' },
    });
    expect(await demo.exited).not.toBe(0);
    expect(demo.output).toContain('demo data is never shown there');

    const start = await TracksideProcess.start({
      env: {
        NODE_ENV: 'production',
        LIVERC_ENABLED: '',
        LIVERC_CATALOGUE_URL: 'http://127.0.0.1:9/',
        AUTH_MODE: 'open',
        AUTH_TRUSTED_BIND: 'true',
      },
    });
    expect(start.output).not.toContain('demo');
  });
});

/** A discovery as an event stream, left open. */
async function openStream(copy: TracksideProcess): Promise<ReadableStream> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const tracks = (await (await fetch(`${copy.url}/api/v1/tracks?limit=1`)).json()) as {
      data: { items: { id: string }[] };
    };
    const [track] = tracks.data.items;
    if (track) {
      const path = `/api/v1/practice-days/discover-range/stream?track_id=${track.id}`;
      const response = await fetch(`${copy.url}${path}`);
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      return response.body!;
    }
    if (Date.now() > deadline) throw new Error('the catalogue never came');
    await pause(200);
  }
}
