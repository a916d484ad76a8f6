// How many answers a second of what is known, beside a route of the same server that does nothing.
import { lastTwelveMonths } from './dates.mjs';
import { answersPerSecond } from './load.mjs';
import { median } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const ROUNDS = 7;
const ROUND_MS = 1_500;
const LEAST_SHARE = 0.5;
/** What a client says that it accepts, and how that is called. */
const ACCEPTED = [
  ['', 'plain'],
  ['gzip', 'gzip'],
  ['br', 'Brotli'],
];

export async function measureThroughput({ api, site, takeTrack }) {
  await site.setLatency(0);
  const rows = [];
  for (const kind of ['club', 'busy']) {
    const slug = takeTrack(kind);
    // The first answer reads LiveRC, the second one the store: from then on nothing is new.
    for (let times = 0; times < 3; times++) await api.collect(slug, lastTwelveMonths());
    rows.push(...(await measureTrack(api, slug, kind)));
  }
  return rows;
}

async function measureTrack(api, slug, kind) {
  const { startDate, endDate } = lastTwelveMonths();
  const empty = [new URL('/healthz', api.base), {}];
  const asked = { track_id: api.trackIds.get(slug), start_date: startDate, end_date: endDate };
  const known = ACCEPTED.map(([encoding, name]) => {
    const headers = encoding ? { 'accept-encoding': encoding } : {};
    const request = { method: 'POST', body: JSON.stringify(asked), headers };
    return { name, ask: [`${api.base}/practice-days/discover-range`, request], rates: [] };
  });
  const emptyRates = [];
  for (let round = 0; round < ROUNDS; round++) {
    emptyRates.push((await answersPerSecond(...empty, ROUND_MS)).perSecond);
    for (const each of known) {
      const { perSecond, bodyBytes } = await answersPerSecond(...each.ask, ROUND_MS);
      each.rates.push(perSecond);
      each.bytes = bodyBytes;
    }
  }
  const most = median(emptyRates);
  return [
    fact(`Empty route, 10 connections, median of ${ROUNDS}`, `${most.toFixed(0)} answers/s`),
    ...known.map(({ name, rates, bytes }) => {
      const share = median(rates) / most;
      return goal(
        `Known, 12 months, ${kind} track, ${name}, ${(bytes / 1000).toFixed(1)} kB`,
        `${share.toFixed(2)}; ${median(rates).toFixed(0)} answers/s`,
        `≥ ${LEAST_SHARE} × the empty route`,
        share >= LEAST_SHARE,
      );
    }),
  ];
}
