import type { PrintedFigures, RaceCheckLap } from './race-figures.js';
import type { WrongLap } from './wrong-lap.js';

/** A row of a race's results as printed. */
export interface PrintedResult extends PrintedFigures {
  /** Null where a status stands in its place. */
  position: number | null;
  driver_name: string;
  source_driver_id: string | null;
  /** Null where the page does not tell. */
  lap_count: number | null;
  total_seconds: number | null;
  /** To the car ahead: seconds where both have as many laps, else laps. */
  gap_ahead_seconds: number | null;
  gap_ahead_laps: number | null;
}

/** Whose laps are known, with none for who has not driven any. */
export interface PrintedLaps {
  driver_name: string;
  source_driver_id: string | null;
  laps: readonly RaceCheckLap[];
}

export interface PrintedRace {
  /** In the order of the page. */
  results: readonly PrintedResult[];
  drivers: readonly PrintedLaps[];
}

/** What one law says of a printed figure: what it was held against, null where the law gives none. */
export interface Finding {
  result: PrintedResult;
  figure: string;
  lap_number?: number;
  printed: number;
  /** Every value that is right, the likeliest first. */
  computed: readonly number[];
}

/** A driver's row with the laps that it is held against. */
export interface RaceEntry {
  result: PrintedResult;
  /** With the time of a lap mended that is plainly wrong; empty when they are not all known. */
  laps: readonly RaceCheckLap[];
  /** Whether all laps are known, so that figures follow from them. */
  isComplete: boolean;
  /** Milliseconds by which the printed total is longer than the laps, and no lap explains it. */
  lacking: number;
  wrongLap: WrongLap | null;
}
