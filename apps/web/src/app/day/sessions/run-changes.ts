import type { ImportedPracticeSession } from '@trackside/contracts';
import { clockOf } from '../../laps/clock';
import { hasLaps } from '../../laps/valid-laps';
import { classOf, grouped } from '../drivers';

/** A run against the driver's run before it, of the same class and car: seconds, less is quicker. */
export interface RunChange {
  /** Null where one of the two has no such figure. */
  readonly best: number | null;
  readonly pace: number | null;
  /** `14:43`, at which the run before began. */
  readonly timeBefore: string;
}

/** Whether two runs may be of one car: what is not known is no difference. */
export function mayBeOneCar(a: ImportedPracticeSession, b: ImportedPracticeSession): boolean {
  return a.transponder === null || b.transponder === null || a.transponder === b.transponder;
}

/**
 * The change of each run to the one before it, by its id; none for a driver's first of a class and,
 * as far as transponders tell, of a car.
 * Between the figures as the list shows them, so that a reader can check it. Runs whose laps are not
 * read are passed over: LiveRC's list counts invalid laps, too.
 *
 * @param keyOf whose a session is, where several names are one person
 * @param paceOf by the statistic that is chosen
 */
export function runChanges(
  sessions: readonly ImportedPracticeSession[],
  keyOf: (session: ImportedPracticeSession) => string,
  paceOf: (session: ImportedPracticeSession) => number | null,
): ReadonlyMap<string, RunChange> {
  const read = sessions.filter((session) => hasLaps(session) && session.started_at !== null);
  const byDriver = grouped(read, (session) => JSON.stringify([keyOf(session), classOf(session)]));
  const changes = [...byDriver.values()].flatMap((runs) => {
    const inTime = runs.toSorted((a, b) => compare(a.started_at ?? '', b.started_at ?? ''));
    return inTime.flatMap((run, index): [string, RunChange][] => {
      const before = inTime.slice(0, index).findLast((earlier) => mayBeOneCar(earlier, run));
      if (before === undefined) return [];
      const best = difference(before.fastest_lap_seconds, run.fastest_lap_seconds);
      const pace = difference(paceOf(before), paceOf(run));
      return [[run.id, { best, pace, timeBefore: clockOf(before.started_at) }]];
    });
  });
  return new Map(changes);
}

function difference(before: number | null, now: number | null): number | null {
  return before === null || now === null ? null : Math.round((now - before) * 1000) / 1000;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
