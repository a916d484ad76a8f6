import {
  fits,
  inMilliseconds,
  LAP_FIGURES,
  raceFigures,
  totalMilliseconds,
  type PrintedFigures,
  type RaceCheckLap,
} from './race-figures.js';

/** More laps that could be the wrong one than this are not told apart. */
const MOST_SUSPECTS = 40;

/** A driver's laps, their printed total, and the figures made of them. */
export interface TotalledDriver {
  figures: PrintedFigures;
  laps: readonly RaceCheckLap[];
  total_seconds: number;
}

/** A lap's time that total and figures contradict, and the one that they agree on. */
export interface WrongLap {
  lap_number: number;
  printed: number;
  computed: number;
}

/**
 * The one lap whose time must be wrong: with what the total lacks added to it, every printed figure
 * comes out, and as the laps are, some do not. Null where the total agrees, and where no lap or more
 * than one could be it.
 *
 * @param rules whether lap 1 counts; both where that can't be told
 */
export function wrongLapOf(driver: TotalledDriver, rules: readonly boolean[]): WrongLap | null {
  const lacking = inMilliseconds(driver.total_seconds) - totalMilliseconds(driver.laps);
  if (lacking === 0 || allFit(driver, rules)) return null;
  const suspects = suspectsOf(driver, lacking, rules);
  if (suspects.length > MOST_SUSPECTS) return null;
  const mended = suspects.flatMap((suspect) => {
    const computed = (inMilliseconds(suspect.lap_time_seconds) + lacking) / 1000;
    const laps = withTime(driver.laps, suspect.lap_number, computed);
    if (!allFit({ ...driver, laps }, rules)) return [];
    return [{ lap_number: suspect.lap_number, printed: suspect.lap_time_seconds, computed }];
  });
  return mended.length === 1 ? (mended[0] ?? null) : null;
}

/** The laps with another time for one of them. */
export function withTime<T extends RaceCheckLap>(
  laps: readonly T[],
  lapNumber: number,
  seconds: number,
): T[] {
  return laps.map((lap) =>
    lap.lap_number === lapNumber ? { ...lap, lap_time_seconds: seconds } : lap,
  );
}

function allFit({ figures, laps }: TotalledDriver, rules: readonly boolean[]): boolean {
  return rules.some((rule) => {
    const computed = raceFigures(laps, rule);
    return LAP_FIGURES.every((figure) => fits(figures[figure], computed[figure]));
  });
}

/**
 * Laps that may be the wrong one by the deviation, which is told from two sums: a race of many laps
 * is not reckoned anew for each of them.
 */
function suspectsOf(
  { figures, laps }: TotalledDriver,
  lacking: number,
  rules: readonly boolean[],
): RaceCheckLap[] {
  const printed = figures.standard_deviation_seconds;
  const tests = rules.map((rule) => {
    const deviationOf = deviations(rule ? laps : laps.filter((lap) => lap.lap_number > 1));
    return (lap: RaceCheckLap): boolean =>
      printed === null ||
      (!rule && lap.lap_number === 1) ||
      Math.abs(deviationOf(lap, lacking) - printed * 1000) < 1;
  });
  return laps.filter(
    (lap) =>
      inMilliseconds(lap.lap_time_seconds) + lacking > 0 && tests.some((passes) => passes(lap)),
  );
}

/** The deviation in milliseconds of laps of which one is longer by something. */
function deviations(
  laps: readonly RaceCheckLap[],
): (lap: RaceCheckLap, longerBy: number) => number {
  const mean = totalMilliseconds(laps) / laps.length;
  const from = (lap: RaceCheckLap): number => inMilliseconds(lap.lap_time_seconds) - mean;
  const squares = laps.reduce((sum, lap) => sum + from(lap) ** 2, 0);
  return (lap, longerBy) => {
    const moved = squares + 2 * longerBy * from(lap) + longerBy ** 2;
    return Math.sqrt(Math.max(0, moved / laps.length - (longerBy / laps.length) ** 2));
  };
}
