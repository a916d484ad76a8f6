// Lighthouse's score of pages, as it reckons a phone.
import { judgeOnce, loadLighthouse } from './lighthouse.mjs';
import { typicalOf } from './page-figures.mjs';
import { median, spread } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const RUNS = 5;
const LEAST_SCORE = 90;
const PAGES = ['home', 'search', 'day', 'driver'];

/** @param pages see `withPages` */
export async function measureScores(pages, say) {
  const lighthouse = await loadLighthouse().catch((error) => say(error.message));
  if (!lighthouse) return [fact('Lighthouse, performance', 'not measured: it can’t be fetched')];
  const runs = Object.fromEntries(PAGES.map((name) => [name, []]));
  for (let round = 0; round < RUNS; round++) {
    for (const name of PAGES) runs[name].push(await judgeOnce(lighthouse, pages[name].address));
    say(`Lighthouse: ${round + 1} of ${RUNS} visits to each page`);
  }
  return PAGES.map((name) => scoreRow(name, runs[name]));
}

function scoreRow(name, runs) {
  const scores = runs.map(({ score }) => score);
  const middle = median(scores);
  return goal(
    `Lighthouse, performance on a phone: ${name}`,
    spread(scores, 0),
    `≥ ${LEAST_SCORE}`,
    middle >= LEAST_SCORE,
    whySo(typicalOf(runs, 'score', middle)),
  );
}

function whySo({ firstPaint, largestPaint, blocking, shift }) {
  return (
    `first paint ${ms(firstPaint)}, largest ${ms(largestPaint)}, blocked ${ms(blocking)}, ` +
    `shifted ${shift.toFixed(3)}`
  );
}

function ms(value) {
  return `${value.toFixed(0)} ms`;
}
