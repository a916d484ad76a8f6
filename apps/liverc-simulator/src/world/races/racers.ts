import type { Car, Driver } from '../drivers.js';
import { UNKNOWN_DRIVER } from '../drivers.js';
import { Random } from '../random.js';
import type { Track } from '../tracks.js';
import { FIRST_NAMES, LAST_NAMES } from '../vocabulary.js';

/** A person who races at a track: one of its practice drivers, or a guest. */
export interface Racer {
  /** LiveRC's number of the driver, unique over all tracks. */
  id: number;
  /** In UPPER CASE, as every race page prints it; otherwise the name of the practice pages. */
  name: string;
  /** Cars that the racer practises with; none of a guest. */
  cars: readonly Car[];
}

const FIRST_ID = 90_000;
const IDS_PER_TRACK = 1024;
/** Enough for the largest event at the smallest track. */
const LEAST_RACERS = 110;

function drawGuests(random: Random, taken: Set<string>, count: number): string[] {
  const names: string[] = [];
  while (names.length < count) {
    const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`.toUpperCase();
    if (taken.has(name)) continue;
    taken.add(name);
    names.push(name);
  }
  return names;
}

/** Everybody who ever races at a track, its own drivers first; no name occurs twice. */
export function createRacers(seed: number, track: Track, roster: readonly Driver[]): Racer[] {
  const regulars = roster.filter(({ name }) => name !== UNKNOWN_DRIVER);
  const taken = new Set(regulars.map(({ name }) => name.toUpperCase()));
  const random = new Random(seed, 'guests', track.index);
  const guests = drawGuests(random, taken, Math.max(10, LEAST_RACERS - regulars.length));
  const people = [
    ...regulars.map(({ name, cars }) => ({ name: name.toUpperCase(), cars })),
    ...guests.map((name) => ({ name, cars: [] })),
  ];
  const first = FIRST_ID + track.index * IDS_PER_TRACK;
  return people.map((person, index) => ({ id: first + index, ...person }));
}
