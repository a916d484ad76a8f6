// Many clients that ask for the same cold month at once cost what one costs.
import { lastMonth } from './dates.mjs';
import { readIdeally } from './ideal-client.mjs';
import { median, spread } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const CLIENTS = 100;
const RUNS = 3;
const PAGE_MS = 300;

export async function measureCrowd(bench) {
  const alone = [];
  const crowded = [];
  for (let run = 0; run < RUNS; run++) {
    alone.push(await measureClients(bench, 1));
    crowded.push(await measureClients(bench, CLIENTS));
  }
  const most = Math.max(...crowded.map(({ mostAsked }) => mostAsked));
  const times = (runs) => runs.map(({ ratio }) => ratio);
  return [
    goal(
      `${CLIENTS} clients at once, one cold month: most requests for a page`,
      String(most),
      '1',
      most === 1,
    ),
    fact('— the last of them is through after', `${spread(times(crowded))} × ideal client`),
    fact('— one client alone', `${median(times(alone)).toFixed(2)} × ideal client`),
  ];
}

/** So many clients at once, against the ideal client alone. */
export async function measureClients({ site, api, takeTrack }, clients) {
  const slug = takeTrack('busy');
  const month = lastMonth();
  await site.setLatency(0);
  await readIdeally(site.origin, slug, month);
  await site.setLatency(PAGE_MS);
  const ideal = await readIdeally(site.origin, slug, month);
  await site.forgetRequests();
  const streams = Array.from({ length: clients }, () => api.stream(slug, month));
  const times = (await Promise.all(streams)).map(({ totalMs }) => totalMs);
  const { by_url: byUrl, total } = await site.requests();
  return {
    pages: total,
    idealPages: ideal.pages,
    ratio: Math.max(...times) / ideal.totalMs,
    mostAsked: Math.max(...Object.values(byUrl)),
  };
}
