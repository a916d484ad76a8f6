import type { ImportedPracticeSession } from '@trackside/contracts';
import { type Statistic, STATISTICS } from '../../laps/statistic';
import { consistencyOf } from '../../laps/valid-laps';
import { driverKey, driverLabel, normalisedName } from '../../me/driver-names';
import type { SessionSort, SortKey } from '../address';
import { classOf } from '../drivers';

type Comparable = string | number | null;

const VALUES: Record<
  SortKey,
  (session: ImportedPracticeSession, statistic: Statistic) => Comparable
> = {
  time: (session) => session.started_at,
  driver: (session) => driverLabel(session).toLowerCase(),
  class: (session) => classOf(session).toLowerCase(),
  transponder: (session) => session.transponder,
  laps: (session) => session.lap_count,
  best: (session) => session.fastest_lap_seconds,
  average: (session, { told }) => told(session).seconds,
  consistency: evennessOf,
};

/** How even a session was by the statistic; none of a single lap. */
export function evennessOf(session: ImportedPracticeSession, { told }: Statistic): number | null {
  return consistencyOf(session) === null ? null : told(session).consistency;
}

/**
 * Sorted; sessions without the value come last either way, equal ones newest first.
 *
 * @param statistic what `average` and `consistency` are
 */
export function sortSessions(
  sessions: readonly ImportedPracticeSession[],
  { key, descending }: SessionSort,
  statistic: Statistic = STATISTICS.counted,
): ImportedPracticeSession[] {
  const valued = sessions.map((session) => ({
    session,
    value: VALUES[key](session, statistic),
    started: session.started_at ?? '',
  }));
  valued.sort((a, b) => {
    if (a.value === null || b.value === null) {
      return Number(a.value === null) - Number(b.value === null) || newer(a, b);
    }
    const order = compare(a.value, b.value);
    return (descending ? -order : order) || newer(a, b);
  });
  return valued.map(({ session }) => session);
}

/** Those that are meant first, else in the order in which they are. */
export function theirsFirst<T>(sessions: readonly T[], isTheirs: (session: T) => boolean): T[] {
  return [...sessions.filter(isTheirs), ...sessions.filter((session) => !isTheirs(session))];
}

/** Those of a class and of a driver; null for all. */
export function filterSessions(
  sessions: readonly ImportedPracticeSession[],
  className: string | null,
  driver: string | null,
): ImportedPracticeSession[] {
  const key = driver === null ? null : normalisedName(driver);
  return sessions.filter(
    (session) =>
      (className === null || classOf(session) === className) &&
      (key === null || driverKey(session) === key),
  );
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return a.localeCompare(b, undefined, { numeric: true });
  }
  return Number(a) - Number(b);
}

function newer(a: { started: string }, b: { started: string }): number {
  return a.started < b.started ? 1 : a.started > b.started ? -1 : 0;
}
