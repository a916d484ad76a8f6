import type { Page, PageChange } from '@trackside/contracts';
import { Reparse } from '@trackside/page-vault';
import { importDay, newestDays } from './support/imports.js';
import { dataOf, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked } from './support/trackside.js';

const SLUG = 'tallowick';
/** As if the parser of sessions' pages had learnt something since. */
const RAISE = `UPDATE vault_pages SET parser_version = 0 WHERE kind = 'session'`;
const FIRST =
  '(SELECT id FROM practice_sessions WHERE laps_read_at IS NOT NULL ORDER BY id LIMIT 1)';
const MISREAD = `
  WITH figures AS (
    UPDATE practice_sessions SET consistency_percent = 1.5 WHERE id = ${FIRST})
  UPDATE practice_laps SET lap_time_seconds = 99.999 WHERE session_id = ${FIRST} AND lap_number = 1`;

describe('pages of practice sessions that a newer parser reads again', () => {
  const stage = trackside();
  const { simulator } = stage;

  const importNewest = () => importDay(stage, SLUG, newestDays(simulator, SLUG, 1)[0]!);
  const rows = async (): Promise<string[][]> => {
    const tables = ['practice_days', 'practice_sessions', 'practice_laps'];
    const of = (table: string) =>
      stage.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    return (await Promise.all(tables.map(of))).map((found) => found.map(({ row }) => row));
  };
  const outdated = async (): Promise<number> => {
    const found = await stage.query('SELECT FROM vault_pages WHERE parser_version = 0');
    return found.length;
  };
  const untilRead = async (): Promise<void> => {
    await stage.query(RAISE);
    expect(await outdated()).toBeGreaterThan(5);
    await stage.app.get(Reparse, { strict: false }).queueOutdated();
    await stage.until(async () => (await outdated()) === 0, 60_000);
  };

  it('give the same rows but for what was misread, and ask LiveRC for nothing', async () => {
    const id = await importNewest();
    const before = await rows();
    await stage.query(MISREAD);
    const misread = await rows();
    simulator.requests.clear();
    await untilRead();

    expect(misread).not.toEqual(before);
    expect(await rows()).toEqual(before);
    expect(pagesAsked(simulator)).toBe(0);
    const { items } = dataOf(await get<Page<PageChange>>(stage, `/practice-days/${id}/changes`));
    expect(items).toEqual([]);
  });

  it.each([
    ['was read later', `laps_read_at = laps_read_at + interval '1 second'`],
    ['is to be read again', 'laps_outdated = true'],
  ])('take back nothing of a session that %s', async (_why, change) => {
    await importNewest();
    await stage.query(MISREAD);
    await stage.query(`UPDATE practice_sessions SET ${change} WHERE laps_read_at IS NOT NULL`);
    const before = await rows();
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('take nothing away where they show fewer laps, or are another session’s', async () => {
    await importNewest();
    const before = await rows();
    await stage.query(
      `UPDATE vault_pages p SET content = (SELECT content FROM vault_pages
         WHERE kind = 'session' AND id <> p.id ORDER BY id LIMIT 1) WHERE kind = 'session'`,
    );
    await untilRead();

    expect(await rows()).toEqual(before);
  });
});
