/** A value that changes with x: days, laps. */
export type TrendPoint = readonly [x: number, y: number];

/** How values change, whatever a few of them do. */
export interface Trend {
  /** Change of y for 1 of x: the median of the slopes between all pairs (Theil–Sen). */
  slope: number;
  /** y of the line at x = 0: the median of what the points say. */
  intercept: number;
  /** Whether the change is more than chance makes of values without any. */
  isClear: boolean;
}

/** Fewer points go up or down by chance. */
export const LEAST_TREND_POINTS = 4;
/** Values without a trend pass this one time in ten (Mann–Kendall, both ways). */
const CLEAR = 1.645;

/**
 * The trend of points in whatever order: up to 29 % of them may be anywhere without turning it. Null
 * with fewer than four points, or when all have the same x.
 */
export function robustTrend(points: readonly TrendPoint[]): Trend | null {
  const slopes = slopesOf(points);
  if (points.length < LEAST_TREND_POINTS || slopes.length === 0) return null;
  const slope = medianOf(slopes);
  const intercept = medianOf(Float64Array.from(points, ([x, y]) => y - slope * x));
  return { slope, intercept, isClear: score(slopes, points) >= CLEAR };
}

/** Slopes between each two points that differ in x. */
function slopesOf(points: readonly TrendPoint[]): Float64Array {
  const slopes: number[] = [];
  for (const [index, [x, y]] of points.entries()) {
    for (const [otherX, otherY] of points.slice(0, index)) {
      if (x !== otherX) slopes.push((y - otherY) / (x - otherX));
    }
  }
  return Float64Array.from(slopes);
}

/** How far beyond chance more pairs go up than down, or the other way, in deviations of chance. */
function score(slopes: Float64Array, points: readonly TrendPoint[]): number {
  const surplus = Math.abs(slopes.reduce((sum, slope) => sum + Math.sign(slope), 0));
  const counts = new Map<number, number>();
  for (const [, y] of points) counts.set(y, (counts.get(y) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, count) => sum + pairVariance(count), 0);
  const variance = (pairVariance(points.length) - ties) / 18;
  return variance > 0 ? (surplus - 1) / Math.sqrt(variance) : 0;
}

function pairVariance(count: number): number {
  return count * (count - 1) * (2 * count + 5);
}

/** Of at least one value. */
function medianOf(values: Float64Array): number {
  const ascending = values.toSorted();
  const [lower, upper] = [Math.ceil(values.length / 2) - 1, Math.floor(values.length / 2)];
  return ((ascending[lower] ?? Number.NaN) + (ascending[upper] ?? Number.NaN)) / 2;
}
