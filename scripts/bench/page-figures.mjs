// Figures of a page that are reckoned from what the browser tells, as web-vitals and Lighthouse do, and
// why they are as they are. Times are milliseconds since the address was entered.

/** A task is long from here on: a tap in the meantime is felt. */
const LONG_MS = 50;
/** Shifts that lie closer together than the one, and all within the other, are one unrest. */
const SHIFT_GAP_MS = 1_000;
const SHIFTS_MS = 5_000;

/** Total blocking time: how long, after the first paint, a tap would have waited beyond 50 ms. */
export function blockingMs(tasks, firstPaint) {
  return tasks.reduce((sum, task) => sum + blockedBy(task, firstPaint), 0);
}

function blockedBy({ at, ms }, firstPaint) {
  return Math.max(0, at + ms - Math.max(at, firstPaint) - LONG_MS);
}

/** Cumulative layout shift: the largest sum of shifts that come close after one another. */
export function layoutShift(shifts) {
  let [most, sum, startedAt, lastAt] = [0, 0, -Infinity, -Infinity];
  for (const { at, value } of shifts) {
    const isNew = at - lastAt > SHIFT_GAP_MS || at - startedAt > SHIFTS_MS;
    if (isNew) [sum, startedAt] = [0, at];
    sum += value;
    lastAt = at;
    most = Math.max(most, sum);
  }
  return most;
}

/** The one whose figure lies nearest to the median of all. */
export function typicalOf(visits, figure, median) {
  const distance = (visit) => Math.abs(visit[figure] - median);
  return visits.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** What the time until a page was ready went into. */
export function whyLate({ bytes, requests, readyAt, tasks }, { latencyMs, bytesPerSecond }) {
  const before = tasks.filter(({ at }) => at < readyAt);
  const working = before.reduce((sum, { ms }) => sum + ms, 0);
  const carried = `${(bytes / 1000).toFixed(0)} kB in ${requests} answers`;
  return (
    `${carried} take the network ${seconds((bytes / bytesPerSecond) * 1000)}, and at least ` +
    `${latencyMs} ms each; tasks of 50 ms and more ${seconds(working)}`
  );
}

/** Which tasks a tap would have felt. */
export function whyBlocked({ tasks, firstPaint }) {
  const felt = tasks.filter((task) => blockedBy(task, firstPaint) > 0);
  const list = felt.map(({ at, ms }) => `${ms.toFixed(0)} ms at ${seconds(at)}`);
  return `tasks of ${list.join(', ')}`;
}

/** What moved; what pushed it stands above it. */
export function whyShifted({ shifts }) {
  const large = shifts.filter(({ value }) => value >= 0.001);
  return large
    .map(({ at, value, what }) => `${value.toFixed(3)} at ${seconds(at)}: ${what}`)
    .join('; ');
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
