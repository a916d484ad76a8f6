import type { RaceEvent } from '../events.js';
import type { Track } from '../tracks.js';
import { BIG_EVENT, drawShape, type EventChanges, type EventShape } from './event-shape.js';
import { driveEvent } from './programme.js';
import { drawField, type EventClass } from './race-field.js';
import type { Race, Section } from './race.js';
import type { Racer } from './racers.js';

/** An event with all that its pages tell. */
export interface EventDetail {
  event: RaceEvent;
  shape: EventShape;
  classes: EventClass[];
  /** The whole programme, first run first. */
  planned: Race[];
  /** Those that have been run. */
  races: Race[];
  /** Numbers of races that the event's page does not list for the time being. */
  hidden: ReadonlySet<number>;
}

/** The last minute of today that the site knows of. */
const NOW_MINUTE = 15 * 60;

/** A big event has numbers of its own, in the list of events too. */
export function changedEvent(event: RaceEvent, changes: EventChanges | undefined): RaceEvent {
  if (!changes?.big) return event;
  return { ...event, entries: BIG_EVENT.entries, drivers: BIG_EVENT.drivers };
}

/** What an event is like, its changes included. */
export function shapeOf(seed: number, event: RaceEvent, changes: EventChanges): EventShape {
  const { racesRun: _run, hiddenRaces: _hidden, protested: _protested, ...given } = changes;
  const shape = { ...drawShape(seed, event), ...given };
  if (!shape.big) return shape;
  return { ...shape, firstRound: null, tripleMains: false, semis: false };
}

export function createDetail(
  seed: number,
  today: string,
  track: Track,
  event: RaceEvent,
  changes: EventChanges,
  racers: readonly Racer[],
): EventDetail {
  const shape = shapeOf(seed, event, changes);
  const classes = drawField(seed, track, event, shape, racers);
  const planned = driveEvent(seed, event, shape, changes, classes);
  const isOver = ({ date, minute }: Race) =>
    date < today || (date === today && minute <= NOW_MINUTE);
  const { racesRun } = changes;
  const races = planned.filter((race, index) => {
    return racesRun === undefined ? isOver(race) : index < racesRun;
  });
  return { event, shape, classes, planned, races, hidden: new Set(changes.hiddenRaces) };
}

/** The sections of a programme, first run first. */
export function sectionsOf(races: readonly Race[]): Section[] {
  return [...new Map(races.map(({ section }) => [section.title, section])).values()];
}

/** What the event's page prints in brackets after the class; null where it prints none. */
export function listedLabel({ shape }: EventDetail, { eventClass, label }: Race): string | null {
  return shape.withoutLabels && !eventClass.name.includes('(') ? null : label;
}

export function lapsIn(races: readonly Race[]): number {
  return races.reduce(
    (sum, { runs }) => sum + runs.reduce((laps, run) => laps + run.laps.length, 0),
    0,
  );
}
