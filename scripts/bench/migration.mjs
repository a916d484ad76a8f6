// What it takes to bring a large database of 8593fb3 up to date: how long each migration runs, and how
// long it keeps readers or writers off a table meanwhile.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { built } from './database.mjs';
import { fact, goal } from './table.mjs';

const DEFAULT_SESSIONS = 200_000;
/** Those that 8593fb3 had done. */
const DONE_THEN = 3;
/** Those that landed before there was a rule; the ones after them hold no table for long. */
const LANDED_WITHOUT_RULE = 6;
const LONGEST_LOCK_MS = 1_000;
const LOOK_EVERY_MS = 10;
const SESSIONS_A_DAY = 28;
const TRACKS = 600;

/** Days and sessions as discovery stores them, of invented drivers. */
const FILL = [
  `INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
   SELECT md5('track' || i)::uuid, 'track' || i, 'Track ' || i, 'track ' || i, 'idle', false, now()
   FROM generate_series(0, ${TRACKS - 1}) i`,
  `INSERT INTO practice_days (id, track_id, month, date, listed_session_count, needs_reading,
     session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
     time_range_start, time_range_end, verified, summarised_at)
   SELECT md5('day' || i)::uuid, md5('track' || i % ${TRACKS})::uuid,
     to_char(date, 'YYYYMM')::integer, date, ${SESSIONS_A_DAY}, false,
     ${SESSIONS_A_DAY}, 500, 20000, 20, 4, '09:00', '18:00', true, now()
   FROM generate_series(0, $1::integer / ${SESSIONS_A_DAY}) i,
     LATERAL (SELECT date '2016-01-01' + i / ${TRACKS} AS date) dated`,
  // Ids in the order of rows: an index of random ones would take longer to fill than all the rest.
  `INSERT INTO practice_sessions (id, day_id, position, source_session_id, driver_name, class_name,
     transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds, average_lap_seconds)
   SELECT lpad(to_hex(i), 32, '0')::uuid, md5('day' || i / ${SESSIONS_A_DAY})::uuid,
     i % ${SESSIONS_A_DAY}, i::text, 'Invented Driver ' || i * 7919 % 20011,
     'Class ' || i % 12, (1000000 + i * 7919 % 20011)::text, timestamp '2016-01-01 09:00',
     600, 18, 17.5, 19.25
   FROM generate_series(0, $1::bigint - 1) i`,
];

/** Locks of the migration that keep readers or writers off our tables. */
const HELD_LOCKS = `
  SELECT c.relname AS table_name FROM pg_locks l
  JOIN pg_stat_activity a ON a.pid = l.pid AND a.application_name = 'trackside-migrations'
  JOIN pg_class c ON c.oid = l.relation AND c.relkind = 'r'
  WHERE l.granted AND c.relnamespace = 'public'::regnamespace AND l.database = a.datid
    AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')`;

export async function measureMigration({ say, dataDir, sessions = DEFAULT_SESSIONS }) {
  const folder = await mkdtemp(join(dataDir, 'migration-'));
  const { startEmbeddedPostgres } = await built('libs/embedded-postgres/src/index.js');
  const server = await startEmbeddedPostgres({ dataDir: folder });
  try {
    return await migrateFilled(server.url, sessions, say);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function migrateFilled(url, sessions, say) {
  const { SCHEMA } = await built('apps/api/src/schema/schema.js');
  const { migrateDatabase } = await built('libs/database/src/index.js');
  const { migrations } = SCHEMA;
  const log = { info: (what) => say(JSON.stringify(what)), error: () => {} };
  const upTo = (count) =>
    migrateDatabase(url, log, { ...SCHEMA, migrations: migrations.slice(0, count) });
  await upTo(DONE_THEN);
  const beside = new pg.Client({ connectionString: url });
  await beside.connect();
  // After a failure the server ends before its clients do.
  beside.on('error', () => {});
  await fill(beside, sessions, say);
  const before = await countSessions(beside);
  const runs = [];
  for (let count = DONE_THEN + 1; count <= migrations.length; count++) {
    const run = await watch(beside, () => upTo(count));
    runs.push({ name: migrations[count - 1].name, ...run });
    say(`${runs.at(-1).name}: ${inSeconds(run.ms)}, longest lock ${inSeconds(run.longestMs)}`);
  }
  const rows = describe(sessions, runs, before === (await countSessions(beside)));
  await beside.end();
  return rows;
}

async function fill(client, sessions, say) {
  for (const [index, sql] of FILL.entries()) {
    await client.query(sql, index === 0 ? [] : [sessions]);
  }
  await client.query('VACUUM ANALYZE');
  const { rows } = await client.query('SELECT pg_database_size(current_database()) AS bytes');
  say(`filled with ${sessions} sessions: ${Math.round(Number(rows[0].bytes) / 2 ** 20)} MB`);
}

async function countSessions(client) {
  const { rows } = await client.query('SELECT count(*) FROM practice_sessions');
  return Number(rows[0].count);
}

/** How long some work takes, and the longest time for which it holds one table against others. */
async function watch(client, work) {
  const startedAt = performance.now();
  const heldSince = new Map();
  let ended = false;
  let longest = { longestMs: 0, table: '' };
  const working = work().finally(() => (ended = true));
  while (!ended) {
    const { rows } = await client.query(HELD_LOCKS);
    const held = new Set(rows.map((row) => row.table_name));
    for (const table of heldSince.keys()) if (!held.has(table)) heldSince.delete(table);
    for (const table of held) {
      if (!heldSince.has(table)) heldSince.set(table, performance.now());
      const longestMs = performance.now() - heldSince.get(table);
      if (longestMs > longest.longestMs) longest = { longestMs, table };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await working;
  return { ms: performance.now() - startedAt, ...longest };
}

function describe(sessions, runs, isWhole) {
  const total = runs.reduce((sum, { ms }) => sum + ms, 0);
  const withoutRule = LANDED_WITHOUT_RULE - DONE_THEN;
  const [old, since] = [runs.slice(0, withoutRule), runs.slice(withoutRule)];
  const longest = (some) => some.reduce((a, b) => (a.longestMs > b.longestMs ? a : b));
  const tell = ({ name, longestMs, table }) =>
    `${inSeconds(longestMs)}${table ? ` (${table}, ${name.replace(/(?<!\d)\d+$/, '')})` : ''}`;
  return [
    goal(
      `Database of 8593fb3 with ${sessions.toLocaleString('en')} sessions is brought up to date`,
      inSeconds(total),
      'all sessions kept',
      isWhole,
    ),
    ...runs.map(({ name, ms }) => fact(`— ${name}`, inSeconds(ms))),
    fact('— longest lock of migrations that landed without a rule', tell(longest(old))),
    goal(
      '— longest lock of those since',
      tell(longest(since)),
      `≤ ${LONGEST_LOCK_MS / 1000} s`,
      longest(since).longestMs <= LONGEST_LOCK_MS,
    ),
  ];
}

function inSeconds(ms) {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}
