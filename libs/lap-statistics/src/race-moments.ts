import type { RacedDriver } from './race-clock.js';

/** One who was behind at a crossing and ahead at the next. Drivers are indexes of the list. */
export interface Overtake {
  driver: number;
  passed: number;
  /** The lap at whose end the order is another. */
  lap_number: number;
  /** When the one who overtook ended it, on the race's clock. */
  race_seconds: number;
}

export interface LeadChange {
  driver: number;
  former: number;
  lap_number: number;
  race_seconds: number;
}

/** Two who ended laps in a row within a second of each other. */
export interface Battle {
  /** The one ahead at its end first. */
  drivers: [number, number];
  from_lap: number;
  to_lap: number;
}

export interface Gain {
  driver: number;
  /** Position at the end of lap 1, and place in the list: who led and then stopped gained nothing. */
  from: number;
  to: number;
}

export interface RaceMoments {
  /** In the order of the race's clock. */
  overtakes: Overtake[];
  lead_changes: LeadChange[];
  /** Over most laps, at least two; of equal ones that of the better placed. Null without one. */
  longest_battle: Battle | null;
  /** Null where nobody gained a position. */
  biggest_gain: Gain | null;
}

const CLOSE_MILLISECONDS = 1000;
const LEAST_BATTLE_LAPS = 2;

/**
 * What happened in a race, told from the crossings alone: laps are compared with the same laps of
 * others, so that lapping somebody is no overtake.
 *
 * @param drivers in order of position
 */
export function raceMoments(drivers: readonly RacedDriver[]): RaceMoments {
  const pairs = drivers.flatMap((_, first) =>
    drivers.slice(first + 1).map((__, offset): [number, number] => [first, first + 1 + offset]),
  );
  const battles = pairs.flatMap((pair) => longestBattle(drivers, pair));
  const lapsOf = (battle: Battle): number => battle.to_lap - battle.from_lap;
  return {
    overtakes: pairs
      .flatMap((pair) => overtakesOf(drivers, pair))
      .sort((a, b) => a.race_seconds - b.race_seconds || a.passed - b.passed),
    lead_changes: leadChanges(drivers),
    longest_battle: best(battles, lapsOf),
    biggest_gain: best(gains(drivers), (gain) => gain.from - gain.to),
  };
}

/** The first of those with the most. */
function best<T>(values: readonly T[], of: (value: T) => number): T | null {
  return values.reduce<T | null>(
    (most, value) => (most === null || of(value) > of(most) ? value : most),
    null,
  );
}

/** Milliseconds by which the second of a pair ends each lap later that both have. */
function gapsOf(drivers: readonly RacedDriver[], [first, second]: [number, number]): number[] {
  const others = drivers[second]?.laps ?? [];
  return (drivers[first]?.laps ?? []).flatMap((lap, index) => {
    const other = others[index];
    return other ? [Math.round((other.elapsed_seconds - lap.elapsed_seconds) * 1000)] : [];
  });
}

/** A crossing at one and the same time leaves the order as it was. */
function overtakesOf(drivers: readonly RacedDriver[], pair: [number, number]): Overtake[] {
  let ahead = 0;
  return gapsOf(drivers, pair).flatMap((gap, index) => {
    const now = Math.sign(gap) || ahead;
    const isOvertake = ahead !== 0 && now !== ahead;
    ahead = now;
    if (!isOvertake) return [];
    const [driver, passed] = now > 0 ? pair : [pair[1], pair[0]];
    const race_seconds = drivers[driver]?.laps[index]?.elapsed_seconds ?? 0;
    return [{ driver, passed, lap_number: index + 1, race_seconds }];
  });
}

function longestBattle(drivers: readonly RacedDriver[], pair: [number, number]): Battle[] {
  let [length, most, end] = [0, 0, 0];
  const gaps = gapsOf(drivers, pair);
  for (const [index, gap] of gaps.entries()) {
    length = Math.abs(gap) <= CLOSE_MILLISECONDS ? length + 1 : 0;
    if (length > most) [most, end] = [length, index + 1];
  }
  if (most < LEAST_BATTLE_LAPS) return [];
  const [first, second] = pair;
  const both: [number, number] = (gaps[end - 1] ?? 0) >= 0 ? [first, second] : [second, first];
  return [{ drivers: both, from_lap: end - most + 1, to_lap: end }];
}

/** Who ended a lap first, where it is another than who ended the one before first. */
function leadChanges(drivers: readonly RacedDriver[]): LeadChange[] {
  const most = Math.max(0, ...drivers.map(({ laps }) => laps.length));
  const changes: LeadChange[] = [];
  let former: number | null = null;
  for (let index = 0; index < most; index += 1) {
    const driver = leaderOf(drivers, index, former);
    const race_seconds = drivers[driver]?.laps[index]?.elapsed_seconds ?? 0;
    const lap_number = index + 1;
    if (former !== null && former !== driver) {
      changes.push({ driver, former, lap_number, race_seconds });
    }
    former = driver;
  }
  return changes;
}

/** Of equal ones who led before, else the first of the list. */
function leaderOf(drivers: readonly RacedDriver[], index: number, former: number | null): number {
  const times = drivers.map(({ laps }) => laps[index]?.elapsed_seconds ?? Infinity);
  const first = Math.min(...times);
  return former !== null && times[former] === first ? former : times.indexOf(first);
}

function gains(drivers: readonly RacedDriver[]): Gain[] {
  return drivers.flatMap(({ laps }, driver) => {
    const [from, to] = [laps[0]?.position ?? 0, driver + 1];
    return to < from ? [{ driver, from, to }] : [];
  });
}
