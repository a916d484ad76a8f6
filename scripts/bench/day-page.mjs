// A large imported day in Chromium: how soon the page answers, and whether its table keeps up.
import { startApi } from './api.mjs';
import { openBrowser } from './browser.mjs';
import { withDatabase } from './database.mjs';
import { median, spread } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const SESSIONS = 500;
const LAPS_A_SESSION = 40;
const DRIVERS = 60;
const LOADS = 7;
const MOST_MS = 1_500;

export async function measureDayPage({ site }) {
  await site.setLatency(0);
  return withDatabase(async (database, url, dataDir) => {
    const dayId = await importLargeDay(database);
    const api = await startApi(site, dataDir, url);
    const browser = await openBrowser();
    try {
      const address = `${new URL(api.base).origin}/practice-days/${dayId}?driver=Driver%207`;
      const loads = [];
      for (let load = 0; load <= LOADS; load++) loads.push(await openDay(browser, address));
      const usable = loads.slice(1).map((load) => load.usableMs);
      const drawn = loads.slice(1).map((load) => load.drawnMs);
      const { blank, seen } = await scroll(browser, `${address}&tab=sessions`);
      return [
        goal(
          `A day of ${SESSIONS} sessions, ${SESSIONS * LAPS_A_SESSION} laps: answers there, ${LOADS} loads`,
          `${spread(usable, 0)} ms`,
          `< ${MOST_MS} ms`,
          median(usable) < MOST_MS,
        ),
        fact('— charts drawn', `${spread(drawn, 0)} ms`),
        goal('— blank places while its sessions scroll', `${blank} of ${seen}`, '0', blank === 0),
      ];
    } finally {
      await browser.close();
      await api.stop();
    }
  });
}

/** Each load is a visitor's first: nothing is in the browser's cache. */
async function openDay(browser, address) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const startedAt = performance.now();
  await page.goto(address);
  await page.getByText('of the day').first().waitFor();
  await page.getByText('Best lap in the class').waitFor();
  const usableMs = performance.now() - startedAt;
  await page.locator('ts-chart canvas').nth(1).waitFor();
  const drawnMs = performance.now() - startedAt;
  await context.close();
  return { usableMs, drawnMs };
}

/** Half a screen a frame; what is there when the frame begins is what a reader sees. */
async function scroll(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.locator('ts-session-line').first().waitFor();
  const counts = await page.evaluate(`new Promise((resolve) => {
    const counts = { blank: 0, seen: 0 };
    const step = () => {
      scrollBy({ top: innerHeight / 2, behavior: 'instant' });
      const table = document.querySelector('cdk-virtual-scroll-viewport').getBoundingClientRect();
      for (const part of [0.45, 0.7, 0.95]) {
        const y = innerHeight * part;
        if (y < table.top + 4 || y > table.bottom - 4) continue;
        counts.seen += 1;
        const hit = document.elementFromPoint(innerWidth / 2, y);
        if (!hit?.closest('ts-session-line')) counts.blank += 1;
      }
      const left = document.documentElement.scrollHeight - innerHeight - scrollY;
      if (left <= 2) resolve(counts);
      else requestAnimationFrame(() => requestAnimationFrame(step));
    };
    step();
  })`);
  await page.close();
  return counts;
}

async function importLargeDay(database) {
  const [{ id: dayId }] = await database.query(`
    WITH track AS (
      INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
      VALUES (gen_random_uuid(), 'bench', 'Bench', 'bench', 'idle', false, now()) RETURNING id)
    INSERT INTO practice_days (id, track_id, month, date, listed_session_count, needs_reading,
      session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
      time_range_start, time_range_end, verified, summarised_at, imported_at)
    SELECT gen_random_uuid(), id, 202510, '2025-10-25', ${SESSIONS}, false, ${SESSIONS},
      ${SESSIONS * LAPS_A_SESSION}, ${SESSIONS * LAPS_A_SESSION * 35}, ${DRIVERS}, 4, '08:00', '18:00',
      true, now(), now() FROM track RETURNING id`);
  await database.query(
    `INSERT INTO practice_sessions (id, day_id, position, source_session_id, driver_name, class_name,
       transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds,
       average_lap_seconds, ended_at, valid_fastest_lap_seconds, valid_average_lap_seconds,
       top_3_consecutive_seconds, average_top_5_seconds, standard_deviation_seconds,
       consistency_percent, valid_lap_min_seconds, valid_lap_max_seconds, invalid_lap_count,
       laps_read_at)
     SELECT gen_random_uuid(), $1, n, n::text, 'Driver ' || n % ${DRIVERS}, 'Class ' || n % 4,
       (1000000 + n % ${DRIVERS})::text, '2025-10-25T18:00:00'::timestamp - n * interval '1 minute',
       ${LAPS_A_SESSION * 35}, ${LAPS_A_SESSION}, 34, 35, '2025-10-25T19:00:00', 34 + n % 7, 35 + n % 7,
       104 + n % 7, 34.5 + n % 7, 1.2, 96.5, 20, 70, 0, now()
     FROM generate_series(1, ${SESSIONS}) n`,
    [dayId],
  );
  await database.query(
    `INSERT INTO practice_laps (session_id, lap_number, lap_time_seconds, crossed_at, is_valid)
     SELECT s.id, lap, 34 + (s.position * 31 + lap * 17) % 97 / 10.0,
       s.started_at + lap * interval '35 seconds', lap % 23 <> 0
     FROM practice_sessions s, generate_series(1, ${LAPS_A_SESSION}) lap WHERE s.day_id = $1`,
    [dayId],
  );
  await database.query('ANALYZE');
  return dayId;
}
