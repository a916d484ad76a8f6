import { clockOf } from '../../laps/clock';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import { hasLaps } from '../../laps/valid-laps';
import type { RunChange } from '../sessions/run-changes';
import { type DayInClass, scaleOf } from './my-figures';

/** A session of the driver shown, as My day lists it. */
export interface SessionLine {
  readonly id: string;
  /** `14:43`. */
  readonly time: string;
  readonly best: string;
  readonly pace: string;
  readonly laps: number;
  readonly consistency: string;
  /** Against the run before, in seconds; null for a first one. */
  readonly bestChange: number | null;
  readonly paceChange: number | null;
  /** Where its consistency stands on the scale of all, in percent; null while it is not read. */
  readonly share: number | null;
}

/** Oldest first, as the day went. What laps tell is `…` while they are loaded. */
export function sessionLines(
  { sessions, laps, statistic }: DayInClass,
  changes: ReadonlyMap<string, RunChange>,
): SessionLine[] {
  const paces = laps?.map((ofSession) => statistic.of([ofSession])) ?? [];
  const scale = scaleOf(paces.map(({ consistency }) => consistency));
  return sessions.map((session, index) => {
    const { seconds = null, consistency = null } = paces[index] ?? {};
    const [isRead, isHere] = [hasLaps(session), laps !== null];
    return {
      id: session.id,
      time: clockOf(session.started_at),
      best: formatLapTime(session.fastest_lap_seconds),
      pace: isRead && !isHere ? '…' : formatLapTime(seconds),
      laps: session.lap_count ?? 0,
      consistency: !isRead ? 'not read' : isHere ? formatPercent(consistency) : '…',
      bestChange: changes.get(session.id)?.best ?? null,
      paceChange: changes.get(session.id)?.pace ?? null,
      share: isRead ? scale(consistency) : null,
    };
  });
}
