// Deletion needs two witnesses, also where the process is killed: twenty sequences in which LiveRC
// shows short, stale and wrong pages, each with one kill -9 at a random moment, over one database.
// In the end LiveRC shows the truth, and everything has to be as it shows it.
import { withDatabase } from './database.mjs';
import { KilledApi } from './killed-api.mjs';
import { judgeTrack } from './kills-judgement.mjs';
import { seededRandom } from './seeded-random.mjs';
import { startSite } from './site.mjs';
import { fact, goal } from './table.mjs';

const SEQUENCES = 20;
const SEED = 20_251_120;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** Jobs go on after the last reading, some of them only when the worker's death was noticed. */
const MOST_JOBS_MS = 100 * SECOND_MS;
/** How long after it was asked a process may live, in milliseconds. */
const LONGEST_LIFE_MS = 500;
const LATENCY_MS = 25;

export async function measureKills({ say }) {
  return withDatabase(async (_, databaseUrl, dataDir) => {
    const site = await startSite();
    const api = new KilledApi(site, dataDir, databaseUrl);
    try {
      await site.setLatency(LATENCY_MS);
      await api.start();
      const subjects = await chooseSubjects(site);
      const random = seededRandom(SEED);
      for (const subject of subjects) await playSequence(site, api, subject, random);
      await readTwice(site, api, subjects);
      const wrong = [];
      for (const subject of subjects) wrong.push(...(await judgeTrack(site, api, subject)));
      for (const what of wrong) say(what);
      return toRows(api, wrong);
    } finally {
      await api.stop();
      await site.stop();
    }
  });
}

function toRows(api, wrong) {
  return [
    goal(
      `Killed with -9 in ${SEQUENCES} sequences of true and false pages`,
      wrong.length === 0 ? 'all as LiveRC shows it' : `${wrong.length} differences`,
      'all as LiveRC shows it',
      wrong.length === 0,
    ),
    fact('— kills, restarts', `${api.kills}, ${api.starts - 1}`),
  ];
}

/** A settled month of a club's track each, and one of its days. */
async function chooseSubjects(site) {
  const month = settledMonth();
  const subjects = [];
  for (const { slug } of await site.tracks()) {
    if (subjects.length === SEQUENCES) break;
    const { practice_days: days } = await site.truth(`${slug}/month/${month}`);
    const fit = days.filter((day) => day.session_count >= 3 && day.session_count <= 20);
    if (days.length >= 2 && days.length <= 6 && fit.length > 0) {
      subjects.push({ slug, month, date: fit[0].date });
    }
  }
  if (subjects.length < SEQUENCES) throw new Error('the site has too few tracks for the kills');
  return subjects;
}

/** Three months ago: no page of it is read again because it is young. */
function settledMonth() {
  const today = new Date();
  const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 3, 1));
  return first.toISOString().slice(0, 7);
}

async function playSequence(site, api, subject, random) {
  const steps = 3 + random.below(3);
  const killAt = random.below(steps);
  for (let step = 0; step < steps; step++) {
    await site.setFaults(drawFaults(subject, random));
    if (random.below(3) === 0) await site.uploadLate(subject.slug, subject.date, 1);
    await api.moveClock(random.pick([6, 61, 61, 601]) * SECOND_MS);
    const asking = ask(api, subject, random).catch(() => null);
    if (step === killAt) {
      await Promise.race([asking, pause(random.below(LONGEST_LIFE_MS))]);
      await api.killAndStart();
    }
    await asking;
  }
}

function ask(api, { slug, month, date }, random) {
  const wish = random.below(4);
  if (wish === 0) return api.discover(slug, month, false);
  return wish === 1 ? api.discover(slug, month, true) : api.ingest(slug, date);
}

function drawFaults({ slug, month, date }, random) {
  const day = { page: 'day', slug, date };
  return random.pick([
    [],
    [{ match: day, effect: { type: 'short-page', rows: 2 } }],
    [{ match: day, effect: { type: 'stale-page' } }],
    [{ match: day, effect: { type: 'unrelated-page' } }],
    [{ match: { page: 'day', slug, month }, effect: { type: 'short-page', rows: 1 } }],
    [{ match: { page: 'calendar', slug }, effect: { type: 'short-page', rows: 1 } }],
    [{ match: { slug, month }, effect: { type: 'stale-page' } }],
    [{ match: day, effect: { type: 'removed-sessions', sessions: 1 } }],
  ]);
}

/** LiveRC shows the truth from now on: two readings of everything, then time for the jobs. */
async function readTwice(site, api, subjects) {
  await site.setFaults([]);
  for (const waitMs of [11 * MINUTE_MS, 2 * MINUTE_MS]) {
    await api.moveClock(waitMs);
    for (const { slug, month } of subjects) await api.discover(slug, month, true);
  }
  const deadline = performance.now() + MOST_JOBS_MS;
  while (performance.now() < deadline) {
    const open = [];
    for (const { slug, month } of subjects) open.push(...(await api.openJobs(slug, month)));
    if (open.length === 0) return;
    await pause(2 * SECOND_MS);
    await api.moveClock(61 * SECOND_MS);
  }
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
