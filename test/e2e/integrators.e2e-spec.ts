import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CuttingRelay } from './support/cutting-relay.js';
import { newestDays } from './support/imports.js';
import { PYTHON_WITH_HTTPX, readAsHttpxSse } from './support/stream-clients.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const PAGE = join(import.meta.dirname, '../../docs/integrators.md');
const SLUG = 'tallowick';
const RUNNERS: Record<string, string> = {
  sh: 'sh',
  ts: process.execPath,
  py: PYTHON_WITH_HTTPX ?? 'python3',
};

/** Blocks of the page that say in their first line under which name they are to be saved. */
async function blocksOf(page: string): Promise<Map<string, string>> {
  const text = await readFile(page, 'utf8');
  const blocks = text.matchAll(/^```(?:sh|ts|python)\n((?:#|\/\/) (\w+\.\w+)\n[\s\S]*?)^```$/gm);
  return new Map(Array.from(blocks, ([, code, name]) => [name!, code!]));
}

describe('the page for integrators', () => {
  const TODAY = new Date().toISOString().slice(0, 10);
  const stage = trackside({
    keepsData: true,
    environment: { LIVE_DAY_INTERVAL_SECONDS: '2' },
    simulator: { tracks: 30, today: TODAY },
  });
  const relay = new CuttingRelay(() => stage.url);
  const running: ChildProcess[] = [];
  let folder: string;
  let blocks: Map<string, string>;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trackside-integrators-'));
    blocks = await blocksOf(PAGE);
    for (const [name, code] of blocks) await writeFile(join(folder, name), code);
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    env = {
      PATH: process.env['PATH'] ?? '',
      TRACKSIDE: await relay.start(),
      TRACKSIDE_KEY: '',
      TRACK_ID: trackId(SLUG),
      DAY: newestDays(stage.simulator, SLUG, 2).at(-1)!,
      EVENT_ID: '',
    };
  });
  afterEach(() => {
    for (const child of running.splice(0)) {
      if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    }
  });
  afterAll(async () => {
    await relay.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Runs a block; gives what it has printed at its end, or when it has printed `enough`. */
  const run = async (name: string, enough?: RegExp): Promise<string> => {
    const extension = name.split('.').at(-1)!;
    const child = spawn(RUNNERS[extension]!, [name], { cwd: folder, env, detached: true });
    running.push(child);
    const ended = once(child, 'close') as Promise<[number | null]>;
    let [printed, complaints] = ['', ''];
    child.stdout.on('data', (chunk) => (printed += String(chunk)));
    child.stderr.on('data', (chunk) => (complaints += String(chunk)));
    if (enough) {
      const isEnough = () => enough.test(printed) || child.exitCode !== null;
      await stage.until(isEnough, 45_000);
      if (enough.test(printed)) return printed;
    }
    const [code] = await ended;
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${complaints}${printed}`);
    return printed;
  };

  const languages: [string, string, typeof it][] = [
    ['curl', 'sh', it],
    ['TypeScript', 'ts', it],
    ['Python (python3-httpx)', 'py', PYTHON_WITH_HTTPX ? it : it.skip],
  ];

  describe.each(languages)('in %s', (_, extension, test) => {
    test('lists tracks', async () => {
      const printed = await run(`list.${extension}`);

      // curl gives the first page as it is, the others read on.
      expect(printed).toContain(extension === 'sh' ? '"next_cursor":' : trackId('marrowgate'));
    });

    test('streams a range to its end, although the connection is cut', async () => {
      relay.resumed.length = 0;
      const printed = await run(`stream.${extension}`);
      const pattern =
        extension === 'sh' ? /"type":"month",.*"month":(\d+)/g : /^month 2025 (\d+)/gm;
      const months = Array.from(printed.matchAll(pattern), ([, month]) => Number(month));

      expect(new Set(months)).toEqual(new Set([8, 9, 10]));
      expect(months).toHaveLength(3);
      expect(relay.resumed).toEqual([expect.stringMatching(/./)]);
    });

    test('imports a day, with its progress, and takes it away', async () => {
      const printed = await run(`import.${extension}`);
      const eventId = /"event_id":"([^"]+)"|^event (\S+)/m.exec(printed);
      env['EVENT_ID'] = eventId![1] ?? eventId![2]!;

      expect(printed).toMatch(
        extension === 'sh' ? /"state":"completed"/ : /^completed \d+ of \d+$/m,
      );
      const taken = await run(`export.${extension}`);
      const { rows } = await driversOf(env['EVENT_ID']);
      expect(rows.some((name) => taken.includes(name))).toBe(true);
    });

    test('follows a running day', async () => {
      stage.simulator.lateUpload(SLUG, TODAY, 3);
      const session = extension === 'sh' ? /"type":"session"/ : /^session /m;

      expect(await run(`follow.${extension}`, session)).toMatch(session);
    });
  });

  const driversOf = async (eventId: string): Promise<{ rows: string[] }> => {
    const found = await stage.query<{ name: string }>(
      `SELECT DISTINCT driver_name AS name FROM practice_sessions WHERE day_id = '${eventId}'`,
    );
    return { rows: found.map(({ name }) => name) };
  };

  it('has every task in every language, each as a block that is run', () => {
    const tasks = ['trackside', 'list', 'stream', 'import', 'follow', 'export'];
    const names = tasks.flatMap((task) => ['sh', 'ts', 'py'].map((end) => `${task}.${end}`));

    expect([...blocks.keys()].sort()).toEqual([...names, 'with_httpx_sse.py'].sort());
  });

  it('shows what httpx-sse makes of a stream: its rules give every record', async () => {
    const path = `/api/v1/practice-days/discover-range/stream?track_id=${trackId(SLUG)}`;
    const range = '&start_date=2025-09-01&end_date=2025-09-30';
    const { text } = await stage.agent.get(path + range);
    const events = readAsHttpxSse(text.split('\n').slice(0, -1));

    expect(blocks.get('with_httpx_sse.py')).toContain('json.loads(event.data)');
    const types = events.map(({ data }) => (JSON.parse(data) as { type: string }).type);
    expect([types[0], types.at(-1)]).toEqual(['started', 'done']);
  });
});
