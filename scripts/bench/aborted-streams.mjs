// Phones that come and go: what a thousand streams, each left in its middle, leave behind.
import { connect } from 'node:net';
import { lastTwelveMonths } from './dates.mjs';
import { fact, goal } from './table.mjs';

const ROUNDS = 5;
const CYCLES = 1_000;
const AT_ONCE = 50;
const PAGE_MS = 300;
const MEGABYTE = 1024 * 1024;
/** What the heap may grow by a round, of all that it is. */
const MOST_SLOPE = 0.01;
/** Long enough for everything to be let go of after a round. */
const QUIET_MS = 5_000;
const PATIENCE_MS = 30_000;

export async function measureAbortedStreams({ site, api, takeTrack }) {
  await site.setLatency(PAGE_MS);
  // A first round fills what is kept on purpose: caches, compiled code.
  await playRound(api, takeTrack('club'));
  await pause(QUIET_MS);
  const baseline = await api.measure();
  const heaps = [];
  let last = baseline;
  for (let round = 0; round < ROUNDS; round++) {
    await playRound(api, takeTrack('club'));
    last = await settle(api, baseline);
    heaps.push(last.heapBytes);
  }
  const slope = slopeOf(heaps);
  return [
    goal(
      `${ROUNDS} rounds of ${CYCLES} streams left in their middle: sockets, listeners`,
      `${last.sockets}, ${last.listeners}`,
      `as before: ${baseline.sockets}, ${baseline.listeners}`,
      isAsBefore(last, baseline),
    ),
    goal(
      '— the heap after a collection grows by',
      `${((slope / heaps[0]) * 100).toFixed(2)} % a round`,
      `≤ ${MOST_SLOPE * 100} %`,
      slope <= heaps[0] * MOST_SLOPE,
    ),
    fact('— it is, round by round', heaps.map((heap) => (heap / MEGABYTE).toFixed(1)).join(', ')),
    fact('— timers that wait, before and after', `${baseline.timers}, ${last.timers}`),
  ];
}

/** A cold year of a track, which the first who come begin and all leave. */
async function playRound(api, slug) {
  const { startDate, endDate } = lastTwelveMonths();
  const query = `track_id=${api.trackIds.get(slug)}&start_date=${startDate}&end_date=${endDate}`;
  const url = new URL(`${api.base}/practice-days/discover-range/stream?${query}`);
  for (let done = 0; done < CYCLES; done += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => openAndLeave(url)));
  }
}

/** Leaves at the first record, as a phone does that goes out of reach. */
function openAndLeave({ hostname, port, pathname, search, host }) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () =>
      socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
    );
    socket.on('data', (chunk) => {
      if (chunk.includes('event: started')) socket.resetAndDestroy();
    });
    socket.once('error', reject);
    socket.once('close', resolve);
  });
}

/** What is there once everything has been let go of; at the latest after a while. */
async function settle(api, baseline) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    await pause(1_000);
    const seen = await api.measure();
    if (isAsBefore(seen, baseline) || performance.now() > deadline) return seen;
  }
}

function isAsBefore({ sockets, listeners }, baseline) {
  return sockets <= baseline.sockets && listeners <= baseline.listeners;
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** By least squares, in bytes a round. */
function slopeOf(values) {
  const middle = (values.length - 1) / 2;
  const [above, below] = values.reduce(
    ([sum, square], value, at) => [sum + (at - middle) * value, square + (at - middle) ** 2],
    [0, 0],
  );
  return above / below;
}
