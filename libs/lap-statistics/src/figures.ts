/** What the statistics need to know of a lap. */
export interface TimedLap {
  lap_number: number;
  lap_time_seconds: number;
  is_valid: boolean;
}

/**
 * A session's figures by LiveRC's own rules, in seconds with three decimals: valid laps alone count,
 * and a figure for which there are too few is null.
 */
export interface LapFigures {
  valid_lap_count: number;
  invalid_lap_count: number;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  /** Smallest sum of three valid laps in a row; an invalid lap between them breaks the row. */
  top_3_consecutive_seconds: number | null;
  average_top_5_seconds: number | null;
  average_top_10_seconds: number | null;
  average_top_15_seconds: number | null;
  /** Deviation of the population, not of a sample. */
  standard_deviation_seconds: number | null;
  /** 100 × (1 − deviation / average), from the unrounded values; three decimals. */
  consistency_percent: number | null;
}

/** The figures of laps in the order in which they were driven. */
export function lapFigures(laps: readonly TimedLap[]): LapFigures {
  const valid = laps.filter((lap) => lap.is_valid).map(millisecondsOf);
  const ascending = [...valid].sort((a, b) => a - b);
  const spread = spreadOf(valid);
  return {
    valid_lap_count: valid.length,
    invalid_lap_count: laps.length - valid.length,
    fastest_lap_seconds: inSeconds(ascending[0] ?? null),
    average_lap_seconds: inSeconds(averageOfBest(ascending, ascending.length)),
    top_3_consecutive_seconds: inSeconds(top3Consecutive(laps)),
    average_top_5_seconds: inSeconds(averageOfBest(ascending, 5)),
    average_top_10_seconds: inSeconds(averageOfBest(ascending, 10)),
    average_top_15_seconds: inSeconds(averageOfBest(ascending, 15)),
    standard_deviation_seconds: spread && inSeconds(spread.deviation),
    consistency_percent: spread && consistencyOf(spread),
  };
}

/** 100 × (1 − deviation / average) of laps that are taken as valid; null without one. */
export function consistencyPercent(laps: readonly TimedLap[]): number | null {
  const spread = spreadOf(laps.map(millisecondsOf));
  return spread && consistencyOf(spread);
}

/** Average of the quickest `count` laps in milliseconds; null where there are fewer. */
function averageOfBest(ascending: readonly number[], count: number): number | null {
  if (count === 0 || ascending.length < count) return null;
  return sum(ascending.slice(0, count)) / count;
}

function top3Consecutive(laps: readonly TimedLap[]): number | null {
  let best: number | null = null;
  for (let index = 2; index < laps.length; index += 1) {
    const three = laps.slice(index - 2, index + 1);
    if (!three.every((lap) => lap.is_valid)) continue;
    const total = sum(three.map(millisecondsOf));
    if (best === null || total < best) best = total;
  }
  return best;
}

interface Spread {
  mean: number;
  deviation: number;
}

function spreadOf(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const mean = sum(values) / values.length;
  const squares = sum(values.map((value) => (value - mean) ** 2));
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

function consistencyOf({ mean, deviation }: Spread): number | null {
  return mean > 0 ? Math.round(100_000 * (1 - deviation / mean)) / 1000 : null;
}

/** Whole milliseconds, in which sums are exact. */
function millisecondsOf(lap: TimedLap): number {
  return Math.round(lap.lap_time_seconds * 1000);
}

function inSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.round(milliseconds) / 1000;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
