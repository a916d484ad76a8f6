import type { Lap, RaceDriverLaps, RaceResult, RaceWithResults } from '@trackside/contracts';

/** A driver of a race: the laps and the row of the result. */
export interface Racer {
  /** As the address has it, too: of two with one name the second is `AMY REED (2)`. */
  readonly name: string;
  readonly laps: RaceDriverLaps['laps'];
  /** The same as the statistics of practice take them: laps that are in no figure are invalid. */
  readonly timed: readonly Lap[];
  /** Numbers of laps whose printed time contradicts the printed total. */
  readonly doubted: ReadonlySet<number>;
  readonly result: RaceResult | null;
}

type Told = Pick<RaceWithResults, 'results' | 'checks' | 'first_lap_counts'>;

/** @param drivers in order of position, as the racers then are */
export function racersOf(drivers: readonly RaceDriverLaps[], race: Told): Racer[] {
  const names = numbered(drivers);
  const resultNames = numbered(race.results);
  return drivers.map((driver, index): Racer => {
    const name = names[index] ?? driver.driver_name;
    const doubted = doubtedLaps(driver.driver_name, race);
    return {
      name,
      laps: driver.laps,
      timed: driver.laps.map(({ lap_number, lap_time_seconds }) => ({
        lap_number,
        lap_time_seconds,
        crossed_at: null,
        is_valid:
          !doubted.has(lap_number) && !(lap_number === 1 && race.first_lap_counts === false),
      })),
      doubted,
      result: resultOf(driver, race.results) ?? race.results[resultNames.indexOf(name)] ?? null,
    };
  });
}

/** What is to be said of a lap that is no usual one; null of others. */
export function lapNote(
  { timed, doubted }: Pick<Racer, 'timed' | 'doubted'>,
  lapNumber: number,
): string | null {
  if (doubted.has(lapNumber)) {
    return 'contradicts the total';
  }
  if (lapNumber !== 1) {
    return null;
  }
  return timed[0]?.is_valid === false ? 'lap 1, in no figure' : 'lap 1';
}

function numbered(drivers: readonly { readonly driver_name: string }[]): string[] {
  const seen = new Map<string, number>();
  return drivers.map(({ driver_name: name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function resultOf(driver: RaceDriverLaps, results: readonly RaceResult[]): RaceResult | undefined {
  const id = driver.source_driver_id;
  return id === null ? undefined : results.find((one) => one.source_driver_id === id);
}

/** A mismatch names its driver alone: of two with one name it could be either's. */
function doubtedLaps(name: string, { results, checks }: Told): ReadonlySet<number> {
  if (results.filter((one) => one.driver_name === name).length > 1) {
    return new Set();
  }
  const found = checks.mismatches.flatMap(({ driver_name, figure, lap_number }) =>
    driver_name === name && figure === 'lap_time_seconds' && lap_number ? [lap_number] : [],
  );
  return new Set(found);
}
