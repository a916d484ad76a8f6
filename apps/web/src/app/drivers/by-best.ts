import type { TrackDriver } from '@trackside/contracts';

/**
 * The quickest in a class first, those without a lap last; equal ones stay in their order. Whose best is
 * of all laps comes after all of whom a valid one is known: it may be a cut one.
 */
export function byBest(drivers: readonly TrackDriver[], className: string | null): TrackDriver[] {
  const wanted = className?.toLowerCase() ?? null;
  const rated = drivers.map((driver) => {
    const ofClass = driver.classes.find(
      ({ class_name }) => (class_name?.toLowerCase() ?? null) === wanted,
    );
    const best = ofClass?.fastest_lap_seconds ?? Infinity;
    return { driver, best, isOfAllLaps: ofClass?.fastest_of_all_laps ?? false };
  });
  return rated
    .sort((a, b) =>
      a.best === Infinity || b.best === Infinity || a.isOfAllLaps === b.isOfAllLaps
        ? Math.sign(a.best - b.best) || 0
        : Number(a.isOfAllLaps) - Number(b.isOfAllLaps),
    )
    .map(({ driver }) => driver);
}
