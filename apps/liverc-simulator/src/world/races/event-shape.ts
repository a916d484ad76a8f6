import type { RaceEvent } from '../events.js';
import { Random } from '../random.js';

/** What an event is like, apart from who drives. */
export interface EventShape {
  /** A round before the qualifying. */
  firstRound: 'practice' | 'seeding' | null;
  qualifyingRounds: number;
  /** Rounds whose points count. */
  countedRounds: number;
  /** The best result of all rounds qualifies, and points are 0. */
  resultsQualify: boolean;
  /** Electric classes run each main three times. */
  tripleMains: boolean;
  /** Large nitro classes reach the A main by two semi-finals. */
  semis: boolean;
  /** Length of the nitro classes' A mains. */
  nitroSeconds: number;
  /** The event's page prints no labels of classes without brackets. */
  withoutLabels: boolean;
  /** Links of the event's page write the underscore as `%5F`. */
  encodedLinks: boolean;
  /** Non-starters and who stopped have DNS and DNF in place of a position, one driver DQ. */
  statusWords: boolean;
  /** Some races were posted late: their time of completion is out of order. */
  postedLate: boolean;
  /** Two drivers of one class have the same name. */
  namesakes: boolean;
  /** Names with quotes, a backslash and what looks like the end of a script. */
  oddNames: boolean;
  /** Two drivers of a race have the same laps in the same time, and share a position. */
  equalPositions: boolean;
  /** A figure of one race is printed wrong. */
  misprint: boolean;
  /** Points of one round of one driver are printed wrong. */
  wrongPoints: boolean;
  /** A race's page has figures, but no laps. */
  withoutLaps: boolean;
  /** 10 classes of 10 drivers, 11 rounds and the mains: 120 races of 15 laps each. */
  big: boolean;
}

/** What the admin may change about an event, on top of its shape. */
export interface EventChanges extends Partial<EventShape> {
  /** So many races of the programme have been run, the others not yet. */
  racesRun?: number;
  /** Numbers of races that the event's page does not list for the time being. */
  hiddenRaces?: number[];
  /** Numbers of races whose winner lost a lap after a protest. */
  protested?: number[];
}

/** Size of a big event, which only the admin makes. */
export const BIG_EVENT = { classes: 10, entries: 100, drivers: 80, rounds: 11, laps: 15 } as const;

export function drawShape(seed: number, event: RaceEvent): EventShape {
  const random = new Random(seed, 'shape', event.id);
  const qualifyingRounds = random.pick([2, 2, 2, 3, 3, 4]);
  return {
    firstRound: random.chance(0.3) ? random.pick(['practice', 'seeding'] as const) : null,
    qualifyingRounds,
    countedRounds: qualifyingRounds === 2 ? 1 : 2,
    resultsQualify: new Random(seed, 'results-qualify', event.id).chance(0.15),
    tripleMains: random.chance(0.4),
    semis: random.chance(0.35),
    nitroSeconds: random.pick([1200, 1200, 1800, 1800, 2700, 3600]),
    withoutLabels: random.chance(0.06),
    encodedLinks: random.chance(0.08),
    statusWords: random.chance(0.12),
    postedLate: random.chance(0.15),
    namesakes: random.chance(0.04),
    oddNames: random.chance(0.03),
    equalPositions: random.chance(0.05),
    misprint: random.chance(0.05),
    wrongPoints: new Random(seed, 'wrong-points', event.id).chance(0.05),
    withoutLaps: random.chance(0.04),
    big: false,
  };
}

type Kind = 'flag' | 'count' | 'rounds' | 'seconds' | 'ids' | 'first round';

/** What each change may be; one that is forgotten does not compile. */
const CHANGES: Record<keyof EventChanges, Kind> = {
  firstRound: 'first round',
  qualifyingRounds: 'rounds',
  countedRounds: 'rounds',
  resultsQualify: 'flag',
  tripleMains: 'flag',
  semis: 'flag',
  nitroSeconds: 'seconds',
  withoutLabels: 'flag',
  encodedLinks: 'flag',
  statusWords: 'flag',
  postedLate: 'flag',
  namesakes: 'flag',
  oddNames: 'flag',
  equalPositions: 'flag',
  misprint: 'flag',
  wrongPoints: 'flag',
  withoutLaps: 'flag',
  big: 'flag',
  racesRun: 'count',
  hiddenRaces: 'ids',
  protested: 'ids',
};

const MOST_ROUNDS = 8;
const MOST_SECONDS = 3 * 3600;

const isBetween = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isCount = (value: unknown): boolean => isBetween(value, 0, Infinity);

const IS_KIND: Record<Kind, (value: unknown) => boolean> = {
  flag: (value) => typeof value === 'boolean',
  count: isCount,
  rounds: (value) => isBetween(value, 1, MOST_ROUNDS),
  seconds: (value) => isBetween(value, 60, MOST_SECONDS),
  ids: (value) => Array.isArray(value) && value.every(isCount),
  'first round': (value) => value === null || value === 'practice' || value === 'seeding',
};

/** @throws SyntaxError for a change that there is not, or a value that it can't have */
export function readEventChanges(fields: object): EventChanges {
  for (const [name, value] of Object.entries(fields)) {
    const kind = Object.hasOwn(CHANGES, name) ? CHANGES[name as keyof EventChanges] : undefined;
    if (kind === undefined) throw new SyntaxError(`an event has no "${name}" to change`);
    if (!IS_KIND[kind](value)) throw new SyntaxError(`${name} can't be ${JSON.stringify(value)}`);
  }
  return fields;
}
