import type { TimedLap } from './figures.js';

/** Below this many valid laps nothing can be told from them. */
const MIN_LAPS = 4;
/** Distance from the median, in deviations of a normal spread, from which a lap stands out. */
const THRESHOLD = 4;
/** What makes the median deviation comparable with a standard deviation. */
const NORMAL_FACTOR = 1.4826;
/** A spread below this share of the median is the clock's, not the driver's. */
const LEAST_SPREAD = 0.01;

/** The values between which the usual ones lie: a driver's laps in seconds. */
export interface UsualRange {
  min: number;
  max: number;
}

/**
 * The range of the usual laps among the valid ones: median ± 4 median deviations, which one crash of
 * five minutes does not move. Null with fewer than four valid laps.
 */
export function usualRange(laps: readonly TimedLap[]): UsualRange | null {
  return usualRangeOf(laps.filter((lap) => lap.is_valid).map((lap) => lap.lap_time_seconds));
}

/** The range of the usual ones among values of any kind, by the same rule. Null with fewer than four. */
export function usualRangeOf(times: readonly number[]): UsualRange | null {
  if (times.length < MIN_LAPS) return null;
  const middle = medianOf(times);
  const spread = medianOf(times.map((time) => Math.abs(time - middle))) * NORMAL_FACTOR;
  const reach = THRESHOLD * Math.max(spread, middle * LEAST_SPREAD);
  return { min: middle - reach, max: middle + reach };
}

/** Numbers of the valid laps that stand out. They are marked and stay in every figure. */
export function outlierLaps(laps: readonly TimedLap[]): Set<number> {
  const usual = usualRange(laps);
  const stands = (lap: TimedLap): boolean =>
    usual !== null &&
    lap.is_valid &&
    (lap.lap_time_seconds < usual.min || lap.lap_time_seconds > usual.max);
  return new Set(laps.filter(stands).map((lap) => lap.lap_number));
}

function medianOf(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const half = Math.floor(ascending.length / 2);
  const upper = ascending[half] ?? Number.NaN;
  return ascending.length % 2 === 1 ? upper : ((ascending[half - 1] ?? Number.NaN) + upper) / 2;
}
