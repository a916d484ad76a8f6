import {
  checkRace,
  type PrintedLaps,
  type PrintedRace,
  type PrintedResult,
  type RaceMismatch,
} from '../src/index.js';
import { inventedRace, seeded } from './invented-race.js';

const CASES = 1000;

const RESULT_FIGURES = [
  'position',
  'lap_count',
  'total_seconds',
  'gap_ahead_seconds',
  'gap_ahead_laps',
  'fastest_lap_seconds',
  'fastest_lap_number',
  'average_lap_seconds',
  'average_top_5_seconds',
  'average_top_10_seconds',
  'average_top_15_seconds',
  'top_2_consecutive_seconds',
  'top_3_consecutive_seconds',
  'standard_deviation_seconds',
  'consistency_percent',
] as const;

/** A printed number of a race: of a row, or of a lap. */
interface Place {
  kind: string;
  id: string | null;
  lap_number?: number;
  read: () => number | null;
  write: (value: number) => PrintedRace;
}

/** Those of drivers with at least two laps. */
function placesOf(race: PrintedRace): Place[] {
  return race.drivers
    .filter((driver) => driver.laps.length >= 2)
    .flatMap((driver) => [...rowPlaces(race, driver), ...lapPlaces(race, driver)])
    .filter((place) => place.read() !== null);
}

function rowPlaces(race: PrintedRace, driver: PrintedLaps): Place[] {
  const result = race.results.find((one) => one.source_driver_id === driver.source_driver_id);
  return RESULT_FIGURES.map((kind) => ({
    kind,
    id: driver.source_driver_id,
    read: () => result?.[kind] ?? null,
    write: (value) => ({
      ...race,
      results: race.results.map((one): PrintedResult =>
        one === result ? { ...one, [kind]: value } : one,
      ),
    }),
  }));
}

function lapPlaces(race: PrintedRace, driver: PrintedLaps): Place[] {
  return driver.laps.flatMap((lap) => {
    const write = (change: object): PrintedRace => ({
      ...race,
      drivers: race.drivers.map((one) =>
        one === driver
          ? { ...one, laps: one.laps.map((its) => (its === lap ? { ...its, ...change } : its)) }
          : one,
      ),
    });
    const { source_driver_id: id } = driver;
    const { lap_number, lap_time_seconds, position } = lap;
    return [
      {
        kind: 'lap_time_seconds',
        id,
        lap_number,
        read: () => lap_time_seconds,
        write: (value) => write({ lap_time_seconds: value }),
      },
      {
        kind: 'lap_position',
        id,
        lap_number,
        read: () => position,
        write: (value) => write({ position: value }),
      },
    ] satisfies Place[];
  });
}

/** The number with one of its digits changed. */
function misprint(value: number, kind: string, random: () => number): number {
  const text =
    kind.endsWith('_seconds') || kind.endsWith('percent') ? value.toFixed(3) : `${value}`;
  const digits = [...text.matchAll(/\d/g)].map((match) => match.index);
  const at = digits[Math.floor(random() * digits.length)] ?? 0;
  const digit = (Number(text[at]) + 1 + Math.floor(random() * 9)) % 10;
  return Number(`${text.slice(0, at)}${digit}${text.slice(at + 1)}`);
}

/** A lap's time is named by itself or by the total that it no longer adds up to. */
function isNamed(place: Place, mismatches: readonly RaceMismatch[]): boolean {
  return mismatches.some(
    ({ source_driver_id, figure, lap_number }) =>
      source_driver_id === place.id &&
      ((figure === place.kind && lap_number === place.lap_number) ||
        (place.kind === 'lap_time_seconds' && figure === 'total_seconds')),
  );
}

/** @returns those that are not named, in words */
function missed(pick: (places: readonly Place[], random: () => number) => Place): string[] {
  const random = seeded(20260117);
  const misses: string[] = [];
  for (let count = 0; count < CASES;) {
    const places = placesOf(inventedRace(random));
    if (places.length === 0) continue;
    count += 1;
    const place = pick(places, random);
    const [printed, wrong] = [place.read() ?? 0, misprint(place.read() ?? 0, place.kind, random)];
    const { mismatches } = checkRace(place.write(wrong));
    if (isNamed(place, mismatches)) continue;
    const lap = place.lap_number === undefined ? '' : ` of lap ${place.lap_number}`;
    misses.push(`case ${count}: ${place.kind}${lap} of ${place.id}: ${printed} as ${wrong}`);
  }
  return misses;
}

const anyOf = <T>(values: readonly T[], random: () => number): T =>
  values[Math.floor(random() * values.length)] as T;

/** Fails with the misses in its message when they are more than one in a hundred. */
function expectFew(misses: readonly string[]): void {
  expect(misses.length > CASES / 100 ? misses : []).toEqual([]);
}

describe('the laws of race figures', () => {
  it('name 99 of 100 wrong digits, drawn evenly over all printed numbers', () => {
    expectFew(missed(anyOf));
  });

  it('name 99 of 100 wrong digits, drawn evenly over the kinds of figures', () => {
    const ofAKind = (places: readonly Place[], random: () => number): Place => {
      const kind = anyOf([...new Set(places.map((place) => place.kind))], random);
      return anyOf(
        places.filter((place) => place.kind === kind),
        random,
      );
    };
    expectFew(missed(ofAKind));
  });

  it('give no false alarm on 1,000 clean races', () => {
    const random = seeded(4711);
    const alarms = Array.from({ length: CASES }, () => checkRace(inventedRace(random)).mismatches);
    expect(alarms.flat()).toEqual([]);
  });
});
