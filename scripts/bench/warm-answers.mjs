// What is known costs no page and no wait: in the same process, and in one that has just started.
import { lastTwelveMonths } from './dates.mjs';
import { askJson } from './http-client.mjs';
import { median, percentile, timed } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const CALLS = 200;
const MOST_MS = 10;

export async function measureWarmAnswers(bench) {
  const { site, takeTrack } = bench;
  await site.setLatency(0);
  const slug = takeTrack('busy');
  const dates = lastTwelveMonths();
  const days = (await bench.api.collect(slug, dates)).practice_days.length;
  const known = await bench.api.collect(slug, dates);
  if (!known.complete) throw new Error(`${slug} is not complete`);
  await site.forgetRequests();
  await bench.api.measure();
  const warm = await repeat(() => bench.api.collect(slug, dates));
  const { cpuMs } = await bench.api.measure();
  const rows = answerRows(
    `Second call, 12 months, ${days} days, JSON`,
    warm,
    await site.requests(),
  );
  await bench.restartApi();
  await site.forgetRequests();
  const first = await timed(() => bench.api.collect(slug, dates));
  const again = await repeat(() => bench.api.collect(slug, dates));
  return [
    ...rows,
    fact('— processor time a call', `${(cpuMs / CALLS).toFixed(1)} ms`),
    fact('First call after a restart', `${first.toFixed(1)} ms`),
    ...answerRows('Calls after it', again, await site.requests()),
    await measureSearch(bench, slug, dates),
  ];
}

async function repeat(work) {
  const times = [];
  for (let call = 0; call < CALLS; call++) times.push(await timed(work));
  return times;
}

function answerRows(what, times, { total }) {
  const p95 = percentile(times, 0.95).toFixed(1);
  return [
    goal(
      `${what}, median of ${times.length}`,
      `${median(times).toFixed(1)} ms (p95 ${p95})`,
      `≤ ${MOST_MS} ms`,
      median(times) <= MOST_MS,
    ),
    goal('— pages asked for', String(total), '0', total === 0),
  ];
}

async function measureSearch({ api }, slug, { startDate, endDate }) {
  const range = `start_date=${startDate}&end_date=${endDate}&include_practice_days=true`;
  const url = `${api.base}/events/search?track_id=${api.trackIds.get(slug)}&${range}`;
  const times = await repeat(() => askJson(url));
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(times, share).toFixed(1));
  return fact('Search of events and known practice days, 12 months', `${p50} ms (p95 ${p95})`);
}
