// `npm run bench -- --quick`: the promises in a small form, on any machine, in less than two minutes.
// Requests to LiveRC are counted: a wrong number fails at once. Ratios are medians of one run, and
// fail beyond one and a half times their budget, if they do so twice.
import { QUICK_CHECKS } from './quick-checks.mjs';
import { goal } from './table.mjs';

const TOLERATED = 1.5;

/**
 * @param untilFailed whether to end at the first check that fails
 * @returns rows of the table
 */
export async function measureQuickly(bench, { untilFailed }) {
  const rows = [];
  for (const [name, check] of Object.entries(QUICK_CHECKS)) {
    const startedAt = performance.now();
    rows.push(...(await judge(() => check(bench), bench.say)));
    bench.say(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    if (untilFailed && rows.some(({ met }) => !met)) break;
  }
  return rows;
}

async function judge(check, say) {
  const { ratios, counts } = await check();
  const bad = ratios.filter((each) => !isTolerated(each));
  if (bad.length === 0) return [...ratios.map(ratioRow), ...counts.map(countRow)];
  for (const { what, times } of bad) say(`${what}: ${times.toFixed(2)}, measured once more`);
  const again = await check();
  // Only what was bad: what was good the first time is not called bad by the second.
  const settled = ratios.map((each, at) => (isTolerated(each) ? each : again.ratios[at]));
  return [...settled.map(ratioRow), ...[...counts, ...again.counts].map(countRow)];
}

function isTolerated({ times, budget }) {
  return times <= budget * TOLERATED;
}

function ratioRow({ what, times, budget }) {
  const wanted = `≤ ${TOLERATED} × ${budget}`;
  return goal(what, times.toFixed(2), wanted, isTolerated({ times, budget }));
}

function countRow({ what, counted, wanted }) {
  return goal(what, String(counted), String(wanted), counted === wanted);
}
