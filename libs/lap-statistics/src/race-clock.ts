/** A driver's laps of a race in order of their numbers, from 1. */
export interface RacedDriver {
  laps: readonly {
    lap_number: number;
    lap_time_seconds: number;
    /** Since the start of the race. */
    elapsed_seconds: number;
    /** As printed, at the end of the lap. */
    position: number | null;
  }[];
}

/** Where a driver is at a moment of the race. */
export interface RacePlace {
  /** Index among the drivers. */
  driver: number;
  /** From 1: as after the last crossing of each. */
  position: number;
  /** Laps ended. */
  lap_count: number;
  /**
   * Share of the running lap that has passed, 0 to 1, were it driven at one speed: nothing between
   * two crossings is measured. 0 after the last lap of who has no more.
   */
  lap_share: number;
  /** Whether there is another crossing to come. */
  is_running: boolean;
  /** Behind the leader at the driver's own last crossing; 0 before the first one. */
  gap_seconds: number;
  /** Laps that the leader had ended more at that moment; 0: the gap is the seconds alone. */
  gap_laps: number;
}

/** A race as its clock runs. */
export interface RaceClock {
  /** The last crossing of all; 0 without laps. */
  end_seconds: number;
  /** Places at a moment, best first. */
  orderAt: (raceSeconds: number) => RacePlace[];
}

interface Standing {
  driver: number;
  laps: number;
  crossedAt: number;
  printed: number;
}

/**
 * The order of a race at any moment of its clock: more laps first, then who ended the last one
 * earlier. So it changes at crossings alone, and at each one is the position that LiveRC prints for
 * it. Equal times keep the printed positions' order, and before the first crossing that of the list.
 */
export function raceClock(drivers: readonly RacedDriver[]): RaceClock {
  const crossings = drivers.map(({ laps }) => laps.map((lap) => lap.elapsed_seconds));
  const end = Math.max(0, ...crossings.map((one) => one.at(-1) ?? 0));
  return {
    end_seconds: end,
    orderAt: (raceSeconds) => {
      const standings = drivers.map(({ laps }, driver): Standing => {
        const count = countUntil(crossings[driver] ?? [], raceSeconds);
        const last = laps[count - 1];
        const printed = last?.position ?? driver;
        return { driver, laps: count, crossedAt: last?.elapsed_seconds ?? 0, printed };
      });
      standings.sort(
        (a, b) => b.laps - a.laps || a.crossedAt - b.crossedAt || a.printed - b.printed,
      );
      const leader = crossings[standings[0]?.driver ?? 0] ?? [];
      return standings.map((standing, index) =>
        placeOf(standing, index + 1, {
          raceSeconds,
          leader,
          own: crossings[standing.driver] ?? [],
        }),
      );
    },
  };
}

interface Moment {
  raceSeconds: number;
  /** Crossings of the leader, and of the driver. */
  leader: readonly number[];
  own: readonly number[];
}

function placeOf(standing: Standing, position: number, moment: Moment): RacePlace {
  const { driver, laps, crossedAt } = standing;
  const { raceSeconds, leader, own } = moment;
  const next = own[laps];
  return {
    driver,
    position,
    lap_count: laps,
    lap_share: next === undefined ? 0 : shareOf(raceSeconds - crossedAt, next - crossedAt),
    is_running: next !== undefined,
    gap_seconds: laps === 0 ? 0 : inThousandths(crossedAt - (leader[laps - 1] ?? crossedAt)),
    gap_laps: laps === 0 ? 0 : countUntil(leader, crossedAt) - laps,
  };
}

function shareOf(passed: number, length: number): number {
  return length > 0 ? Math.min(1, Math.max(0, passed / length)) : 0;
}

const inThousandths = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** How many of ascending moments are not later. */
function countUntil(moments: readonly number[], moment: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle] ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
