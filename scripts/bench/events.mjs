// A big race event: how long its import takes beside the downloads alone, and what it costs the database.
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startApi } from './api.mjs';
import { withDatabase } from './database.mjs';
import { ask, askJson, readEvents } from './http-client.mjs';
import { CONCURRENCY } from './ideal-client.mjs';
import { median, spread, timed } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const RUNS = 3;
const PAGE_MS = 300;
const MOST_RATIO = 1.2;
/** Of all places at LiveRC, work in the background leaves three in ten to people. */
const PLACES = Math.floor(CONCURRENCY * 0.7);
const MOST_DATABASE_MS = 1_500;
/** PostgreSQL tells what a connection has done once it has rested for so long. */
const TOLD_AFTER_MS = 12_000;

export async function measureEvents({ site, takeTrack }) {
  const slug = takeTrack('club');
  return withDatabase(async (database, url, dataDir) => {
    await site.setLatency(0);
    const api = await startApi(site, dataDir, url);
    try {
      const runs = [];
      for (const id of await bigEvents(site, api, slug)) {
        runs.push(await importBig(database, { site, api, slug, id }));
      }
      return rowsOf(runs);
    } finally {
      await api.stop();
    }
  });
}

function rowsOf(runs) {
  const ratios = runs.map(({ importMs, downloadMs }) => importMs / downloadMs);
  const [{ pages, races, laps }] = runs;
  return [
    goal(
      `Import of an event of ${races} races, ${laps} laps, ${pages} pages of ${PAGE_MS} ms: × its downloads, ${PLACES} at a time`,
      spread(ratios),
      `≤ ${MOST_RATIO}`,
      median(ratios) <= MOST_RATIO,
    ),
    fact(
      '— these downloads alone',
      `${spread(
        runs.map((run) => run.downloadMs),
        0,
      )} ms`,
    ),
    goal(
      '— time of the database, over all connections',
      `${spread(
        runs.map((run) => run.databaseMs),
        0,
      )} ms`,
      `≤ ${MOST_DATABASE_MS} ms`,
      median(runs.map((run) => run.databaseMs)) <= MOST_DATABASE_MS,
    ),
  ];
}

/** Past events of the track, made big. */
async function bigEvents(site, api, slug) {
  const body = { track_id: api.trackIds.get(slug) };
  const { data } = await askJson(`${api.base}/events/discover`, 'POST', body);
  const today = new Date().toISOString().slice(0, 10);
  const past = data.new_events.filter(({ end_date }) => end_date !== null && end_date < today);
  const ids = past.slice(0, RUNS).map((event) => event.source_event_id);
  for (const id of ids) await site.changeEvent(slug, id, { big: true });
  return ids;
}

async function importBig(database, { site, api, slug, id }) {
  await site.setLatency(0);
  await pause(TOLD_AFTER_MS);
  const busyBefore = await busyMs(database);
  await site.setLatency(PAGE_MS);
  await site.forgetRequests();
  const startedAt = performance.now();
  const job = await importEvent(api, slug, id);
  const importMs = performance.now() - startedAt;
  const { records } = await site.requests();
  const { data: races } = await askJson(`${api.base}/events/${job.event_id}/races`);
  await pause(TOLD_AFTER_MS);
  const databaseMs = (await busyMs(database)) - busyBefore;
  const inOrder = records.toSorted((a, b) => a.sequence - b.sequence);
  const urls = inOrder.map((record) => `${site.origin}${record.url}`);
  const downloadMs = await timed(() => downloadAll(urls));
  const laps = races.items.reduce((sum, race) => sum + race.lap_count, 0);
  return { importMs, downloadMs, databaseMs, pages: urls.length, races: races.items.length, laps };
}

async function importEvent(api, slug, id) {
  const body = { track_id: api.trackIds.get(slug), source_event_ids: [id] };
  const { data } = await askJson(`${api.base}/events/import`, 'POST', body);
  const [job] = data.jobs;
  let end;
  await readEvents(`${api.base}/jobs/${job.job_id}/events`, (type, text) => {
    if (type === 'done') end = JSON.parse(text);
  });
  if (end?.state !== 'completed') throw new Error(`the import ${end?.state ?? 'told no end'}`);
  return job;
}

/** The event's own page names the others. */
async function downloadAll([first, ...others]) {
  const agent = new Agent({ keepAlive: true, maxSockets: PLACES });
  await ask(first, { agent });
  await Promise.all(others.map((url) => ask(url, { agent })));
  agent.destroy();
}

/** Milliseconds that connections to the database were at work. */
async function busyMs(database) {
  const [{ ms }] = await database.query(
    'SELECT active_time AS ms FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(ms);
}
