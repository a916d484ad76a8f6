import type { RaceDriverLaps, RaceResult, RaceWithResults } from '@trackside/contracts';
import { EVENT_ID, RACE_ID, raceEvent } from './fake-race.js';

const NAMES = [
  ...['ZOE MARLOW', 'THEO MARSH', 'IDA FLINT', 'MILO BRANDT', 'NORA QUILL', 'OTTO VANCE'],
  ...['PIA SOMMERFELDT-LINDQUIST', 'RUBEN ASH', 'SELMA KORT', 'TIMO HALE', 'UMA WREN', 'VIGO LARK'],
];
const LAPS = 18;
/** Who stops early, after how many laps. */
const STOPPED: Record<string, number> = { 'UMA WREN': 7 };
const NON_STARTER = 'VIGO LARK';
/** One lap that went wrong: whose, which, and how many seconds it cost. */
const CRASH = { name: 'IDA FLINT', lap: 9, seconds: 11.5 };

/** The same numbers each time, from 0 to below 1. */
function noise(seed: number): number {
  const value = Math.sin(seed * 127.1) * 43_758.5453;
  return value - Math.floor(value);
}

function lapTime(driver: number, lap: number): number {
  const name = NAMES[driver] ?? '';
  const base = 33 + driver * 0.22 + noise(driver * 31 + lap) * 1.6 + lap * 0.02 * (driver % 4);
  const crash = name === CRASH.name && lap === CRASH.lap ? CRASH.seconds : 0;
  const first = lap === 1 ? 2.4 + driver * 0.35 : 0;
  return Math.round((base + crash + first) * 1000) / 1000;
}

interface Driven {
  readonly name: string;
  readonly grid: number;
  readonly times: readonly number[];
  readonly elapsed: readonly number[];
}

function drive(name: string, driver: number): Driven {
  const slow = driver > 8 ? LAPS - 1 : LAPS;
  const count = name === NON_STARTER ? 0 : (STOPPED[name] ?? slow);
  const times = Array.from({ length: count }, (_, index) => lapTime(driver, index + 1));
  let total = 0;
  const elapsed = times.map((time) => (total = Math.round((total + time) * 1000) / 1000));
  return { name, grid: ((driver * 5) % NAMES.length) + 1, times, elapsed };
}

const DRIVEN = NAMES.map(drive).sort(
  (a, b) => b.times.length - a.times.length || (a.elapsed.at(-1) ?? 0) - (b.elapsed.at(-1) ?? 0),
);

function lapsOf({ name, times, elapsed, grid }: Driven): RaceDriverLaps {
  return {
    driver_name: name,
    source_driver_id: null,
    car_number: grid,
    laps: times.map((lap_time_seconds, index) => {
      const own = elapsed[index] ?? 0;
      const ahead = DRIVEN.filter((one) => (one.elapsed[index] ?? Infinity) < own).length;
      return {
        lap_number: index + 1,
        lap_time_seconds,
        elapsed_seconds: own,
        position: ahead + 1,
      };
    }),
  };
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function gapTo(other: Driven | undefined, own: Driven): [number | null, number | null] {
  if (other === undefined) return [null, null];
  const laps = other.times.length - own.times.length;
  const seconds = round((own.elapsed.at(-1) ?? 0) - (other.elapsed.at(-1) ?? 0));
  return laps === 0 ? [seconds, null] : [null, laps];
}

function resultOf(driven: Driven, index: number): RaceResult {
  const { name, times, elapsed, grid } = driven;
  const counted = times.slice(1);
  const fastest = counted.length === 0 ? null : Math.min(...counted);
  const average = counted.reduce((sum, time) => sum + time, 0) / counted.length;
  const [aheadSeconds, aheadLaps] = gapTo(DRIVEN[index - 1], driven);
  const [winnerSeconds, winnerLaps] = gapTo(index === 0 ? undefined : DRIVEN[0], driven);
  return {
    position: index + 1,
    status: null,
    driver_name: name,
    source_driver_id: null,
    car_number: grid,
    qualified_position: grid,
    started: times.length > 0,
    lap_count: times.length,
    total_seconds: elapsed.at(-1) ?? null,
    gap_ahead_seconds: aheadSeconds,
    gap_ahead_laps: aheadLaps,
    gap_winner_seconds: winnerSeconds,
    gap_winner_laps: winnerLaps,
    fastest_lap_seconds: fastest,
    fastest_lap_number: fastest === null ? null : times.indexOf(fastest, 1) + 1,
    average_lap_seconds: fastest === null ? null : round(average),
    average_top_5_seconds: null,
    average_top_10_seconds: null,
    average_top_15_seconds: null,
    top_2_consecutive_seconds: null,
    top_3_consecutive_seconds: null,
    standard_deviation_seconds: null,
    consistency_percent: fastest === null ? null : 97.4 - index * 0.3,
  };
}

const LONG_LAPS = { drivers: DRIVEN.map(lapsOf) };

/** A main of twelve drivers: overtakes, a crash, one who stopped, one who did not start. */
export function longRace(path: string): unknown {
  const told = raceEvent(path);
  if (path === `/races/${RACE_ID}/laps`) return LONG_LAPS;
  if (path !== `/races/${RACE_ID}`) return told;
  const checks = { figures: 812, mismatches: [] };
  return { ...(told as RaceWithResults), results: DRIVEN.map(resultOf), checks };
}

/** The laps that `longRace` tells, in order of position. */
export const LONG_RACE = LONG_LAPS.drivers;
export const LONG_RACE_PATH = `/events/${EVENT_ID}/races/${RACE_ID}`;
