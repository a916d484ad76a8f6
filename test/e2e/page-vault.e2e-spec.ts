import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import request from 'supertest';
import type { StatusResult } from '@trackside/contracts';
import type { FaultRule } from '@trackside/simulator';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';
const RANGE = { start_date: '2025-10-01', end_date: '2025-10-31' };
const CHANGED: FaultRule = {
  match: { page: 'calendar' },
  effect: { type: 'changed-markup', change: 'table-gone' },
};
const run = promisify(execFile);

interface KeptRow {
  id: number;
  kind: string;
  slug: string;
  parameters: string;
  content: Buffer;
  page_bytes: number;
}

describe('pages that could not be read', () => {
  const stage = trackside();
  const { simulator } = stage;
  const search = (more = {}) =>
    discoverRange(stage, { track_id: trackId(SLUG), ...RANGE, ...more });
  const searchInVain = () =>
    search().then(
      () => Promise.reject(new Error('found something')),
      (error: Error) => error.message,
    );
  const rows = () => stage.query<KeptRow>('SELECT * FROM vault_pages ORDER BY id');
  const untilKept = (count: number) => stage.until(async () => (await rows()).length === count);
  const told = async () => dataOf(await get<StatusResult>(stage, '/status')).unreadable_pages;

  it('are kept as they came, once, and told with when, why and how large', async () => {
    simulator.faults.set([CHANGED]);
    expect(await searchInVain()).toMatch(/^LIVERC_PAGE_CHANGED/);
    await untilKept(1);
    const site = stage.liverc.baseUrl.replace('{slug}', SLUG);
    const { text } = await request(site).get('/practice/?p=calendar&d=2025-10');

    const [row] = await rows();
    expect(row).toMatchObject({ kind: 'calendar', slug: SLUG, parameters: 'p=calendar&d=2025-10' });
    expect(gunzipSync(row!.content).toString()).toBe(text);
    // The second look has brought the same.
    expect(simulator.requests.count({ page: 'calendar', slug: SLUG })).toBeGreaterThan(2);
    expect(await told()).toEqual({
      count: 1,
      bytes: row!.content.length,
      newest: [
        {
          kind: 'calendar',
          track_id: trackId(SLUG),
          track_slug: SLUG,
          seen_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          code: 'LIVERC_PAGE_CHANGED',
          message: expect.stringContaining('expected'),
          bytes: row!.page_bytes,
        },
      ],
    });
  });

  it('are looked at by their number, beside the running Trackside', async () => {
    simulator.faults.set([CHANGED]);
    await searchInVain();
    await untilKept(1);
    const [row] = await rows();
    const env = { ...process.env, DATABASE_URL: stage.databaseUrl };
    const show = async (...args: string[]) =>
      (await run(process.execPath, ['scripts/kept-pages.mjs', ...args], { env })).stdout;

    expect(await show()).toMatch(
      new RegExp(`^${row!.id}  .*calendar  ${SLUG}  p=calendar&d=2025-10`),
    );
    expect(await show(String(row!.id))).toBe(gunzipSync(row!.content).toString());
    await expect(show('9999999')).rejects.toThrow(/no page 9999999 is kept/);
  });

  it('give a terminal no command, whatever stands in their titles', async () => {
    simulator.faults.set([CHANGED]);
    await searchInVain();
    await untilKept(1);
    const env = { ...process.env, DATABASE_URL: stage.databaseUrl };
    let stdout = '';
    // The second look may still be on its way to be kept, with words of its own.
    await stage.until(async () => {
      await stage.query(`UPDATE vault_pages SET message = E'got \\x1B[2J\\r\\n17  \u202Eevil'`);
      ({ stdout } = await run(process.execPath, ['scripts/kept-pages.mjs'], { env }));
      return stdout.includes('evil');
    });

    expect(stdout).toContain('got \uFFFD[2J\uFFFD\uFFFD17  \uFFFDevil\n');
  });

  it('are kept where single rows could not be read, too', async () => {
    simulator.faults.set([
      {
        match: { page: 'day' },
        effect: { type: 'changed-markup', change: 'row-without-link' },
        times: 1,
      },
    ]);
    await search();
    await untilKept(1);

    expect((await rows())[0]!.kind).toBe('day');
    expect((await told()).newest[0]!.message).toBe("1 rows can't be read");
  });

  it('hurt no answer when they can’t be kept', async () => {
    await stage.query('ALTER TABLE vault_pages RENAME TO vault_away');
    try {
      simulator.faults.set([{ ...CHANGED, match: { page: 'calendar', month: '2025-09' } }]);
      const result = await search({ start_date: '2025-09-01' });

      expect(result.months.map(({ status }) => status)).toEqual(['complete', 'failed']);
    } finally {
      await stage.query('ALTER TABLE vault_away RENAME TO vault_pages');
    }
  });

  it('go, those that were seen longest ago first, when there is no more room', async () => {
    await stage.restart({ PAGE_VAULT_MAX_MB: '1' });
    for (const day of ['01', '02', '03']) {
      await stage.query(
        `INSERT INTO vault_pages (kind, slug, parameters, hash, url, reason, parser_version,
           first_seen_at, seen_at, page_bytes, stored_bytes, encoding, content)
         VALUES ('day', 'x', '${day}', '', '', 'imported', 1, '2025-01-${day}', '2025-01-${day}', 1,
           400000, 'gzip', '')`,
      );
    }
    simulator.faults.set([CHANGED]);
    await searchInVain();
    await stage.until(async () => (await rows()).at(-1)!.kind === 'calendar');
    await untilKept(3);

    expect((await rows()).map(({ parameters }) => parameters)).toEqual([
      '02',
      '03',
      'p=calendar&d=2025-10',
    ]);
  });

  it('are not kept where that is turned off', async () => {
    await stage.restart({ PAGE_VAULT_MAX_MB: '0' });
    simulator.faults.set([CHANGED]);
    await searchInVain();
    await stage.close();

    expect(await rows()).toEqual([]);
  });
});
