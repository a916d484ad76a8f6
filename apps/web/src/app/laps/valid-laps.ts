import type { ImportedPracticeSession } from '@trackside/contracts';

/** How many laps there are, and how many of them are invalid. */
type LapCounts = Pick<ImportedPracticeSession, 'lap_count' | 'invalid_lap_count'>;

/** Fewer valid laps of a session make it neither the best by average nor the most even. */
export const LAPS_TO_BE_RATED = 5;
/** A single lap is always even. */
const LAPS_TO_DIFFER = 2;

/** Whether a session's figures are those of its laps; until then they are the day page's. */
export function hasLaps(session: Pick<LapCounts, 'invalid_lap_count'>): boolean {
  return session.invalid_lap_count !== null;
}

export function validLapsOf(session: LapCounts): number {
  return hasLaps(session) ? (session.lap_count ?? 0) - (session.invalid_lap_count ?? 0) : 0;
}

/** Whether a session has laps enough to be the best by average or consistency. */
export function isRated(session: LapCounts): boolean {
  return validLapsOf(session) >= LAPS_TO_BE_RATED;
}

/** A session's consistency in percent; null with fewer than two valid laps. */
export function consistencyOf(
  session: LapCounts & Pick<ImportedPracticeSession, 'consistency_percent'>,
): number | null {
  return validLapsOf(session) < LAPS_TO_DIFFER ? null : session.consistency_percent;
}
