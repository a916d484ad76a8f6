// A month that everybody asks for expires under load: nobody is refused, and LiveRC is asked once.
import { withDatabase } from '../bench/database.mjs';
import { KilledApi } from '../bench/killed-api.mjs';
import { chooseTracks } from '../bench/sample.mjs';
import { lastTwelveMonths } from '../bench/dates.mjs';
import { seededRandom } from '../bench/seeded-random.mjs';
import { startSite } from '../bench/site.mjs';
import { percentile } from '../bench/statistics.mjs';
import { fact, goal } from '../bench/table.mjs';
import { sendPaced } from './paced-load.mjs';

const PER_SECOND = 500;
const ROUNDS = 3;
const ROUND_MS = 8_000;
/** When the month expires within a round. */
const EXPIRES_AT_MS = 3_000;
const PAGE_MS = 300;
/** Longer than any month counts that can still change, or is the last one. */
const EXPIRED_MS = 25 * 3_600_000;

export async function measureExpiry({ seed, say }) {
  return withDatabase(async (_, databaseUrl, dataDir) => {
    const site = await startSite();
    const api = new KilledApi(site, dataDir, databaseUrl, { PREFETCH_REQUESTS_PER_DAY: '0' });
    try {
      await api.start();
      const random = seededRandom(seed);
      const { club } = await chooseTracks(site, lastTwelveMonths());
      await site.setLatency(PAGE_MS);
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push(await playRound(site, api, random.pick(club), say));
      }
      return toRows(rounds);
    } finally {
      await api.stop();
      await site.stop();
    }
  });
}

async function playRound(site, api, slug, say) {
  const { startDate, endDate } = newestTwoMonths();
  const { base, trackIds } = api.api;
  const body = JSON.stringify({
    track_id: trackIds.get(slug),
    start_date: startDate,
    end_date: endDate,
  });
  const headers = { 'Content-Type': 'application/json' };
  const request = [`${base}/practice-days/discover-range`, { method: 'POST', body, headers }];
  // What an expired copy would do under load has to be seen with all code compiled.
  await sendPaced(PER_SECOND, 1_000, () => request);
  await site.forgetRequests();
  const load = sendPaced(PER_SECOND, ROUND_MS, () => request);
  setTimeout(() => void api.moveClock(EXPIRED_MS), EXPIRES_AT_MS);
  const answers = await load;
  const { by_url: byUrl } = await site.requests();
  for (const [url, count] of Object.entries(byUrl)) say(`${count} × ${url}`);
  return { answers, byUrl };
}

/** Last month and this one: of both a copy is old after a day. */
function newestTwoMonths() {
  const { endDate } = lastTwelveMonths();
  const [year, month] = endDate.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 10);
  return { startDate: first, endDate };
}

function toRows(rounds) {
  const answers = rounds.flatMap((round) => round.answers);
  const failed = answers.filter(({ failure }) => failure);
  const incomplete = answers.filter(({ text }) => text && !text.includes('"complete":true'));
  const asked = rounds.flatMap(({ byUrl }) => Object.entries(byUrl));
  const calendars = asked.filter(([url]) => url.includes('p=calendar'));
  const most = Math.max(...asked.map(([, count]) => count));
  const during = answers.filter(({ sentMs }) => sentMs > EXPIRES_AT_MS);
  const p99 = percentile(
    during.map(({ tookMs }) => tookMs),
    0.99,
  );
  return [
    goal(
      `Two months expire under ${PER_SECOND} requests/s, ${ROUNDS} times: failed`,
      `${failed.length + incomplete.length} of ${answers.length}`,
      '0',
      failed.length + incomplete.length === 0,
    ),
    goal(
      '— calendars asked for, most requests for a page',
      `${calendars.length}, ${most}`,
      `${2 * ROUNDS}, 1`,
      calendars.length === 2 * ROUNDS && most === 1,
    ),
    fact('— an answer takes from then on, p99 (a page 300 ms)', `${p99.toFixed(0)} ms`),
  ];
}
