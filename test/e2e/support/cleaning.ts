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
/** PostgreSQL's word for a lock that is somebody else's at this moment. */
const LOCK_NOT_AVAILABLE = '55P03';

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
  await untilTold(app.get(TrackChanges, { strict: false }), async () => {
    await until(() => emptyTables(databaseUrl), PATIENCE_MS);
  });
  // A case may have left it off; its row is gone.
  await app.get(LivercSwitch, { strict: false }).look();
  await app.get<Cache>(CACHE_MANAGER, { strict: false }).clear();
  simulator.requests.clear();
}

/** False while somebody still works on a table: whoever waited for it could block the one who has it. */
async function emptyTables(databaseUrl: string): Promise<boolean> {
  try {
    await query(databaseUrl, EMPTY_TABLES);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
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

/**
 * All tables of ours lose their rows; the catalogue is put back. A TRUNCATE of them would make some two
 * hundred files anew, of tables that mostly hold nothing. Nobody writes meanwhile, as with a TRUNCATE.
 */
const EMPTY_TABLES = `DO $$
DECLARE
  tables text[] := ARRAY(
    SELECT oid::regclass::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname NOT IN ('migrations', 'typeorm_metadata')
    ORDER BY oid);
  name text;
BEGIN
  EXECUTE 'LOCK TABLE ' || array_to_string(tables, ', ') || ' NOWAIT';
  -- No foreign key is looked at, and no trigger tells of single rows.
  PERFORM set_config('session_replication_role', 'replica', true);
  FOREACH name IN ARRAY tables LOOP
    IF pg_relation_size(name::regclass) > 0 THEN EXECUTE 'DELETE FROM ' || name; END IF;
  END LOOP;
  PERFORM set_config('session_replication_role', 'origin', true);
  FOREACH name IN ARRAY ARRAY['${KEPT.join("', '")}'] LOOP
    EXECUTE (
      SELECT format('INSERT INTO public.%1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM kept.%1$I',
        name, string_agg(quote_ident(attname), ', '))
      FROM pg_attribute
      WHERE attrelid = ('public.' || name)::regclass AND attnum > 0
        AND NOT attisdropped AND attgenerated = '');
  END LOOP;
  -- What the trigger on TRUNCATE tells.
  PERFORM pg_notify('trackside_practice', '');
END $$`;
