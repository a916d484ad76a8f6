import type { PracticeSession } from '@trackside/contracts';
import type { KnownDay } from './day-evidence.js';
import type { DayReading } from './day-reading.js';
import { driverOf } from './hidden-in-day.js';

/** Rows of the page that belong to the day on which the store has them. */
export function foreignIn(reading: DayReading, known: KnownDay): ReadonlySet<string> {
  const foreign = known.elsewhere.filter(({ id, isRemoved }) => {
    const owner = reading.owners.get(id);
    return owner === undefined ? !isRemoved : owner !== reading.date;
  });
  return new Set(foreign.map(({ id }) => id));
}

/**
 * Sessions of other days that have turned out to be of this one, as they are known there. Only a
 * hidden driver's number is this day's.
 */
export function movingIn(
  { elsewhere }: KnownDay,
  { sessions }: DayReading,
  foreign: ReadonlySet<string>,
): PracticeSession[] {
  const drivers = new Map(sessions.map((session) => [session.id, driverOf(session)]));
  return elsewhere
    .filter(({ id, isRemoved }) => !isRemoved && !foreign.has(id))
    .map(({ session }) => ({ ...session, ...drivers.get(session.id) }));
}
