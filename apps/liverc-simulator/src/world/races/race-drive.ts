import type { Random } from '../random.js';
import type { Entrant } from './race-field.js';

/** What a driver did in a race. */
export interface Run {
  entrant: Entrant;
  /** Place on the grid, which is the car's number. */
  carNumber: number;
  /** Time of each lap in whole milliseconds, so that sums are exact; none of a non-starter. */
  laps: number[];
  totalMs: number;
  /** False for who never came to the start. */
  present: boolean;
  /** Stopped before the time was over; true of non-starters too. */
  retired: boolean;
  /** What stands in place of a position. */
  word: 'DNS' | 'DNF' | 'DQ' | null;
}

export interface RaceConditions {
  lengthMs: number;
  nitro: boolean;
  /** Exactly so many laps for everybody, whatever the time. */
  lapCount?: number;
  /** Numbers of drivers who do not start although nothing broke. */
  absent?: ReadonlySet<number>;
  /** Numbers of drivers who entered, but never came to the event. */
  noShows?: ReadonlySet<number>;
}

const NON_STARTER = 0.05;
const RETIREMENT = 0.07;
const TANK_MS = 420_000;

function drawLap(random: Random, lapMs: number): number {
  let factor = 0.985 + 0.09 * random.next() * random.next();
  if (random.chance(0.06)) factor += 0.5 * random.next();
  return Math.round(lapMs * factor);
}

/** On some tracks the first lap is a short one, because cars start beyond the line. */
function drawFirstLap(random: Random, lapMs: number, short: boolean, carNumber: number): number {
  return Math.round(drawLap(random, lapMs) * (short ? 0.82 : 1) + 180 * carNumber);
}

function drive(random: Random, run: Run, conditions: RaceConditions, shortStart: boolean): void {
  const { lengthMs, nitro, lapCount } = conditions;
  const { lapMs } = run.entrant;
  const expected = Math.ceil(lengthMs / lapMs);
  const stopsAfter = random.chance(RETIREMENT) ? random.int(0, expected - 1) : Infinity;
  let nextStop = TANK_MS * (0.85 + 0.3 * random.next());
  const over = () => (lapCount ? run.laps.length >= lapCount : run.totalMs >= lengthMs);
  while (!over() && run.laps.length < (lapCount ?? stopsAfter)) {
    const first = run.laps.length === 0;
    let lap = first
      ? drawFirstLap(random, lapMs, shortStart, run.carNumber)
      : drawLap(random, lapMs);
    if (nitro && run.totalMs > nextStop) {
      lap += 4000 + Math.round(5000 * random.next());
      nextStop += TANK_MS;
    }
    run.laps.push(lap);
    run.totalMs += lap;
  }
  run.retired = !over();
}

const WORD_ORDER = { '': 0, DNF: 1, DQ: 2, DNS: 3 } as const;

/** Laps down, then time; who did not start comes last, by car number, and so do words. */
export function compareRuns(a: Run, b: Run): number {
  return (
    WORD_ORDER[a.word ?? ''] - WORD_ORDER[b.word ?? ''] ||
    b.laps.length - a.laps.length ||
    a.totalMs - b.totalMs ||
    a.carNumber - b.carNumber
  );
}

/** Who of a grid comes to the start; somebody does, unless all stay away on purpose. */
function drawPresent(random: Random, grid: readonly Entrant[], conditions: RaceConditions) {
  const { absent, noShows, lapCount } = conditions;
  const willing = grid.filter(({ racer }) => !absent?.has(racer.id));
  const present = willing.filter(({ racer }) => {
    const missing = random.chance(NON_STARTER) || noShows?.has(racer.id);
    return lapCount !== undefined || !missing;
  });
  return new Set(present.length > 0 ? present : willing.slice(0, 1));
}

/** Lets a grid drive, car 1 first; the runs come in the order of the result. */
export function driveRace(
  random: Random,
  grid: readonly Entrant[],
  conditions: RaceConditions,
): Run[] {
  const shortStart = random.chance(0.25);
  const starters = drawPresent(random, grid, conditions);
  const runs = grid.map((entrant, index) => {
    const present = starters.has(entrant);
    const nothing = { laps: [], totalMs: 0, retired: true, word: null };
    const run: Run = { entrant, carNumber: index + 1, present, ...nothing };
    if (present) drive(random, run, conditions, shortStart);
    return run;
  });
  return runs.sort(compareRuns);
}

/** Position at the end of each lap of each run: the rank by elapsed time of those who have it. */
export function positionsByLap(runs: readonly Run[]): number[][] {
  const elapsed = runs.map(({ laps }) => {
    let sum = 0;
    return laps.map((lap) => (sum += lap));
  });
  const longest = Math.max(0, ...elapsed.map(({ length }) => length));
  const ranks = Array.from({ length: longest }, (_, lap) => {
    const times = elapsed.flatMap((times) => times[lap] ?? []).sort((a, b) => a - b);
    return new Map(times.map((time, index) => [time, index + 1]).reverse() as [number, number][]);
  });
  return elapsed.map((times) => times.map((time, lap) => ranks[lap]?.get(time) as number));
}
