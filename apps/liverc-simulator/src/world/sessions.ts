import type { Car, Driver } from './drivers.js';
import { type Random } from './random.js';

/** A session as it was driven; what pages print is computed from it. */
export interface DrivenSession {
  /** Start in milliseconds after midnight of the day. */
  startMs: number;
  driverName: string;
  car: Car;
  /** Time of each lap in whole milliseconds, so that sums are exact. */
  laps: number[];
}

/** Whether a lap counts in the statistics: LiveRC marks those outside of the class's range. */
export function isValidLap(car: Car, lapMs: number): boolean {
  return lapMs >= car.validMinSeconds * 1000 && lapMs <= car.validMaxSeconds * 1000;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const LAST_USUAL_START_MS = 23.4 * HOUR_MS;

function drawLapCount(random: Random, car: Car): number {
  const draw = random.next();
  if (draw < 0.015) return 0;
  if (draw < 0.075) return 1;
  if (draw < 0.08) return Math.ceil(3_700_000 / car.lapMs);
  return 2 + Math.floor(33 * random.next() ** 1.6);
}

function drawLap(random: Random, car: Car): number {
  let factor = 1 + 0.16 * random.next() * random.next();
  const mishap = random.next();
  if (mishap < 0.007) factor = 0.4 + 0.1 * random.next();
  else if (mishap < 0.02) factor = 3 + 3 * random.next();
  else if (mishap < 0.07) factor += 0.7 * random.next();
  return Math.round(car.lapMs * factor);
}

function drawLaps(random: Random, car: Car): number[] {
  const laps: number[] = [];
  for (let left = drawLapCount(random, car); left > 0; left--) laps.push(drawLap(random, car));
  return laps;
}

function drivenMs(laps: readonly number[]): number {
  let sum = 0;
  for (const lap of laps) sum += lap;
  return sum;
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/**
 * Sessions of one day, oldest first. Each driver's sessions follow one another with pauses; those
 * of different drivers overlap. On some days the last one runs past midnight.
 */
export function driveDay(
  random: Random,
  roster: readonly Driver[],
  count: number,
): DrivenSession[] {
  const crowd = Math.min(roster.length, Math.ceil(count / (1.5 + 4 * random.next())));
  const drivers = shuffled(random, roster).slice(0, crowd);
  const freeAt = drivers.map(() => 8 * HOUR_MS + random.next() ** 2 * 8 * HOUR_MS);
  const sessions: DrivenSession[] = [];
  for (let i = 0; i < count; i++) {
    const who = i % crowd;
    const driver = drivers[who] as Driver;
    const car = random.pick(driver.cars);
    let startMs = Math.round((freeAt[who] as number) + random.next() * 20 * MINUTE_MS);
    if (startMs > LAST_USUAL_START_MS) startMs = random.int(9 * HOUR_MS, 20 * HOUR_MS);
    const laps = drawLaps(random, car);
    freeAt[who] = startMs + drivenMs(laps) + 4 * MINUTE_MS;
    sessions.push({ startMs, driverName: driver.name, car, laps });
  }
  if (random.chance(0.06)) runPastMidnight(random, sessions[count - 1]);
  return sessions.sort((a, b) => a.startMs - b.startMs);
}

function runPastMidnight(random: Random, session: DrivenSession | undefined): void {
  if (!session) return;
  session.startMs = 24 * HOUR_MS - random.int(10_000, 4 * MINUTE_MS);
  while (drivenMs(session.laps) < 5 * MINUTE_MS) session.laps.push(drawLap(random, session.car));
}
