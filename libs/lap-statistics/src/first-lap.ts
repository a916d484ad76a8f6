import {
  fits,
  LAP_FIGURES,
  raceFigures,
  type PrintedFigures,
  type RaceCheckLap,
} from './race-figures.js';

/** A driver whose printed figures can be held against all the laps that they are made of. */
export interface CheckedDriver {
  figures: PrintedFigures;
  /** All of them, in order of their numbers. */
  laps: readonly RaceCheckLap[];
}

/**
 * Whether a race's figures count lap 1: what most printed figures say that come out differently
 * with it and without it. The race decides and no driver alone, so that one wrong figure turns
 * nothing. Null where as many speak for it as against it, or none do.
 */
export function firstLapCounts(drivers: readonly CheckedDriver[]): boolean | null {
  const surplus = drivers.reduce((sum, driver) => sum + votesOf(driver), 0);
  return surplus === 0 ? null : surplus > 0;
}

/** Printed figures that fit only with lap 1, less those that fit only without. */
function votesOf({ figures, laps }: CheckedDriver): number {
  const withFirst = raceFigures(laps, true);
  const without = raceFigures(laps, false);
  return LAP_FIGURES.reduce((votes, figure) => {
    const printed = figures[figure];
    return (
      votes + Number(fits(printed, withFirst[figure])) - Number(fits(printed, without[figure]))
    );
  }, 0);
}
