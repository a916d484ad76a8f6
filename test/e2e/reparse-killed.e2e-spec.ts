import { Client } from 'pg';
import { importDay, newestDays } from './support/imports.js';
import { TracksideProcesses, type TracksideProcess } from './support/processes.js';
import { query, until } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';

const SLUG = 'tallowick';
/** Outdated pages are looked for every minute; two processes start on a busy machine. */
const LOOK_MS = 120_000;
const PATIENCE_MS = 400_000;

/** As if the parsers of all pages had learnt something since, and the older ones had misread all. */
const RAISE = 'UPDATE vault_pages SET parser_version = 0 WHERE owner_id IS NOT NULL';
const MISREAD = `
  WITH laps AS (UPDATE practice_laps SET lap_time_seconds = 99.999)
  UPDATE practice_sessions SET consistency_percent = 1.5, average_lap_seconds = 1.5`;
const OUTDATED = `
  SELECT id FROM vault_pages WHERE parser_version = 0 ORDER BY kind <> 'day', id`;
const HOLD = `
  SELECT FROM practice_laps l JOIN practice_sessions s ON s.id = l.session_id
  JOIN vault_pages p ON p.parameters LIKE '%id=' || s.source_session_id
  WHERE p.id = $1 FOR UPDATE OF l`;
/** Statements that wait until the test lets go of rows. */
const WAITING = `
  FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('a job that reads stored pages again', () => {
  const stage = trackside();
  const processes = new TracksideProcesses();

  afterEach(() => processes.killAll());

  const start = (): Promise<TracksideProcess> =>
    processes.start({
      ...{ databaseUrl: stage.databaseUrl, liverc: stage.liverc, knowsCatalogue: false },
      env: { ROLE: 'worker', PREFETCH_REQUESTS_PER_DAY: '0' },
    });
  const rows = async (): Promise<string[][]> => {
    const tables = ['practice_days', 'practice_sessions', 'practice_laps'];
    const of = (table: string) =>
      stage.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t ORDER BY 1`);
    return (await Promise.all(tables.map(of))).map((found) => found.map(({ row }) => row));
  };
  const outdated = async (): Promise<number[]> => {
    const found = await query<{ id: number }>(stage.databaseUrl, OUTDATED);
    return found.map(({ id }) => id);
  };

  /** Keeps rows of one of the pages, the first that has laps, from being stored. */
  const hold = async (pages: number[]): Promise<{ page: number; letGo: () => Promise<void> }> => {
    const client = new Client({ connectionString: stage.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    for (const page of pages) {
      const { rowCount } = await client.query(HOLD, [page]);
      if (rowCount) return { page, letGo: () => client.end() };
    }
    throw new Error('no page has laps');
  };

  it(
    'goes on where it was killed, and ends with the same rows',
    async () => {
      await importDay(stage, SLUG, newestDays(stage.simulator, SLUG, 1)[0]!);
      // As once a tick has seen that all laps are here.
      await stage.query('UPDATE practice_days SET laps_wanted = false');
      const before = await rows();
      await stage.close();
      await stage.query(MISREAD);
      await stage.query(RAISE);
      const pages = await outdated();
      const held = await hold(pages.slice(pages.length / 2));
      const left = pages.slice(pages.indexOf(held.page));
      stage.simulator.requests.clear();

      const first = await start();
      const isWaiting = async () => (await stage.query(`SELECT ${WAITING}`)).length > 0;
      await until(isWaiting, LOOK_MS);
      first.child.kill('SIGKILL');
      // What a dead process has sent would be done once the rows are let go.
      await stage.query(`SELECT pg_terminate_backend(pid) ${WAITING}`);
      await until(async () => !(await isWaiting()));
      await held.letGo();
      expect(await outdated()).toEqual(left);

      const second = await start();
      await until(async () => {
        // The next attempt would be a minute away.
        await stage.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'reparse-pages'`);
        return (await outdated()).length === 0;
      }, LOOK_MS);

      expect(await rows()).toEqual(before);
      await until(() => second.log().includes('pages read anew'));
      expect(first.log()).not.toContain('pages read anew');
      const told = second
        .log()
        .split('\n')
        .find((line) => line.includes('pages read anew'))!;
      expect(JSON.parse(told)).toMatchObject({ read: left.length, failed: 0 });
      const asked = stage.simulator.requests.records().map(({ page }) => page);
      expect(asked).not.toContain('session');
    },
    PATIENCE_MS,
  );
});
