import type { TimedLap } from './figures.js';
import { robustTrend, type Trend } from './trend.js';

/** Laps whose median stands for the one in their middle. */
export const ROLLING_LAPS = 5;
/** Fewer at the ends of a run would follow single laps. */
const LEAST_ROLLING_LAPS = 3;

/** The pace around a lap. */
export interface RollingPace {
  lap_number: number;
  seconds: number;
}

/**
 * The median of five laps around each, fewer at both ends: how the pace went over a run, whatever
 * single laps did. None with fewer than five laps.
 *
 * @param laps those of a run that count
 */
export function rollingMedian(laps: readonly TimedLap[]): RollingPace[] {
  if (laps.length < ROLLING_LAPS) return [];
  const reach = (ROLLING_LAPS - 1) / 2;
  return laps.flatMap(({ lap_number }, index) => {
    const around = laps.slice(Math.max(0, index - reach), index + reach + 1);
    const seconds = quantile(
      around.map((lap) => lap.lap_time_seconds),
      0.5,
    );
    return around.length < LEAST_ROLLING_LAPS || seconds === null ? [] : [{ lap_number, seconds }];
  });
}

/**
 * Seconds by which a run's laps get slower from one to the next, less than 0 where they get quicker:
 * their robust trend. Null with fewer than four.
 *
 * @param laps those of a run that count
 */
export function fadeOf(laps: readonly TimedLap[]): Trend | null {
  return robustTrend(laps.map((lap) => [lap.lap_number, lap.lap_time_seconds]));
}

/** The value below which a share of all lies, between the two nearest ones; null without values. */
export function quantile(values: readonly number[], share: number): number | null {
  const ascending = [...values].sort((a, b) => a - b);
  const place = (ascending.length - 1) * share;
  const [lower, upper] = [ascending[Math.floor(place)], ascending[Math.ceil(place)]];
  return lower === undefined || upper === undefined
    ? null
    : lower + (upper - lower) * (place - Math.floor(place));
}
