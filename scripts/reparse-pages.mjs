// Stored pages of imported events and practice days, read again by the Trackside that runs:
//   npm run reparse
//
// LiveRC is asked for nothing. Pages are marked as read by no parser; the job that reads pages anew after
// a parser has learnt something finds them within a minute. Interrupted, it goes on by itself.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { databaseUrl } from './database-url.mjs';
import { say } from './say.mjs';

const KINDS = `kind IN ('event', 'race', 'entry_list', 'ranking', 'day', 'session')`;
const MARK = `
  UPDATE vault_pages SET parser_version = 0 WHERE owner_id IS NOT NULL AND ${KINDS}`;
const LEFT = `
  SELECT count(*)::integer AS left FROM vault_pages
  WHERE owner_id IS NOT NULL AND ${KINDS} AND parser_version = 0`;
/** Rows whose page is not kept: read before the vault was, or evicted since. */
const NOT_KEPT = `
  SELECT (SELECT count(*) FROM races r JOIN events e ON e.id = r.event_id WHERE r.read_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM vault_pages v WHERE v.owner_id = e.id AND v.kind = 'race'
        AND v.seen_at >= r.read_at AND v.parameters LIKE '%id=' || r.source_race_id))::integer AS races,
    (SELECT count(*) FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id
      WHERE d.imported_at IS NOT NULL AND s.laps_read_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM vault_pages v WHERE v.owner_id = d.id AND v.kind = 'session'
          AND v.seen_at >= s.laps_read_at
          AND v.parameters LIKE '%id=' || s.source_session_id))::integer AS sessions,
    (SELECT count(*) FROM practice_days d WHERE d.imported_at IS NOT NULL
      AND d.summarised_at IS NOT NULL AND NOT EXISTS (SELECT FROM vault_pages v
        WHERE v.owner_id = d.id AND v.kind = 'day' AND v.seen_at >= d.summarised_at))::integer AS days,
    (SELECT count(*) FROM event_readings r WHERE NOT EXISTS (SELECT FROM vault_pages v
      WHERE v.owner_id = r.event_id AND v.kind = 'event'
        AND v.seen_at >= r.fetched_at))::integer AS events`;
const LOOK_MS = 1_000;
/** The job is looked for every minute. */
const PATIENCE_MS = 180_000;

async function untilRead(client) {
  let [left, changedAt] = [Infinity, Date.now()];
  while (left > 0) {
    const now = (await client.query(LEFT)).rows[0].left;
    if (now < left) [left, changedAt] = [now, Date.now()];
    if (Date.now() - changedAt > PATIENCE_MS) {
      throw new Error(`nobody reads the ${left} pages that are left: no worker is running`);
    }
    if (left > 0) await pause(LOOK_MS);
  }
}

async function run() {
  const client = new pg.Client({ connectionString: await databaseUrl() });
  await client.connect();
  try {
    const { rowCount } = await client.query(MARK);
    say(`${rowCount} stored pages are read again; LiveRC is asked for nothing …`);
    await untilRead(client);
    const { races, events, days, sessions } = (await client.query(NOT_KEPT)).rows[0];
    console.log(`${rowCount} pages were read again.`);
    if (races + events + days + sessions > 0) {
      const lists = `${events} events, ${races} races, ${days} days and ${sessions} practice sessions`;
      console.log(`Not kept, and so as before: the pages of ${lists}.`);
    }
  } finally {
    await client.end();
  }
}

process.exitCode = await run().then(
  () => 0,
  (error) => {
    say(`The pages can't be read again: ${error.message}.`);
    say('It needs a Trackside that runs: npm start; demo data: DATA_DIR=.data/demo.');
    return 1;
  },
);
