// Pages of LiveRC that could not be read, from the database of a Trackside that runs:
//
//   npm run pages                        the newest hundred, one a line
//   npm run --silent pages 17 > it.html  one of them, as it came; names that are hidden are left out
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { databaseUrl } from './database-url.mjs';
import { hiddenAt, withoutHidden } from './hidden-in-page.mjs';
import { say } from './say.mjs';

const LIST = `
  SELECT id, to_char(seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS seen, kind, slug,
    parameters, page_bytes AS bytes, message
  FROM vault_pages WHERE reason = 'unreadable' ORDER BY seen_at DESC, id DESC LIMIT 100`;
const PAGE = `
  SELECT content, (SELECT id FROM tracks WHERE tracks.slug = vault_pages.slug) AS track_id
  FROM vault_pages WHERE id = $1`;
/** A page's title stands in the message: it gives the terminal no command. */
function toLine({ id, seen, kind, slug, parameters, bytes, message }) {
  return [id, seen, kind, slug || '-', parameters || '-', `${bytes} B`, message]
    .join('  ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

async function show(client, id) {
  const { rows } = await client.query(PAGE, [id]);
  if (rows.length === 0) throw new Error(`no page ${id} is kept`);
  const [{ content, track_id: trackId }] = rows;
  const page = gunzipSync(content).toString();
  process.stdout.write(withoutHidden(page, await hiddenAt(client, trackId)));
}

async function run([id]) {
  const client = new pg.Client({ connectionString: await databaseUrl() });
  await client.connect();
  try {
    if (id !== undefined) await show(client, id);
    else for (const row of (await client.query(LIST)).rows) console.log(toLine(row));
  } finally {
    await client.end();
  }
}

process.exitCode = await run(process.argv.slice(2)).then(
  () => 0,
  (error) => {
    say(`The pages can't be looked at: ${error.message}.`);
    say(
      'They are in the database of a Trackside that runs: npm start; demo data: DATA_DIR=.data/demo.',
    );
    return 1;
  },
);
