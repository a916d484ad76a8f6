// An import: how soon the day is there, how long its laps take, and what writing them costs.
import { built, withDatabase } from './database.mjs';
import { lastTwelveMonths, monthsOf } from './dates.mjs';
import { askJson, readEvents } from './http-client.mjs';
import { readCalendar } from './sample.mjs';
import { spread, median, timed } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const SESSIONS = 300;
const LAPS_A_SESSION = 20;
/** As many sessions are written at a time as an import reads. */
const AT_A_TIME = 10;
const RUNS = 5;
const MOST_DATABASE_MS = 1_000;

export async function measureImports(bench) {
  return [...(await measureDay(bench)), await measureLapWrites()];
}

/** The busiest day of a busy track, discovered before, on a site without latency. */
async function measureDay({ api, site, takeTrack }) {
  await site.setLatency(0);
  const slug = takeTrack('busy');
  const month = monthsOf(lastTwelveMonths())[1];
  const { days } = await readCalendar(site, slug, month);
  const { date, sessions } = days.toSorted((a, b) => b.sessions - a.sessions)[0];
  await api.collect(slug, { startDate: date, endDate: date });
  await site.forgetRequests();
  const body = { track_id: api.trackIds.get(slug), date };
  const startedAt = performance.now();
  const { data } = await askJson(`${api.base}/practice-days/ingest`, 'POST', body);
  const answeredMs = performance.now() - startedAt;
  let job;
  await readEvents(`${api.base}/jobs/${data.job_id}/events`, (type, text) => {
    if (type === 'done') job = JSON.parse(text);
  });
  const totalMs = performance.now() - startedAt;
  const { total } = await site.requests();
  return [
    fact(`Import of a discovered day of ${sessions} sessions: answered`, ms(answeredMs)),
    fact('— all laps here', ms(totalMs)),
    goal(
      '— pages asked for',
      String(total),
      `${sessions}, one a session`,
      job.state === 'completed' && total === sessions,
    ),
  ];
}

/** The statement of an import against the embedded PostgreSQL as it runs for people, with fsync. */
async function measureLapWrites() {
  const { SessionImportStore } = await built(
    'libs/practice-days/src/import/session-import-store.js',
  );
  const times = await withDatabase(async (database) => {
    const { dayId, sessionIds } = await prepareDay(database);
    const store = new SessionImportStore(database);
    const runs = [];
    for (let run = 0; run < RUNS; run++) {
      await database.query('TRUNCATE practice_laps');
      runs.push(await timed(() => writeAll(store, dayId, sessionIds)));
    }
    return runs;
  });
  return goal(
    `Laps of ${SESSIONS} sessions written, ${SESSIONS * LAPS_A_SESSION} laps, ${RUNS} runs`,
    `${spread(times, 0)} ms`,
    `≤ ${MOST_DATABASE_MS} ms`,
    median(times) <= MOST_DATABASE_MS,
  );
}

async function prepareDay(database) {
  const [{ id: dayId }] = await database.query(`
    WITH track AS (
      INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
      VALUES (gen_random_uuid(), 'bench', 'Bench', 'bench', 'idle', false, now()) RETURNING id)
    INSERT INTO practice_days (id, track_id, month, date, listed_session_count, needs_reading)
    SELECT gen_random_uuid(), id, 202510, '2025-10-25', ${SESSIONS}, false FROM track RETURNING id`);
  const sessions = await database.query(
    `INSERT INTO practice_sessions (id, day_id, position, source_session_id, driver_name, started_at)
     SELECT gen_random_uuid(), $1, n, n::text, 'Driver ' || n, '2025-10-25T10:00:00'
     FROM generate_series(1, ${SESSIONS}) n RETURNING id`,
    [dayId],
  );
  return { dayId, sessionIds: sessions.map(({ id }) => id) };
}

async function writeAll(store, dayId, sessionIds) {
  const laps = Array.from({ length: LAPS_A_SESSION }, (_, at) => ({
    lapNumber: at + 1,
    lapTimeSeconds: 34.5 + at / 100,
    crossedAt: `2025-10-25T10:${String(at).padStart(2, '0')}:00`,
    isValid: true,
  }));
  const page = { endedAt: '2025-10-25T10:30:00', laps };
  const left = [...sessionIds];
  const writeSome = async () => {
    for (let id = left.pop(); id; id = left.pop()) {
      await store.saveLaps(dayId, id, page, new Date());
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, writeSome));
}

function ms(value) {
  return `${value.toFixed(0)} ms`;
}
