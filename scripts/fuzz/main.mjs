// Mutated pages through every parser of the scraper. Prints one table; status 1 when a parser fell
// over, hung, took rows for an empty page or lost some without a word.
//
//   npm run fuzz                              100,000 pages
//   npm run fuzz -- --pages 5000 --seed 7     fewer, and again as they were
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { describeRun } from '../bench/run.mjs';
import { printTable, fact, goal } from '../bench/table.mjs';
import { lastTwelveMonths, monthsOf } from '../bench/dates.mjs';
import { ask } from '../bench/http-client.mjs';
import { readCalendar } from '../bench/sample.mjs';
import { startSite } from '../bench/site.mjs';
import { isEnding } from '../children.mjs';
import { endOnSignals } from '../lifetime.mjs';
import { inRoot } from '../project.mjs';
import { say } from '../say.mjs';
import { fuzz } from './fuzz.mjs';
import { pagesOf } from './pages.mjs';

const PARSERS = inRoot('dist', 'server', 'libs', 'liverc-scraper', 'src', 'parsers', 'index.js');
const OPTIONS = { seed: { type: 'string' }, pages: { type: 'string' } };
const SEED = 20_261_127;
const PAGES = 100_000;
/** A day with enough rows that losing some shows, and short enough that many are read. */
const SESSIONS = { least: 20, most: 80 };
const TOLD_EVERY = 10_000;

async function run(words) {
  const { values } = parseArgs({ args: words, options: OPTIONS });
  const seed = Number(values.seed ?? SEED);
  const pages = Number(values.pages ?? PAGES);
  if (!Number.isInteger(seed) || !Number.isInteger(pages) || pages < 1) {
    say('npm run fuzz -- [--pages N] [--seed N]');
    return 1;
  }
  const site = await startSite();
  const kinds = await pagesOfSite(site);
  await site.stop();
  const tell = (done) => done % TOLD_EVERY === 0 && say(`${done} of ${pages} pages`);
  const { outcomes, wrong, wrongs } = fuzz(kinds, { seed, pages, tell });
  wrong.forEach((what) => say(what));
  const rows = kinds.map(({ name }) => {
    const { read, empty, refused } = outcomes.get(name);
    return fact(`— ${name}`, `${read} read, ${empty} empty, ${refused} refused`);
  });
  const title = `${pages} damaged pages: fell over, hung, called empty or lost rows`;
  console.log(
    `${describeRun()}, seed ${seed}\n\n${printTable([goal(title, String(wrongs), '0', wrongs === 0), ...rows])}`,
  );
  return wrongs === 0 ? 0 : 1;
}

async function pagesOfSite(site) {
  const parsers = await import(pathToFileURL(PARSERS).href);
  const { slug, date } = await findDay(site);
  return pagesOf((path) => ask(site.origin + path), slug, date, parsers);
}

async function findDay(site) {
  for (const { slug } of await site.tracks()) {
    for (const month of monthsOf(lastTwelveMonths())) {
      const { days } = await readCalendar(site, slug, month);
      const day = days.find(
        ({ sessions }) => sessions >= SESSIONS.least && sessions <= SESSIONS.most,
      );
      if (day && days.length > 1) return { slug, date: day.date };
    }
  }
  throw new Error('no track of the site has such a day');
}

endOnSignals();
const status = await run(process.argv.slice(2)).catch((error) => {
  if (!isEnding()) say(error.stack);
  return 1;
});
if (!isEnding()) process.exit(status);
