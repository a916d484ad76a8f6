// Figures of a list of measurements.

/** @param share 0.5 for the median, 0.95 for what 95 of 100 stay below */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  return below + (above - below) * (position % 1);
}

export function median(values) {
  return percentile(values, 0.5);
}

/** Milliseconds that `work` takes. */
export async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/**
 * Milliseconds of processor time that `work`, which waits for nothing, takes of this process: what
 * the clock would show on a machine that has nothing else to do.
 */
export function workedMs(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Median and extremes, so that a reader sees how far the runs lie apart. */
export function spread(values, digits = 2) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
