import { paceOf, UNKNOWN_CLASS } from '../drivers.js';
import type { RaceEvent } from '../events.js';
import { Random } from '../random.js';
import type { Track } from '../tracks.js';
import { EVENT_CLASSES, NITRO_CLASSES, RACE_CLASSES } from '../vocabulary.js';
import { BIG_EVENT, type EventShape } from './event-shape.js';
import type { Racer } from './racers.js';

/** A racer in one class of an event. */
export interface Entrant {
  racer: Racer;
  className: string;
  /** Null when the entry list has none. */
  transponder: string | null;
  /** Lap time of an undisturbed lap, in milliseconds. */
  lapMs: number;
}

export interface EventClass {
  name: string;
  /** Whether figures of its races leave lap 1 out. */
  nitro: boolean;
  /** In the order of the entry list: by last name. */
  entrants: Entrant[];
}

/** A racer and a class to drive in. */
type Place = [racer: Racer, className: string];

const JUNK_TRANSPONDER = '1234567';
const CLASS_SECONDS = new Map<string, number>(
  [...RACE_CLASSES, ...EVENT_CLASSES].map(({ name, lapSeconds }) => [name, lapSeconds]),
);

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** `LAST, FIRST`, by which the entry list is sorted. */
export function sortName(name: string): string {
  const space = name.indexOf(' ');
  return space < 0 ? name : `${name.slice(space + 1)}, ${name.slice(0, space)}`;
}

function drawClassNames(random: Random, racers: readonly Racer[], count: number): string[] {
  const practised = new Set(racers.flatMap(({ cars }) => cars.map(({ className }) => className)));
  practised.delete(UNKNOWN_CLASS);
  const names = shuffled(random, [...practised]);
  for (const { name } of shuffled(random, EVENT_CLASSES)) names.push(name);
  for (const { name } of RACE_CLASSES) if (!practised.has(name)) names.push(name);
  return names.slice(0, count);
}

function drawStarters(random: Random, racers: readonly Racer[], count: number): Racer[] {
  const regulars = shuffled(
    random,
    racers.filter(({ cars }) => cars.length > 0),
  );
  const guests = shuffled(
    random,
    racers.filter(({ cars }) => cars.length === 0),
  );
  const own = regulars.slice(0, Math.max(Math.ceil(count * 0.8), count - guests.length));
  return shuffled(random, [...own, ...guests].slice(0, count));
}

/** A racer's own lap time and transponder in a class: the same at every event. */
function entrantOf(seed: number, pace: number, racer: Racer, className: string): Entrant {
  const random = new Random(seed, 'racer', racer.id, className);
  const seconds = (CLASS_SECONDS.get(className) ?? 30) * pace * (1 + 0.3 * random.next());
  const digits = String(random.int(1_000_000, 9_999_999));
  const own = racer.cars.find((car) => car.className === className);
  if (own) return { racer, className, transponder: own.transponder, lapMs: own.lapMs };
  const other = random.chance(0.4) ? racer.cars[0]?.transponder : undefined;
  const shape = random.next();
  const fresh = shape < 0.02 ? null : shape < 0.03 ? JUNK_TRANSPONDER : digits;
  return { racer, className, transponder: other ?? fresh, lapMs: Math.round(seconds * 1000) };
}

/** The class that each starter drives in first; every class has one at least. */
function firstClass(random: Random, racer: Racer, names: readonly string[], index: number) {
  const own = names.filter((name) => racer.cars.some(({ className }) => className === name));
  return names[index] ?? random.pick(own.length > 0 ? own : names);
}

/** Which classes the starters drive in: all in one, and some in a second one. */
function drawPlaces(
  random: Random,
  starters: readonly Racer[],
  names: readonly string[],
  entries: number,
): Place[] {
  const places = starters.map((racer, index): Place => {
    return [racer, firstClass(random, racer, names, index)];
  });
  for (const [racer, first] of shuffled(random, places).slice(0, entries - starters.length)) {
    places.push([racer, random.pick(names.filter((name) => name !== first))]);
  }
  return places;
}

/** Places of a big event: as many in each class. */
function evenPlaces(starters: readonly Racer[], names: readonly string[], entries: number) {
  return Array.from({ length: entries }, (_, index): Place => {
    const again = index >= starters.length ? 1 : 0;
    const racer = starters[index % starters.length] as Racer;
    return [racer, names[(index + again) % names.length] as string];
  });
}

/** Two persons in different cars hand the same transponder on, as happens in clubs. */
function shareTransponder(random: Random, entrants: readonly Entrant[]): void {
  const giver = entrants.find(({ transponder }) => transponder !== null);
  const taker = entrants.find(({ racer }) => racer !== giver?.racer);
  if (giver && taker && random.chance(0.3)) taker.transponder = giver.transponder;
}

const ODD_NAMES = [
  `"QUICK" O'LARKIN`,
  '</SCRIPT-LIKE> RACKSTRAWE',
  'BACK\\SLASH ABERNOOK',
  "<B>BOLD</B> & 'SONS",
] as const;

/** The first starters bear odd names at some events; their numbers stay. */
function withOddNames(starters: readonly Racer[], { oddNames }: EventShape): Racer[] {
  if (!oddNames) return [...starters];
  return starters.map((racer, index) => ({ ...racer, name: ODD_NAMES[index] ?? racer.name }));
}

/** Two of the smallest class that has two, who meet in its every race. */
function drawNamesakes(places: readonly Place[]): [Racer, Racer] | null {
  const classes = new Map<string, Racer[]>();
  for (const [racer, name] of places) classes.set(name, [...(classes.get(name) ?? []), racer]);
  const sizes = [...classes.values()].filter(({ length }) => length > 1);
  const [one, other] = sizes.sort((a, b) => a.length - b.length)[0] ?? [];
  return one && other ? [one, other] : null;
}

/** Gives the second namesake the name of the first one, in all classes. */
function withNamesakes(places: Place[], { namesakes }: EventShape): Place[] {
  const pair = namesakes ? drawNamesakes(places) : null;
  if (!pair) return places;
  const [{ name }, other] = pair;
  const renamed = { ...other, name };
  return places.map(([racer, className]) => [racer === other ? renamed : racer, className]);
}

function countClasses(random: Random, { entries, drivers }: RaceEvent): number {
  const least = entries > drivers ? 2 : 1;
  return Math.min(7, drivers, Math.max(least, Math.round(entries / random.int(7, 12))));
}

/** The classes of an event with exactly the entries and drivers that the list of events tells. */
export function drawField(
  seed: number,
  track: Track,
  event: RaceEvent,
  shape: EventShape,
  racers: readonly Racer[],
): EventClass[] {
  const { entries, drivers } = event;
  if (entries === 0) return [];
  const random = new Random(seed, 'field', event.id);
  const count = shape.big ? BIG_EVENT.classes : countClasses(random, event);
  const names = drawClassNames(random, racers, count);
  const pace = paceOf(seed, track);
  const starters = withOddNames(drawStarters(random, racers, drivers), shape);
  const places = shape.big
    ? evenPlaces(starters, names, entries)
    : drawPlaces(random, starters, names, entries);
  const all = withNamesakes(places, shape).map(([racer, name]) =>
    entrantOf(seed, pace, racer, name),
  );
  shareTransponder(random, shuffled(random, all));
  return names.map((name) => ({
    name,
    nitro: NITRO_CLASSES.has(name),
    entrants: all
      .filter(({ className }) => className === name)
      .sort((a, b) => (sortName(a.racer.name) < sortName(b.racer.name) ? -1 : 1)),
  }));
}
