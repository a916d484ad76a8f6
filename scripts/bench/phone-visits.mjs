// Pages on a phone with a bad signal: the first visit, and the next one. Each visit is a phone's own.
import { startChromium } from './chromium.mjs';
import { whyBlocked, whyLate, whyShifted, typicalOf } from './page-figures.mjs';
import { NETWORK, Phone } from './phone.mjs';
import { median, spread } from './statistics.mjs';
import { fact, goal } from './table.mjs';

const VISITS = 5;
/** What is waited for, which figure tells when it is there, and how long it may take. */
const WANTED = {
  home: { title: 'Home', until: 'largest paint', figure: 'largestPaint', mostMs: 2_500 },
  search: { title: 'A search', until: 'first row', figure: 'readyAt', mostMs: 3_300 },
  day: { title: 'A day', until: 'chart drawn', figure: 'readyAt', mostMs: 4_700 },
  year: { title: 'A year', until: 'first day', figure: 'readyAt' },
};
const MOST_AGAIN_MS = 1_200;
const MOST_BLOCKING_MS = 200;
const MOST_SHIFT = 0.02;

/** @param pages see `withPages` */
export async function measureVisits(pages, say) {
  const visits = Object.fromEntries(Object.keys(WANTED).map((name) => [name, []]));
  const chromium = await startChromium();
  try {
    // In turns, so that what else the machine does falls on all of them.
    for (let round = 0; round < VISITS; round++) {
      for (const name of Object.keys(WANTED)) {
        visits[name].push(await visitTwice(chromium, pages[name]));
      }
      say(`phone: ${round + 1} of ${VISITS} visits to each page`);
    }
  } finally {
    await chromium.stop();
  }
  return Object.entries(WANTED).flatMap(([name, wanted]) => rowsOf(wanted, visits[name]));
}

async function visitTwice(chromium, { address, ready }) {
  const phone = await Phone.bring(chromium);
  try {
    const first = await phone.open(address, ready);
    await phone.keep();
    return { first, again: await phone.reload(ready) };
  } finally {
    await phone.leave();
  }
}

function rowsOf({ title, until, figure, mostMs }, visits) {
  const first = visits.map((visit) => visit.first);
  const again = visits.map((visit) => visit.again);
  return [
    timeRow(`${title}, first visit: ${until}`, first, figure, mostMs),
    judged(`${title}, first visit: total blocking time`, first, 'blocking', {
      most: MOST_BLOCKING_MS,
      digits: 0,
      unit: ' ms',
      why: whyBlocked,
    }),
    judged(`${title}, first visit: layout shift`, first, 'shift', {
      most: MOST_SHIFT,
      digits: 3,
      why: whyShifted,
    }),
    timeRow(`${title}, next visit: ${until}`, again, figure, MOST_AGAIN_MS),
  ];
}

function timeRow(what, visits, figure, mostMs) {
  const why = (visit) => whyLate(visit, NETWORK);
  return judged(what, visits, figure, { most: mostMs, digits: 0, unit: ' ms', why });
}

/** A row with a goal where there is one; where it is missed, with what the typical visit tells. */
function judged(what, visits, figure, { most, digits, unit = '', why }) {
  const values = visits.map((visit) => visit[figure]);
  const measured = spread(values, digits) + unit;
  if (most === undefined) return fact(what, measured);
  const middle = median(values);
  const typical = typicalOf(visits, figure, middle);
  return goal(what, measured, `≤ ${most}${unit}`, middle <= most, why(typical));
}
