import { gunzipSync, gzipSync } from 'node:zlib';
import type { HiddenName, ImportedPracticeSession, Page, PageChange } from '@trackside/contracts';
import { Reparse } from '@trackside/page-vault';
import { importDay, newestDays } from './support/imports.js';
import { dataOf, get, post } from './support/requests.js';
import { type Stage, trackside } from './support/trackside-fixture.js';
import { pagesAsked } from './support/trackside.js';

const SLUG = 'tallowick';
/** As if the parser of pages of this kind had learnt something since. */
const raise = (kind: 'day' | 'session'): string =>
  `UPDATE vault_pages SET parser_version = 0 WHERE kind = '${kind}'`;
const FIRST =
  '(SELECT id FROM practice_sessions WHERE laps_read_at IS NOT NULL ORDER BY id LIMIT 1)';
const MISREAD = `
  WITH figures AS (
    UPDATE practice_sessions SET consistency_percent = 1.5 WHERE id = ${FIRST})
  UPDATE practice_laps SET lap_time_seconds = 99.999 WHERE session_id = ${FIRST} AND lap_number = 1`;

const TABLES = ['practice_days', 'practice_sessions', 'practice_laps'];

const rowsOf = async (stage: Stage): Promise<string[][]> => {
  const of = (table: string) =>
    stage.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
  return (await Promise.all(TABLES.map(of))).map((found) => found.map(({ row }) => row));
};

/** An imported day of which a tick has seen that all laps are here. */
const importSettled = async (stage: Stage, date: string): Promise<string> => {
  const id = await importDay(stage, SLUG, date);
  await stage.query('UPDATE practice_days SET laps_wanted = false');
  return id;
};

const outdated = async (stage: Stage): Promise<number> => {
  const found = await stage.query('SELECT FROM vault_pages WHERE parser_version = 0');
  return found.length;
};

const untilAgain = async (stage: Stage): Promise<void> => {
  await stage.app.get(Reparse, { strict: false }).queueOutdated();
  await stage.until(async () => (await outdated(stage)) === 0, 60_000);
};

describe('pages of practice sessions that a newer parser reads again', () => {
  const stage = trackside();
  const { simulator } = stage;

  const importNewest = () => importSettled(stage, newestDays(simulator, SLUG, 1)[0]!);
  const rows = () => rowsOf(stage);
  const untilRead = async (): Promise<void> => {
    await stage.query(raise('session'));
    expect(await outdated(stage)).toBeGreaterThan(5);
    await untilAgain(stage);
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

/** One field of one row, and the total that goes with it. */
const MISREAD_ROW = `
  WITH day AS (UPDATE practice_days SET total_laps = 1, unique_classes = 99)
  UPDATE practice_sessions SET average_lap_seconds = 1.5, class_name = 'Misread' WHERE id = ${FIRST}`;

const FIRST_ROW = /(practice_session_list.*?<tbody>.*?)<tr>.*?<\/tr>/su;

describe('lists of a day’s sessions that a newer parser reads again', () => {
  const stage = trackside();
  const { simulator } = stage;

  const newestDay = (): string => newestDays(simulator, SLUG, 1)[0]!;
  const importNewest = () => importSettled(stage, newestDay());
  const rows = () => rowsOf(stage);
  const untilRead = async (): Promise<void> => {
    await stage.query(raise('day'));
    expect(await outdated(stage)).toBeGreaterThan(0);
    await untilAgain(stage);
  };
  /** The list's page as it is kept, with the change. */
  const alterPage = async (change: (html: string) => string): Promise<void> => {
    const [page] = await stage.query<{ content: Buffer }>(
      `SELECT content FROM vault_pages WHERE kind = 'day'`,
    );
    const html = change(gunzipSync(page!.content).toString());
    const hex = gzipSync(html).toString('hex');
    await stage.query(`UPDATE vault_pages SET content = '\\x${hex}' WHERE kind = 'day'`);
  };

  it('give the same rows but for what was misread, and ask LiveRC for nothing', async () => {
    const id = await importNewest();
    const before = await rows();
    await stage.query(MISREAD_ROW);
    const misread = await rows();
    simulator.requests.clear();
    await untilRead();

    expect(misread).not.toEqual(before);
    expect(await rows()).toEqual(before);
    expect(pagesAsked(simulator)).toBe(0);
    const { items } = dataOf(await get<Page<PageChange>>(stage, `/practice-days/${id}/changes`));
    expect(items).toEqual([]);
  });

  it('are read where a row of theirs could not be read before, and they were noted when that was seen', async () => {
    await importNewest();
    const before = await rows();
    await stage.query(MISREAD_ROW);
    await stage.query(
      `UPDATE vault_pages SET seen_at = seen_at + interval '2 seconds' WHERE kind = 'day'`,
    );
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('bring a session that nobody had read; its laps come on the next import', async () => {
    const id = await importNewest();
    const before = await rows();
    await stage.query(`DELETE FROM practice_sessions WHERE id = ${FIRST}`);
    simulator.requests.clear();
    await untilRead();
    const [days, sessions] = await rows();
    const { items } = dataOf(
      await get<Page<ImportedPracticeSession>>(stage, `/practice-days/${id}/sessions?limit=100`),
    );

    expect(days).toEqual(before[0]);
    expect(sessions).toHaveLength(before[1]!.length);
    expect(items.filter(({ laps_state }) => laps_state === 'pending')).toHaveLength(1);
    expect(pagesAsked(simulator)).toBe(0);
    await importNewest();
    const laps = (await rows())[2];
    expect(laps).toEqual(before[2]);
  });

  it.each([
    ['was read later', `summarised_at = summarised_at + interval '1 second'`],
    ['is shown no more', `removed_at = summarised_at`],
    ['is in doubt', `doubt = 'a session less', doubted_since = now(), doubted_at = now()`],
  ])('take back nothing of a day that %s', async (_why, change) => {
    await importNewest();
    await stage.query(MISREAD_ROW);
    await stage.query(`UPDATE practice_days SET ${change}`);
    const before = await rows();
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('take no session away that they don’t show, nor laps, and mend the others', async () => {
    await importNewest();
    const before = await rows();
    await alterPage((html) => html.replace(FIRST_ROW, '$1'));
    await stage.query(
      `UPDATE practice_sessions SET average_lap_seconds = 1.5
       WHERE id = (SELECT id FROM practice_sessions ORDER BY position DESC LIMIT 1)`,
    );
    simulator.requests.clear();
    await untilRead();

    expect(await rows()).toEqual(before);
    expect(pagesAsked(simulator)).toBe(0);
  });

  it('take nothing away where they can’t be read', async () => {
    await importNewest();
    const before = await rows();
    await alterPage((html) => html.replaceAll(/session/giu, 'lesson'));
    await untilRead();

    expect(await rows()).toEqual(before);
  });

  it('leave a session where it stands meanwhile', async () => {
    await importNewest();
    await importSettled(stage, newestDays(simulator, SLUG, 2)[1]!);
    const moved = await stage.query(
      `UPDATE practice_sessions SET day_confirmed = true, average_lap_seconds = 1.5, day_id = (
         SELECT id FROM practice_days WHERE date <> '${newestDay()}' AND imported_at IS NOT NULL)
       WHERE id = (SELECT s.id FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id
         WHERE d.date = '${newestDay()}' LIMIT 1)
       RETURNING id, day_id, average_lap_seconds`,
    );
    await untilRead();

    const found = await stage.query(
      `SELECT id, day_id, average_lap_seconds FROM practice_sessions
       WHERE average_lap_seconds = 1.5`,
    );
    expect(moved).toHaveLength(1);
    expect(found).toEqual(moved);
  });

  it('name nobody who was hidden meanwhile', async () => {
    await importNewest();
    const [{ name }] = (await stage.query<{ name: string }>(
      `SELECT driver_name AS name FROM practice_sessions
       WHERE driver_name <> 'Unknown Driver' ORDER BY id LIMIT 1`,
    )) as [{ name: string }];
    await post<HiddenName>(stage, '/privacy/hidden-names', { name });
    const before = await rows();
    await untilRead();

    expect(JSON.stringify(before)).not.toContain(name);
    expect(await rows()).toEqual(before);
  });
});
