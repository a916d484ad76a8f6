import { CACHE_MANAGER } from '@nestjs/cache-manager';
import type { Cache } from 'cache-manager';
import type { Simulator } from '@trackside/simulator';
import { Clock } from '@trackside/calendar';
import { LivercSwitch } from '@trackside/liverc-permission';
import { LivercScraper } from '@trackside/liverc-scraper';
import { TrackChanges } from '../../../libs/practice-days/src/day/track-changes.js';
import { RunningRefreshes } from '../../../libs/practice-days/src/discovery/running-refreshes.js';
import { query, type Trackside, until } from './trackside.js';

/** Where the catalogue is kept as it was read at the start. */
const KEPT = ['tracks', 'catalogue_readings'];
/** Work that a case left behind ends within its own time-outs. */
const PATIENCE_MS = 30_000;

/** Sets aside what every case finds: the catalogue. */
export async function keepCatalogue(databaseUrl: string): Promise<void> {
  const copies = KEPT.map((table) => `CREATE TABLE kept.${table} AS TABLE public.${table};`);
  await query(databaseUrl, `CREATE SCHEMA kept; ${copies.join(' ')}`);
}

/**
 * Takes away all that a case left: faults and changed pages of the simulator, requests under way,
 * jobs, rows, cached months, and what is known of how LiveRC fares.
 */
export async function clean(
  { app }: Trackside,
  databaseUrl: string,
  simulator: Simulator,
): Promise<void> {
  simulator.faults.clear();
  simulator.robots.clear();
  simulator.forgetChanges();
  simulator.latency.set({ medianMs: 0 });
  delete (app.get(Clock, { strict: false }) as Partial<Clock>).now;
  app.get(LivercScraper, { strict: false }).beginAnew();
  const refreshes = app.get(RunningRefreshes, { strict: false });
  await until(async () => (await dropJobs(databaseUrl)) === 0 && refreshes.size === 0, PATIENCE_MS);
  await until(() => simulator.requests.counts().in_flight === 0, PATIENCE_MS);
  await untilTold(app.get(TrackChanges, { strict: false }), () => emptyTables(databaseUrl));
  // A case may have left it off; its row is gone.
  await app.get(LivercSwitch, { strict: false }).look();
  await app.get<Cache>(CACHE_MANAGER, { strict: false }).clear();
  simulator.requests.clear();
}

/** Does what changes all tracks; over when the application has heard of it, where it listens. */
async function untilTold(changes: TrackChanges, change: () => Promise<void>): Promise<void> {
  const before = changes.revisionOf('');
  await change();
  await until(() => changes.revisionOf('') !== before || before === null);
}

/** Drops jobs that wait; gives how many are under way. */
async function dropJobs(databaseUrl: string): Promise<number> {
  const [found] = await query<{ active: number }>(
    databaseUrl,
    `WITH dropped AS (DELETE FROM pgboss.job WHERE state <> 'active')
     SELECT count(*)::integer AS active FROM pgboss.job WHERE state = 'active'`,
  );
  return found!.active;
}

/** All tables of ours lose their rows; the catalogue is put back. */
async function emptyTables(databaseUrl: string): Promise<void> {
  const tables = await query<{ name: string; columns: string }>(
    databaseUrl,
    `SELECT relname AS name, string_agg(quote_ident(attname), ', ') AS columns
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0
       AND NOT attisdropped AND attgenerated = ''
       AND relname NOT IN ('migrations', 'typeorm_metadata')
     GROUP BY relname`,
  );
  const back = tables
    .filter(({ name }) => KEPT.includes(name))
    .map(
      ({ name, columns }) =>
        `INSERT INTO public.${name} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM kept.${name};`,
    );
  const names = tables.map(({ name }) => `public.${name}`);
  await query(databaseUrl, `BEGIN; TRUNCATE ${names.join(', ')}; ${back.join(' ')} COMMIT`);
}
