import type { PrintedLaps, PrintedRace, PrintedResult, RaceCheckLap } from '../src/index.js';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Laps in milliseconds of one who drives in a race. */
export interface Invented {
  name: string;
  id: string | null;
  laps: readonly number[];
  status?: 'DQ';
}

/** Reckoned here by hand and not by what is tested, and printed as LiveRC does. */
export function printedRace(drivers: readonly Invented[], firstLapCounts: boolean): PrintedRace {
  const placed = drivers.filter((one) => one.status === undefined).sort(byResult);
  const order = [...placed, ...drivers.filter((one) => one.status !== undefined)];
  return {
    results: order.map((driver, index) =>
      printedResult(driver, order[index - 1] ?? null, index + 1, firstLapCounts),
    ),
    drivers: order.map((driver): PrintedLaps => ({
      driver_name: driver.name,
      source_driver_id: driver.id,
      laps: driver.laps.map((lap, index) => printedLap(drivers, driver, lap, index)),
    })),
  };
}

function printedLap(
  drivers: readonly Invented[],
  driver: Invented,
  lap: number,
  index: number,
): RaceCheckLap {
  const elapsed = (one: Invented): number => sum(one.laps.slice(0, index + 1));
  const ahead = drivers.filter(
    (one) => one.laps.length > index && elapsed(one) < elapsed(driver),
  ).length;
  return { lap_number: index + 1, lap_time_seconds: lap / 1000, position: ahead + 1 };
}

function printedResult(
  driver: Invented,
  ahead: Invented | null,
  position: number,
  firstLapCounts: boolean,
): PrintedResult {
  const { laps, name, id, status } = driver;
  const hasGap = ahead !== null && status === undefined;
  const lapsBehind = hasGap ? ahead.laps.length - laps.length : 0;
  return {
    position: status === undefined ? position : null,
    driver_name: name,
    source_driver_id: id,
    lap_count: laps.length,
    total_seconds: laps.length === 0 ? null : sum(laps) / 1000,
    gap_ahead_seconds: hasGap && lapsBehind === 0 ? (sum(laps) - sum(ahead.laps)) / 1000 : null,
    gap_ahead_laps: lapsBehind === 0 ? null : lapsBehind,
    ...figuresOf(laps, firstLapCounts),
  };
}

function figuresOf(laps: readonly number[], firstLapCounts: boolean) {
  const counted = laps.slice(firstLapCounts ? 0 : 1);
  const ascending = [...counted].sort((a, b) => a - b);
  const average = (count: number): number | null =>
    counted.length < count || count === 0 ? null : rounded(sum(ascending.slice(0, count)) / count);
  const mean = sum(counted) / counted.length;
  const deviation = Math.sqrt(sum(counted.map((lap) => (lap - mean) ** 2)) / counted.length);
  const quickest = ascending[0];
  return {
    fastest_lap_seconds: quickest === undefined ? null : quickest / 1000,
    fastest_lap_number:
      quickest === undefined ? null : counted.indexOf(quickest) + (firstLapCounts ? 1 : 2),
    average_lap_seconds: average(counted.length),
    average_top_5_seconds: average(5),
    average_top_10_seconds: average(10),
    average_top_15_seconds: average(15),
    top_2_consecutive_seconds: inARow(counted, 2),
    top_3_consecutive_seconds: inARow(counted, 3),
    standard_deviation_seconds: counted.length === 0 ? null : rounded(deviation),
    consistency_percent:
      counted.length === 0 ? null : Math.round(100_000 * (1 - deviation / mean)) / 1000,
  };
}

function inARow(laps: readonly number[], count: number): number | null {
  const sums = laps.slice(count - 1).map((_, index) => sum(laps.slice(index, index + count)));
  return sums.length === 0 ? null : Math.min(...sums) / 1000;
}

function byResult(a: Invented, b: Invented): number {
  return b.laps.length - a.laps.length || sum(a.laps) - sum(b.laps);
}

/** Milliseconds as seconds, halves up. */
const rounded = (milliseconds: number): number => Math.floor(milliseconds + 0.5) / 1000;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/**
 * A race of 1 to 14 drivers over 1 to 10 minutes: some don't start, some stop early, one may be
 * disqualified, two may bear one name, two may drive the same to the millisecond.
 */
export function inventedRace(random: () => number): PrintedRace {
  const between = (least: number, most: number): number =>
    least + Math.floor(random() * (most - least + 1));
  const length = between(60_000, 600_000);
  const pace = between(15_000, 45_000);
  const drivers = Array.from({ length: between(1, 14) }, (_, index): Invented => {
    const share = random() < 0.1 ? random() : 1;
    const own = pace * (1 + random() * 0.15);
    const laps: number[] = [];
    while (random() >= 0.002 && sum(laps) < length * share) laps.push(lapAround(own, random));
    const starts = random() < 0.08 ? [] : laps;
    return { name: `DRIVER ${index + 1}`, id: `${7000 + index}`, laps: starts };
  });
  return printedRace(withOddities(drivers, random), random() < 0.5);
}

function withOddities(drivers: Invented[], random: () => number): Invented[] {
  const [first, second, third] = drivers;
  if (second && third && random() < 0.1) third.name = second.name;
  if (first && second && random() < 0.05) second.laps = [...first.laps];
  if (third && random() < 0.1) third.status = 'DQ';
  return drivers;
}

/** Sometimes a crash, sometimes one and the same time as before. */
function lapAround(usual: number, random: () => number): number {
  const crash = random() < 0.06 ? 3000 + random() * 40_000 : 0;
  return Math.round(usual * (1 + (random() - 0.4) * 0.06) + crash);
}
