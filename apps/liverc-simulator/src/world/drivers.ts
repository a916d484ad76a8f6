import { Random } from './random.js';
import type { Track } from './tracks.js';
import { FIRST_NAMES, LAST_NAMES, RACE_CLASSES } from './vocabulary.js';

/** A car: the class it drives in and its transponder. */
export interface Car {
  className: string;
  /** Digits, now and then with a `/2`; null when LiveRC knows none. */
  transponder: string | null;
  /** Lap time of an undisturbed lap, in milliseconds. */
  lapMs: number;
  /** Laps of the class outside of this range are marked invalid; whole seconds. */
  validMinSeconds: number;
  validMaxSeconds: number;
}

export interface Driver {
  name: string;
  cars: Car[];
}

type RaceClass = (typeof RACE_CLASSES)[number];

export const UNKNOWN_DRIVER = 'Unknown Driver';
export const UNKNOWN_CLASS = 'Unknown Class';

function validRange(classSeconds: number) {
  return {
    validMinSeconds: Math.floor(classSeconds * 0.7),
    validMaxSeconds: Math.ceil(classSeconds * 2.4),
  };
}

function drawCar(random: Random, classes: readonly RaceClass[], pace: number): Car {
  const raceClass = random.pick(classes);
  const digits = String(random.int(1_000_000, 9_999_999));
  const shape = random.next();
  const classSeconds = raceClass.lapSeconds * pace;
  return {
    className: raceClass.name,
    transponder: shape < 0.03 ? null : shape < 0.05 ? `${digits}/2` : digits,
    lapMs: Math.round(classSeconds * (1 + 0.35 * random.next()) * 1000),
    ...validRange(classSeconds),
  };
}

function drawUnknownDriver(random: Random, pace: number): Driver {
  const className = random.chance(0.85) ? UNKNOWN_CLASS : RACE_CLASSES[2].name;
  const transponder = String(random.int(1_000_000, 9_999_999));
  const lapMs = Math.round((30 + 15 * random.next()) * pace * 1000);
  const car = { className, transponder, lapMs, ...validRange(30 * pace) };
  return { name: UNKNOWN_DRIVER, cars: [car] };
}

function drawDriver(random: Random, classes: readonly RaceClass[], pace: number): Driver {
  if (random.chance(0.08)) return drawUnknownDriver(random, pace);
  const tag = random.chance(0.04) ? ' M' : '';
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}${tag}`;
  const carCount = random.pick([1, 1, 1, 2, 3]);
  const cars = Array.from({ length: carCount }, () => drawCar(random, classes, pace));
  return { name: random.chance(0.03) ? name.toUpperCase() : name, cars };
}

/** How long a lap of the track takes, as a multiple of a track of average length. */
export function paceOf(seed: number, track: Track): number {
  return drawPace(new Random(seed, 'roster', track.index));
}

function drawPace(random: Random): number {
  return 0.6 + 0.9 * random.next();
}

/**
 * Everybody who ever drives at a track; about one in twelve has no registered transponder. No two
 * names differ by letter case alone.
 */
export function createRoster(seed: number, track: Track): Driver[] {
  const random = new Random(seed, 'roster', track.index);
  const pace = drawPace(random);
  const classes = Array.from({ length: random.int(2, 6) }, () => random.pick(RACE_CLASSES));
  const size = track.activity === 'busy' ? 140 : random.int(12, 45);
  const taken = new Set<string>();
  const roster: Driver[] = [];
  for (let i = 0; i < size; i++) {
    const driver = drawDriver(random, classes, pace);
    const key = driver.name.toLowerCase();
    if (driver.name !== UNKNOWN_DRIVER && taken.has(key)) continue;
    taken.add(key);
    roster.push(driver);
  }
  return roster;
}
