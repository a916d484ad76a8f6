// Nobody starves: a track that hangs costs the others little, and one who comes into a crowd sees a
// first page soon. Every search is of a track that nobody has asked for, so where times of different
// tracks are compared, each is taken as a multiple of the ideal client's on the same track.
import { lastMonth, lastTwelveMonths } from './dates.mjs';
import { readIdeally } from './ideal-client.mjs';
import { median, spread } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const MOST_TIMES_ALONE_BESIDE_HUNG = 2;
const SEARCHES = 4;
const QUICK_PAGE_MS = 60;
/** By then all months of the track that hangs are wanted: its discovery hurries no further. */
const HANGS_FOR_MS = 5_000;
/** Searches lie so far apart that they meet each state of a track that hangs: silence, time-outs. */
const BETWEEN_SEARCHES_MS = 5_000;

const MOST_TIMES_ALONE_IN_CROWD = 3;
const CROWD = 20;
const NEWCOMERS = 3;
const SLOW_PAGE_MS = 400;
/** How long after the crowd, and after one another, newcomers come. */
const BETWEEN_MS = 1_500;

export async function measureFairness(bench) {
  const beside = await measureBesideHungTrack(bench);
  const inCrowd = await measureInCrowd(bench);
  await bench.site.setLatency(0);
  return [...beside, ...inCrowd];
}

async function measureBesideHungTrack(bench) {
  const { site, api, takeTrack } = bench;
  const alone = await searchOneByOne(bench);
  const hung = takeTrack('club');
  await site.setFaults([{ match: { slug: hung }, effect: { type: 'hang' } }]);
  const ending = new AbortController();
  const looping = askAgainAndAgain(api, hung, ending.signal);
  await sleep(HANGS_FOR_MS);
  const beside = await searchOneByOne(bench, BETWEEN_SEARCHES_MS);
  ending.abort();
  await looping;
  await site.setFaults([]);
  const ratio = sum(beside) / sum(alone);
  return [
    goal(
      `${SEARCHES} cold searches of 12 months beside a track that hangs`,
      `${ratio.toFixed(2)} × alone`,
      `≤ ${MOST_TIMES_ALONE_BESIDE_HUNG} × alone`,
      ratio <= MOST_TIMES_ALONE_BESIDE_HUNG,
    ),
    fact('— each, beside it; alone', `${spread(beside)}; ${spread(alone)} × ideal client`),
  ];
}

/** A client that begins anew whenever its search ends, until the signal. */
async function askAgainAndAgain(api, slug, signal) {
  while (!signal.aborted) await api.stream(slug, lastTwelveMonths(), signal).catch(() => null);
}

/** Each as a multiple of the ideal client's time; without end where it fails. */
async function searchOneByOne({ site, api, takeTrack, say }, betweenMs = 0) {
  const ratios = [];
  for (let search = 0; search < SEARCHES; search++) {
    const slug = takeTrack('club');
    // Once without latency, so that the site serves its pages to both from memory.
    await site.setLatency(0);
    await readIdeally(site.origin, slug, lastTwelveMonths());
    await site.setLatency(QUICK_PAGE_MS);
    const ideal = await readIdeally(site.origin, slug, lastTwelveMonths());
    const ours = await api.stream(slug, lastTwelveMonths()).catch(failed);
    say(`${slug}: ${ours.totalMs.toFixed(0)} ms, ideally ${ideal.totalMs.toFixed(0)} ms`);
    ratios.push(ours.totalMs / ideal.totalMs);
    await sleep(betweenMs);
  }
  return ratios;
}

/** Every page takes the same time, so that newcomers to different tracks can be compared. */
async function measureInCrowd(bench) {
  const { site, api, takeTrack } = bench;
  await site.setLatency(SLOW_PAGE_MS, 0);
  const alone = await firstListings(bench);
  const leaving = new AbortController();
  const crowd = Array.from({ length: CROWD }, () => {
    return api.stream(takeTrack('club'), lastTwelveMonths(), leaving.signal).catch(() => null);
  });
  await sleep(BETWEEN_MS);
  const inCrowd = await firstListings(bench);
  const waiting = await api.waiting();
  leaving.abort();
  await Promise.all(crowd);
  const ratios = inCrowd.map((ms) => ms / median(alone));
  const [worst] = ratios.toSorted((a, b) => b - a);
  return [
    goal(
      `First listing of one who comes into a crowd of ${CROWD} with 12 cold months each`,
      `${spread(ratios)} × alone`,
      `≤ ${MOST_TIMES_ALONE_IN_CROWD} × alone`,
      worst <= MOST_TIMES_ALONE_IN_CROWD,
    ),
    fact('— alone; pages that wait at the end', `${spread(alone, 0)} ms; ${waiting}`),
  ];
}

/** One newcomer after another, each for one month of a track of its own. */
async function firstListings({ api, takeTrack, say }) {
  const times = [];
  for (let newcomer = 0; newcomer < NEWCOMERS; newcomer++) {
    const leaving = new AbortController();
    const startedAt = performance.now();
    const stream = api.stream(takeTrack('club'), lastMonth(), leaving.signal, () => {
      times.push(performance.now() - startedAt);
      leaving.abort();
    });
    await stream.catch(() => null);
    say(`first listing after ${times.at(-1)?.toFixed(0)} ms`);
    await sleep(BETWEEN_MS);
  }
  return times;
}

/** A search without its end is too slow by any measure. */
function failed() {
  return { totalMs: Infinity };
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
