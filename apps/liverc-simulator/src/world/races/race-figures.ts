/** A race page's figures of a driver, in whole milliseconds; null where there are too few laps. */
export interface RaceFigures {
  fastestMs: number | null;
  /** Number of the first lap of that time. */
  fastestLap: number | null;
  averageMs: number | null;
  top5Ms: number | null;
  top10Ms: number | null;
  top15Ms: number | null;
  top2ConsecutiveMs: number | null;
  top3ConsecutiveMs: number | null;
  /** Population deviation. */
  deviationMs: number | null;
  /** `100 × (1 − deviation / average)`, in thousandths of a percent. */
  consistencyThousandths: number | null;
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function bestAverage(ascending: readonly number[], count: number): number | null {
  if (ascending.length < count) return null;
  return Math.round(sumOf(ascending.slice(0, count)) / count);
}

function bestInRow(laps: readonly number[], count: number): number | null {
  let best: number | null = null;
  for (let end = count; end <= laps.length; end++) {
    const sum = sumOf(laps.slice(end - count, end));
    if (best === null || sum < best) best = sum;
  }
  return best;
}

/** @param firstLapCounts whether lap 1 is part of every figure, the fastest lap too */
export function raceFigures(laps: readonly number[], firstLapCounts: boolean): RaceFigures {
  const counted = firstLapCounts ? laps : laps.slice(1);
  const ascending = [...counted].sort((a, b) => a - b);
  const [fastest = null] = ascending;
  const mean = sumOf(counted) / counted.length;
  const squares = sumOf(counted.map((lap) => (lap - mean) ** 2));
  const deviation = Math.sqrt(squares / counted.length);
  const some = counted.length > 0;
  const left = laps.length - counted.length;
  return {
    fastestMs: fastest,
    fastestLap: fastest === null ? null : counted.indexOf(fastest) + 1 + left,
    averageMs: some ? Math.round(mean) : null,
    top5Ms: bestAverage(ascending, 5),
    top10Ms: bestAverage(ascending, 10),
    top15Ms: bestAverage(ascending, 15),
    top2ConsecutiveMs: bestInRow(counted, 2),
    top3ConsecutiveMs: bestInRow(counted, 3),
    deviationMs: some ? Math.round(deviation) : null,
    consistencyThousandths: some ? Math.round(1e5 * (1 - deviation / mean)) : null,
  };
}
