import { lapFigures, type TimedLap } from './figures.js';

/** A lap of a race as LiveRC prints it. */
export interface RaceCheckLap {
  /** From 1. */
  lap_number: number;
  lap_time_seconds: number;
  /** At the end of the lap; null where none is printed. */
  position: number | null;
}

/** Figures of a race that follow from a driver's laps, in the order of the results' columns. */
export const LAP_FIGURES = [
  'fastest_lap_seconds',
  'fastest_lap_number',
  'average_lap_seconds',
  'average_top_5_seconds',
  'average_top_10_seconds',
  'average_top_15_seconds',
  'top_2_consecutive_seconds',
  'top_3_consecutive_seconds',
  'standard_deviation_seconds',
  'consistency_percent',
] as const;

export type LapFigure = (typeof LAP_FIGURES)[number];

/** Printed figures, null where LiveRC prints none. */
export type PrintedFigures = Record<LapFigure, number | null>;

/** Per figure every value that LiveRC may print for the laps, the likeliest first; none: it prints none. */
export type RaceFigures = Record<LapFigure, readonly number[]>;

/**
 * What LiveRC prints for a driver's laps.
 *
 * Several values are right where laps are equally quick (the number of the quickest one), and where
 * the consistency is reckoned from figures that are rounded already.
 *
 * @param laps in order of their numbers
 * @param firstLapCounts whether lap 1 is in the figures: so in some races, left out in others
 */
export function raceFigures(laps: readonly RaceCheckLap[], firstLapCounts: boolean): RaceFigures {
  const timed = laps.map(({ lap_number, lap_time_seconds }): TimedLap => ({
    lap_number,
    lap_time_seconds,
    is_valid: firstLapCounts || lap_number > 1,
  }));
  const figures = lapFigures(timed);
  const counted = timed.filter((lap) => lap.is_valid);
  const fastest = figures.fastest_lap_seconds;
  return {
    fastest_lap_seconds: listed(fastest),
    fastest_lap_number: counted
      .filter((lap) => lap.lap_time_seconds === fastest)
      .map((lap) => lap.lap_number),
    average_lap_seconds: listed(figures.average_lap_seconds),
    average_top_5_seconds: listed(figures.average_top_5_seconds),
    average_top_10_seconds: listed(figures.average_top_10_seconds),
    average_top_15_seconds: listed(figures.average_top_15_seconds),
    top_2_consecutive_seconds: listed(top2Consecutive(counted)),
    top_3_consecutive_seconds: listed(figures.top_3_consecutive_seconds),
    standard_deviation_seconds: listed(figures.standard_deviation_seconds),
    consistency_percent: consistencies(figures),
  };
}

/** Whether what is printed is what the laps give; a figure that is not printed contradicts nothing. */
export function fits(printed: number | null, computed: readonly number[]): boolean {
  return printed === null || computed.includes(printed);
}

/** Whole milliseconds, in which sums are exact. */
export function inMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/** Time of all laps in milliseconds. */
export function totalMilliseconds(laps: readonly RaceCheckLap[]): number {
  return laps.reduce((total, lap) => total + inMilliseconds(lap.lap_time_seconds), 0);
}

const listed = (value: number | null): number[] => (value === null ? [] : [value]);

function top2Consecutive(laps: readonly TimedLap[]): number | null {
  const times = laps.map((lap) => inMilliseconds(lap.lap_time_seconds));
  let best: number | null = null;
  for (let index = 1; index < times.length; index += 1) {
    const pair = (times[index - 1] ?? 0) + (times[index] ?? 0);
    if (best === null || pair < best) best = pair;
  }
  return best === null ? null : best / 1000;
}

/** From the exact deviation and average, and from those two as they are printed. */
function consistencies(figures: ReturnType<typeof lapFigures>): number[] {
  const { consistency_percent, standard_deviation_seconds, average_lap_seconds } = figures;
  if (consistency_percent === null) return [];
  if (standard_deviation_seconds === null || !average_lap_seconds) return [consistency_percent];
  const share = standard_deviation_seconds / average_lap_seconds;
  return [...new Set([consistency_percent, Math.round(100_000 * (1 - share)) / 1000])];
}
