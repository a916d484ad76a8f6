import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import { cleanUp, expectGone, nameOf, TracksideProcess } from './trackside-process.js';

const PATH = { PATH: `${process.env['PATH']}:/usr/local/sbin:/usr/sbin` };
const hasAll = ['nginx -v', 'redis-server --version'].every((command) => {
  const [program = '', flag = ''] = command.split(' ');
  return spawnSync(program, [flag], { env: PATH }).status === 0;
});
/** Processes are looked at through /proc, which only Linux has. */
const withProxy = hasAll && process.platform === 'linux' ? it : it.skip;

describe('npm run replicas', () => {
  afterEach(cleanUp);

  withProxy(
    'serves streams record by record through nginx, and starts a replica again that was killed',
    async () => {
      const copy = await TracksideProcess.start({ command: 'replicas' });
      expect(copy.output).toContain(`Trackside is running at ${copy.url}/ (demo data)\n`);
      const names = copy.descendants.map(nameOf);
      for (const name of ['nginx', 'redis-server', 'postgres']) expect(names).toContain(name);

      const { events, chunks } = await discover(copy);
      expect(events.at(0)).toBe('started');
      expect(events.at(-1)).toBe('done');
      expect(chunks).toBeGreaterThan(2);

      const [, first] = /api-1 +(http:\S+)/.exec(copy.output)!;
      process.kill(copy.api, 'SIGKILL');
      for (let asked = 0; asked < 10; asked += 1) expect(await copy.answers('/readyz')).toBe(true);
      await copy.untilSaid(/api-1 ended \(SIGKILL\) and is started again/);
      await untilReady(first!);

      const { descendants } = copy;
      process.kill(-copy.npm.pid!, 'SIGINT');
      await expectGone(descendants, 10_000);
      expect(await copy.answers()).toBe(false);
    },
  );

  withProxy('leaves no orphan when its start script is killed with -9', async () => {
    const copy = await TracksideProcess.start({ command: 'replicas' });
    const { descendants, startScript } = copy;
    process.kill(startScript, 'SIGKILL');

    await expectGone(descendants, 15_000);
  });
});

/** A discovery as an event stream to its end: its events, and in how many pieces they came. */
async function discover(copy: TracksideProcess): Promise<{ events: string[]; chunks: number }> {
  const id = await firstTrack(copy);
  const path = `/api/v1/practice-days/discover-range/stream?track_id=${id}`;
  const response = await fetch(`${copy.url}${path}`);
  const events: string[] = [];
  const parser = createParser({ onEvent: ({ event = '' }) => events.push(event) });
  let chunks = 0;
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
    parser.feed(text);
    chunks += 1;
  }
  return { events, chunks };
}

async function firstTrack(copy: TracksideProcess): Promise<string> {
  for (;;) {
    const answer = await fetch(`${copy.url}/api/v1/tracks?limit=1`);
    const { data } = (await answer.json()) as { data: { items: { id: string }[] } };
    if (data.items[0]) return data.items[0].id;
    await pause(100);
  }
}

async function untilReady(url: string): Promise<void> {
  for (;;) {
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await pause(100);
  }
}
