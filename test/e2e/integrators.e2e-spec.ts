import { CuttingRelay } from './support/cutting-relay.js';
import { newestDays } from './support/imports.js';
import { PageBlocks } from './support/page-blocks.js';
import { PYTHON_WITH_HTTPX, readAsHttpxSse } from './support/stream-clients.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';

describe('the page for integrators', () => {
  const TODAY = new Date().toISOString().slice(0, 10);
  const stage = trackside({
    keepsData: true,
    environment: { LIVE_DAY_INTERVAL_SECONDS: '2' },
    simulator: { tracks: 30, today: TODAY },
  });
  const relay = new CuttingRelay(() => stage.url);
  const page = new PageBlocks();
  const run = (name: string, enough?: RegExp): Promise<string> => page.run(name, enough);

  beforeAll(async () => {
    await page.save({
      TRACKSIDE: await relay.start(),
      TRACKSIDE_KEY: '',
      TRACK_ID: trackId(SLUG),
      DAY: newestDays(stage.simulator, SLUG, 2).at(-1)!,
      EVENT_ID: '',
    });
  });
  afterEach(() => page.endAll());
  afterAll(async () => {
    await relay.stop();
    await page.remove();
  });

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
      page.env['EVENT_ID'] = eventId![1] ?? eventId![2]!;

      expect(printed).toMatch(
        extension === 'sh' ? /"state":"completed"/ : /^completed \d+ of \d+$/m,
      );
      const taken = await run(`export.${extension}`);
      const { rows } = await driversOf(page.env['EVENT_ID']);
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

    const others = ['webhook.sh', 'receive.ts', 'receive.py', 'from_nothing.ts'];
    expect([...page.blocks.keys()].sort()).toEqual(
      [...names, ...others, 'with_httpx_sse.py'].sort(),
    );
  });

  it('shows what httpx-sse makes of a stream: its rules give every record', async () => {
    const path = `/api/v1/practice-days/discover-range/stream?track_id=${trackId(SLUG)}`;
    const range = '&start_date=2025-09-01&end_date=2025-09-30';
    const { text } = await stage.agent.get(path + range);
    const events = readAsHttpxSse(text.split('\n').slice(0, -1));

    expect(page.blocks.get('with_httpx_sse.py')).toContain('json.loads(event.data)');
    const types = events.map(({ data }) => (JSON.parse(data) as { type: string }).type);
    expect([types[0], types.at(-1)]).toEqual(['started', 'done']);
  });
});
