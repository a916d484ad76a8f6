import type { ImportedPracticeSession } from '@trackside/contracts';
import { pooledFigures } from '../laps/pooled';
import { hasLaps, validLapsOf } from '../laps/valid-laps';
import { driverKey, driverLabel } from '../me/driver-names';
import type { Ranking } from './address';
import { grouped } from './drivers';

/** Fewer valid laps tell nothing about consistency. */
export const LAPS_FOR_CONSISTENCY = 10;

/** Key of the driver who is shown, whatever their names: no driver's own, which are never empty. */
export const SHOWN = '';

/** A driver's figures in a class over the day, from the sessions whose laps are read. */
export interface Standing {
  readonly key: string;
  readonly label: string;
  readonly sessionCount: number;
  /** Sessions whose laps are not read: they count in nothing but `unreadBest`. */
  readonly unreadCount: number;
  readonly validLaps: number;
  readonly best: number | null;
  /** The session of the best lap. */
  readonly bestSession: string | null;
  readonly consecutive: number | null;
  /** Smallest average of five laps within one session. */
  readonly top5: number | null;
  /** Over all valid laps of the day. */
  readonly consistency: number | null;
  /** Quickest lap that the day page tells of unread sessions: it may be an invalid one. */
  readonly unreadBest: number | null;
}

/** A driver who has a place. */
export interface Place {
  /** Equal values share a rank. */
  readonly rank: number;
  readonly standing: Standing;
  readonly value: number;
  /** Between the values as shown, to the first: seconds, or points of a percentage; not negative. */
  readonly gap: number;
}

/** A driver without one, and why. */
export interface Unplaced {
  readonly standing: Standing;
  readonly reason: 'laps not read' | 'too few laps';
}

export interface Leaderboard {
  readonly places: readonly Place[];
  readonly unplaced: readonly Unplaced[];
}

/**
 * One standing a driver, from the sessions of one class.
 *
 * @param keyOf whose a session is, where several names are one person
 */
export function standingsOf(
  sessions: readonly ImportedPracticeSession[],
  keyOf: (session: ImportedPracticeSession) => string = driverKey,
): Standing[] {
  return [...grouped(sessions, keyOf)].map(([key, driven]) => {
    const read = driven.filter(hasLaps);
    const unread = driven.filter((session) => !hasLaps(session));
    const best = quickest(read, 'fastest_lap_seconds');
    return {
      key,
      label: driverLabel(driven[0] as ImportedPracticeSession),
      sessionCount: driven.length,
      unreadCount: unread.length,
      validLaps: read.reduce((sum, session) => sum + validLapsOf(session), 0),
      best: best?.fastest_lap_seconds ?? null,
      bestSession: best?.id ?? null,
      consecutive: quickest(read, 'top_3_consecutive_seconds')?.top_3_consecutive_seconds ?? null,
      top5: quickest(read, 'average_top_5_seconds')?.average_top_5_seconds ?? null,
      consistency: pooledConsistency(read),
      unreadBest: quickest(unread, 'fastest_lap_seconds')?.fastest_lap_seconds ?? null,
    };
  });
}

export function leaderboardOf(standings: readonly Standing[], ranking: Ranking): Leaderboard {
  const valued = standings.map((standing) => ({ standing, value: valueOf(standing, ranking) }));
  const unplaced = valued
    .filter(({ value }) => value === null)
    .map(({ standing }): Unplaced => ({ standing, reason: reasonOf(standing) }))
    .sort((a, b) => a.standing.label.localeCompare(b.standing.label));
  const sign = ranking === 'consistency' ? -1 : 1;
  const ordered = valued
    .flatMap(({ standing, value }) => (value === null ? [] : [{ standing, value }]))
    .sort((a, b) => sign * (a.value - b.value));
  const first = ordered[0]?.value ?? 0;
  // A gap that does not agree with the two values beside it reads like a mistake.
  const asShown = (value: number): number =>
    Number(value.toFixed(ranking === 'consistency' ? 1 : 3));
  let rank = 0;
  const places = ordered.map(({ standing, value }, index): Place => {
    rank = index > 0 && ordered[index - 1]?.value === value ? rank : index + 1;
    return { rank, standing, value, gap: Math.abs(asShown(value) - asShown(first)) };
  });
  return { places, unplaced };
}

/** LiveRC's consistency over the valid laps of all sessions together; null without any. */
export function pooledConsistency(sessions: readonly ImportedPracticeSession[]): number | null {
  return pooledFigures(
    sessions
      .filter(({ standard_deviation_seconds: deviation }) => deviation !== null)
      .map((session) => ({
        lapCount: validLapsOf(session),
        average: session.average_lap_seconds,
        deviation: session.standard_deviation_seconds,
        consistency: session.consistency_percent,
      })),
  ).consistency;
}

function valueOf(standing: Standing, ranking: Ranking): number | null {
  if (ranking === 'consistency') {
    return standing.validLaps < LAPS_FOR_CONSISTENCY ? null : standing.consistency;
  }
  return standing[ranking];
}

function reasonOf(standing: Standing): Unplaced['reason'] {
  return standing.unreadCount > 0 ? 'laps not read' : 'too few laps';
}

type TimeField = 'fastest_lap_seconds' | 'top_3_consecutive_seconds' | 'average_top_5_seconds';

function quickest(
  sessions: readonly ImportedPracticeSession[],
  field: TimeField,
): ImportedPracticeSession | null {
  return sessions.reduce<ImportedPracticeSession | null>((best, session) => {
    const [time, least] = [session[field], best?.[field] ?? null];
    return time !== null && (least === null || time < least) ? session : best;
  }, null);
}
