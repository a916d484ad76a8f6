// What the quick benchmark looks at. A check gives ratios, each with the budget that the whole
// benchmark holds it to, and counts, each with the number that it has to be.
import { measureRun } from './cold-discovery.mjs';
import { measureClients } from './crowd.mjs';
import { lastTwelveMonths, monthsOf } from './dates.mjs';
import { measureFirstPage } from './first-page.mjs';
import { askJson, readEvents } from './http-client.mjs';
import { answersPerSecond } from './load.mjs';
import { readCalendar } from './sample.mjs';
import { median, timed } from './statistics.mjs';

const TIMES_IDEAL = 1.35;
/** The empty route of the same server answers at most so many times as often. */
const TIMES_EMPTY = 2;
const CROWD = 30;
const CALLS = 60;
const ROUNDS = 5;
const ROUND_MS = 400;
const WARM_MS = 10;

/** Each takes the bench and gives `{ ratios, counts }`. */
export const QUICK_CHECKS = {
  'cold, 12 months, 300 ms a page': (bench) => cold(bench, '12 months', 300, 2),
  'cold, 180 days, 150 ms a page': (bench) => cold(bench, '180 days', 150, 5),
  crowd,
  known,
  throughput,
  import: importOfADay,
  restart,
  'first page': firstPage,
};

const ratio = (what, times, budget) => ({ what, times, budget });
const count = (what, counted, wanted) => ({ what, counted, wanted });

async function cold(bench, range, medianMs, runs) {
  const found = [];
  for (let run = 0; run < runs; run++) {
    found.push(await measureRun(bench, { kind: 'club', range, medianMs }, run % 2 === 0));
  }
  const what = `Cold, club track, ${range}, ${medianMs} ms a page`;
  const times = median(found.map(({ totalMs, idealMs }) => totalMs / idealMs));
  const first = median(found.map(({ firstListingMs, pageMs }) => firstListingMs / pageMs));
  return {
    ratios: [
      ratio(`${what}: × ideal client`, times, TIMES_IDEAL),
      // Where pages come soon, a late record says more of the machine than of its sender.
      ...(medianMs >= 300 ? [ratio('— first listing: × its page', first, TIMES_IDEAL)] : []),
    ],
    counts: [
      count(`${what}: requests, ${runs} tracks`, sum(found, 'pages'), sum(found, 'idealPages')),
    ],
  };
}

async function crowd(bench) {
  const runs = [];
  for (let run = 0; run < 2; run++) runs.push(await measureClients(bench, CROWD));
  const what = `${CROWD} clients at once, one cold month`;
  return {
    ratios: [ratio(`${what}: × ideal client`, median(runs.map((run) => run.ratio)), TIMES_IDEAL)],
    counts: [
      count(`${what}: most requests for a page`, most(runs), 1),
      count(`${what}: requests, 2 tracks`, sum(runs, 'pages'), sum(runs, 'idealPages')),
    ],
  };
}

function most(runs) {
  return Math.max(...runs.map(({ mostAsked }) => mostAsked));
}

function sum(runs, key) {
  return runs.reduce((total, run) => total + run[key], 0);
}

/** A busy year, asked for again as JSON, as a stream and as a search. */
async function known({ api, site, takeTrack }) {
  await site.setLatency(0);
  const slug = takeTrack('busy');
  const dates = lastTwelveMonths();
  await api.collect(slug, dates);
  await site.forgetRequests();
  const times = [];
  for (let call = 0; call < CALLS; call++) times.push(await timed(() => api.collect(slug, dates)));
  await api.stream(slug, dates);
  await askJson(searchUrl(api, slug, dates));
  const { total } = await site.requests();
  return {
    ratios: [ratio(`Second call: × ${WARM_MS} ms`, median(times) / WARM_MS, 1)],
    counts: [count('Second call, stream and search: requests', total, 0)],
  };
}

function searchUrl(api, slug, { startDate, endDate }) {
  const range = `start_date=${startDate}&end_date=${endDate}&include_practice_days=true`;
  return `${api.base}/events/search?track_id=${api.trackIds.get(slug)}&${range}`;
}

async function throughput({ api, site, takeTrack }) {
  await site.setLatency(0);
  const slug = takeTrack('club');
  const { startDate, endDate } = lastTwelveMonths();
  for (let times = 0; times < 3; times++) await api.collect(slug, { startDate, endDate });
  const asked = { track_id: api.trackIds.get(slug), start_date: startDate, end_date: endDate };
  const headers = { 'accept-encoding': 'gzip' };
  const request = { method: 'POST', body: JSON.stringify(asked), headers };
  const rates = { empty: [], known: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await answersPerSecond(new URL('/healthz', api.base), {}, ROUND_MS);
    const url = `${api.base}/practice-days/discover-range`;
    const known = await answersPerSecond(url, request, ROUND_MS);
    rates.empty.push(empty.perSecond);
    rates.known.push(known.perSecond);
  }
  const times = median(rates.empty) / median(rates.known);
  return { ratios: [ratio('Known year, gzip: × the empty route', times, TIMES_EMPTY)], counts: [] };
}

/** A day that was discovered before: its page is not asked for again, each session's once. */
async function importOfADay({ api, site, takeTrack }) {
  await site.setLatency(0);
  const slug = takeTrack('club');
  const { date, sessions } = await smallDay(site, slug);
  await api.collect(slug, { startDate: date, endDate: date });
  await site.forgetRequests();
  const body = { track_id: api.trackIds.get(slug), date };
  const { data } = await askJson(`${api.base}/practice-days/ingest`, 'POST', body);
  await readEvents(`${api.base}/jobs/${data.job_id}/events`, () => undefined);
  const { total } = await site.requests();
  return { ratios: [], counts: [count('Import of a known day: requests', total, sessions)] };
}

/** Of the newest month that is over and has any. */
async function smallDay(site, slug) {
  for (const month of monthsOf(lastTwelveMonths()).slice(2)) {
    const { days } = await readCalendar(site, slug, month);
    if (days.length > 0) return days.toSorted((a, b) => a.sessions - b.sessions)[0];
  }
  throw new Error(`${slug} has no practice`);
}

async function restart(bench) {
  await bench.site.setLatency(0);
  const slug = bench.takeTrack('club');
  await bench.api.collect(slug, lastTwelveMonths());
  await bench.restartApi();
  await bench.site.forgetRequests();
  await bench.api.collect(slug, lastTwelveMonths());
  const { total } = await bench.site.requests();
  return { ratios: [], counts: [count('After a restart: requests', total, 0)] };
}

async function firstPage(bench) {
  const [{ what, measured, met }] = await measureFirstPage(bench);
  return { ratios: [], counts: [count(`${what}, ${measured}: over 200 kB`, Number(!met), 0)] };
}
