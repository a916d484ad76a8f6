import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { HiddenName, Page, PageChange } from '@trackside/contracts';
import { Reparse } from '@trackside/page-vault';
import { importEvent, newEvents } from './support/race-truth.js';
import { dataOf, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked } from './support/trackside.js';
import { daysBefore, latestToday } from './support/truth.js';

const run = promisify(execFile);
const SLUG = 'marrowgate';
const TABLES = [
  ...['event_readings', 'event_entries', 'event_pages', 'event_ranking_rows'],
  ...['races', 'race_results'],
];
/** As if all parsers had learnt something since. */
const RAISE = 'UPDATE vault_pages SET parser_version = 0 WHERE owner_id IS NOT NULL';
const MISREAD = `
  UPDATE race_results SET consistency_percent = 1.5
  WHERE race_id = (SELECT id FROM races ORDER BY id LIMIT 1) AND row_number = 0`;

describe('pages that a newer parser reads again', () => {
  const stage = trackside();
  const { simulator } = stage;

  const importSmall = async (): Promise<string> => {
    const over = daysBefore(latestToday(), 10);
    const events = (await newEvents(stage, SLUG)).filter(({ end_date }) => end_date! < over);
    const [smallest] = events
      .slice(0, 20)
      .map(({ source_event_id: id }) => ({ id, truth: simulator.truth.event(SLUG, id)! }))
      .filter(({ truth }) => truth.races.length > 2 && !truth.shape.withoutLaps)
      .sort((a, b) => a.truth.races.length - b.truth.races.length);
    return (await importEvent(stage, SLUG, smallest!.id)).event_id;
  };
  const rows = async (): Promise<Record<string, string[]>> => {
    const all: Record<string, string[]> = {};
    for (const table of TABLES) {
      const found = await stage.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      all[table] = found.map(({ row }) => row).sort();
    }
    return all;
  };
  const outdated = async (): Promise<number> => {
    const [{ count }] = (await stage.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM vault_pages WHERE parser_version = 0',
    )) as [{ count: number }];
    return count;
  };
  const untilRead = async (): Promise<void> => {
    await stage.app.get(Reparse, { strict: false }).queueOutdated();
    await stage.until(async () => (await outdated()) === 0, 60_000);
  };

  it('give the same rows but for what was misread, and ask LiveRC for nothing', async () => {
    const id = await importSmall();
    const before = await rows();
    await stage.query(MISREAD);
    const misread = await rows();
    await stage.query(RAISE);
    simulator.requests.clear();
    await untilRead();

    expect(misread).not.toEqual(before);
    expect(await rows()).toEqual(before);
    expect(pagesAsked(simulator)).toBe(0);
    const { items } = dataOf(await get<Page<PageChange>>(stage, `/events/${id}/changes`));
    expect(items).toEqual([]);
  });

  it('are all read by the command, which tells how many, and what is not kept', async () => {
    await importSmall();
    const before = await rows();
    await stage.query(MISREAD);
    await stage.query(`DELETE FROM vault_pages WHERE kind = 'event'`);
    const [{ count }] = (await stage.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM vault_pages WHERE owner_id IS NOT NULL',
    )) as [{ count: number }];
    const env = { ...process.env, DATABASE_URL: stage.databaseUrl };
    const command = run(process.execPath, ['scripts/reparse-pages.mjs'], { env });
    await stage.until(async () => (await outdated()) > 0, 60_000);
    await untilRead();
    const { stdout } = await command;

    expect(stdout.split('\n')).toEqual([
      `${count} pages were read again.`,
      'Not kept, and so as before: the pages of 1 events, 0 races, 0 days and 0 practice sessions.',
      '',
    ]);
    expect(await rows()).toEqual(before);
  });

  it('are read once, and those that were read already are left alone', async () => {
    await importSmall();
    await stage.query(RAISE);
    await untilRead();
    await stage.query(MISREAD);
    const before = await rows();
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('take back nothing that was read later', async () => {
    await importSmall();
    await stage.query(MISREAD);
    await stage.query(`UPDATE races SET read_at = read_at + interval '1 second'`);
    const before = await rows();
    await stage.query(RAISE);
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('take nothing away where they can’t be read', async () => {
    await importSmall();
    const before = await rows();
    await stage.query(
      `UPDATE vault_pages SET content = (SELECT content FROM vault_pages WHERE kind = 'event')
       WHERE kind = 'race'`,
    );
    await stage.query(RAISE);
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('are read although one of them can’t be unpacked; that one is tried once', async () => {
    await importSmall();
    const before = await rows();
    await stage.query(MISREAD);
    await stage.query(`UPDATE vault_pages SET content = '\\x00' WHERE kind = 'event'`);
    await stage.query(RAISE);
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('name nobody who was hidden meanwhile', async () => {
    await importSmall();
    const [{ name }] = (await stage.query<{ name: string }>(
      'SELECT driver_name AS name FROM race_results ORDER BY race_id, row_number LIMIT 1',
    )) as [{ name: string }];
    await post<HiddenName>(stage, '/privacy/hidden-names', { name });
    await stage.query(RAISE);
    await untilRead();

    expect(JSON.stringify(await rows())).not.toContain(name);
  });
});
