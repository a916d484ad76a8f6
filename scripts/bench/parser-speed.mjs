// The parsers alone, in this process, on pages of the simulator and on pages made to be slow.
import { pathToFileURL } from 'node:url';
import { inRoot } from '../project.mjs';
import { lastTwelveMonths, monthsOf } from './dates.mjs';
import { hostilePages } from './hostile-pages.mjs';
import { ask } from './http-client.mjs';
import { readCalendar } from './sample.mjs';
import { median, workedMs } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const PARSERS = inRoot('dist', 'server', 'libs', 'liverc-scraper', 'src', 'parsers', 'index.js');
const WARM_UP_MS = 700;
const MEASURED_MS = 1_000;
const MOST_HOSTILE_MS = 1_000;

export async function measureParsers({ site, tracksOf, say }) {
  const parsers = await import(pathToFileURL(PARSERS).href);
  const pages = await fetchPages(site, tracksOf('busy'), parsers);
  // Compilers work beside us: all of them are to be through before the first figure is taken.
  for (const { read, html } of pages) repeatFor(WARM_UP_MS, () => read(html));
  const rows = pages.map(({ name, mostMs, read, html }) => {
    const ms = repeatFor(MEASURED_MS, () => read(html));
    const measured = `${ms.toFixed(2)} ms`;
    return mostMs
      ? goal(`Parser, ${name}`, measured, `≤ ${mostMs} ms`, ms <= mostMs)
      : fact(`Parser, ${name}`, measured);
  });
  return [...rows, measureHostile(pages, say)];
}

async function fetchPages(site, slugs, parsers) {
  const small = await findDay(site, slugs, 60);
  const large = await findDay(site, slugs, 600);
  const month = large.date.slice(0, 7);
  const [year, number] = month.split('-').map(Number);
  const practice = `/${large.slug}/practice/?p=`;
  const day = ({ slug, date }) => `/${slug}/practice/?p=session_list&d=${date}`;
  const dayHtml = await ask(site.origin + day(large));
  const session = /p=view_session&(?:amp;)?id=(\d+)/.exec(dayHtml)[1];
  const calendar = (html) => parsers.parseCalendar(html, '', { year, month: number });
  const reader =
    ({ date }) =>
    (html) =>
      parsers.parseDay(html, '', date);
  const kinds = [
    [`day of ${small.sessions} sessions`, day(small), reader(small), 5],
    [`day of ${large.sessions} sessions`, day(large), reader(large), 40],
    ['calendar', `${practice}calendar&d=${month}`, calendar],
    ['session', `${practice}view_session&id=${session}`, (html) => parsers.parseSession(html, '')],
    ['catalogue', '/', (html) => parsers.parseCatalogue(html, '')],
    ['events', `/${large.slug}/events`, (html) => parsers.parseEvents(html, '')],
    ['dashboard', `/${large.slug}/`, (html) => parsers.parseDashboard(html, '')],
  ];
  return Promise.all(
    kinds.map(async ([name, path, read, mostMs]) => {
      const html = await ask(site.origin + path);
      return { name: `${name} (${Math.round(html.length / 1000)} kB)`, read, mostMs, html };
    }),
  );
}

/** The day with the fewest sessions that are not fewer than `least`. */
async function findDay(site, slugs, least) {
  let best;
  for (const slug of slugs) {
    for (const month of monthsOf(lastTwelveMonths())) {
      for (const { date, sessions } of (await readCalendar(site, slug, month)).days) {
        if (sessions >= least && (!best || sessions < best.sessions)) {
          best = { slug, date, sessions };
        }
      }
      if (best?.sessions === least) return best;
    }
  }
  return best;
}

/** The median of the processor time of one turn, in milliseconds. */
function repeatFor(durationMs, work) {
  const times = [];
  const endsAt = performance.now() + durationMs;
  while (performance.now() < endsAt) times.push(workedMs(work));
  return median(times);
}

function measureHostile(pages, say) {
  let worst = { ms: 0, name: '' };
  let count = 0;
  // The day of 600 sessions and the day of 60 are read in the same way.
  for (const { name, read, html } of pages.slice(1)) {
    for (const page of hostilePages(html)) {
      const ms = workedMs(() => refuseOrRead(read, page.html));
      count++;
      if (ms > worst.ms) worst = { ms, name: `${page.name}, ${name}` };
    }
  }
  say(`slowest of ${count} hostile pages: ${worst.name}`);
  return goal(
    `Slowest of ${count} hostile pages of 4 MB`,
    `${Math.round(worst.ms)} ms`,
    `< ${MOST_HOSTILE_MS} ms`,
    worst.ms < MOST_HOSTILE_MS,
  );
}

/** A page may be refused; how long that takes is all that counts here. */
function refuseOrRead(read, html) {
  try {
    read(html);
  } catch (error) {
    if (error.name !== 'LivercPageChangedError') throw error;
  }
}
