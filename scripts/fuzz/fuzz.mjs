// Pages with something done to them, through every parser.
import { seededRandom } from '../bench/seeded-random.mjs';
import { judge } from './judge.mjs';
import { mutate } from './mutations.mjs';

/** Kept of what went wrong; the rest is counted. */
const MOST_KEPT = 20;

/**
 * @param {readonly import('./pages.mjs').Kind[]} kinds
 * @param {{ seed: number, pages: number, longestMs?: number, tell?: (done: number) => void }} how
 *   `longestMs` of the processor's time is what a page may take
 * @returns what came of the pages of each kind, and what no parser may do, with the number that
 *   makes the page again
 */
export function fuzz(kinds, { seed, pages, longestMs, tell = () => undefined }) {
  const others = kinds.map(({ html }) => html);
  const outcomes = new Map(kinds.map(({ name }) => [name, { read: 0, empty: 0, refused: 0 }]));
  const wrong = [];
  let wrongs = 0;
  for (let number = 0; number < pages; number++) {
    const kind = kinds[number % kinds.length];
    const { html, done } = mutate(kind.html, seededRandom(seed + number), others);
    const verdict = judge(kind, html, longestMs);
    outcomes.get(kind.name)[verdict.outcome]++;
    if (verdict.wrong !== null) {
      wrongs++;
      const what = `${kind.name}, page ${number} (${done.join(', ')}): ${verdict.wrong}`;
      if (wrong.length < MOST_KEPT) wrong.push(what);
    }
    tell(number + 1);
  }
  return { outcomes, wrong, wrongs };
}
