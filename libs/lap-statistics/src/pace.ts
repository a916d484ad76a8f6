import { consistencyPercent, type TimedLap } from './figures.js';
import { outlierLaps } from './outliers.js';

/**
 * How quick and how even a driver was, over the laps that count: the valid ones that don't stand out
 * within their session. Our own figures, beside LiveRC's, which one crash governs.
 */
export interface PaceFigures {
  /** Laps that count. */
  counted_lap_count: number;
  /** Valid laps that stand out, and count in nothing here. */
  outlier_lap_count: number;
  /** Half of the laps that count are quicker; seconds with three decimals, null without one. */
  median_lap_seconds: number | null;
  /** 100 × (1 − deviation / average) of the laps that count; null with fewer than two. */
  pace_consistency_percent: number | null;
}

/**
 * @param sessions the laps of each: a lap stands out among those of its own session
 * @param countedOf which laps of a session count; left out: those that don't stand out
 */
export function paceFigures(
  sessions: readonly (readonly TimedLap[])[],
  countedOf: (laps: readonly TimedLap[]) => TimedLap[] = countedLaps,
): PaceFigures {
  const counted = sessions.flatMap((laps) => countedOf(laps));
  const valid = sessions.flat().filter((lap) => lap.is_valid).length;
  return {
    counted_lap_count: counted.length,
    outlier_lap_count: valid - counted.length,
    median_lap_seconds: medianSeconds(counted),
    pace_consistency_percent: counted.length < 2 ? null : consistencyPercent(counted),
  };
}

/** The valid laps that don't stand out, in their order. */
export function countedLaps<T extends TimedLap>(laps: readonly T[]): T[] {
  const outliers = outlierLaps(laps);
  return laps.filter((lap) => lap.is_valid && !outliers.has(lap.lap_number));
}

function medianSeconds(laps: readonly TimedLap[]): number | null {
  const ascending = laps
    .map((lap) => Math.round(lap.lap_time_seconds * 1000))
    .sort((a, b) => a - b);
  const upper = ascending[Math.floor(ascending.length / 2)];
  const lower = ascending[Math.ceil(ascending.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : Math.round((lower + upper) / 2) / 1000;
}
