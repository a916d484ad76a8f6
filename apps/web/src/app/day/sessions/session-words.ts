import type { ImportedPracticeSession } from '@trackside/contracts';
import { clockOf } from '../../laps/clock';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import type { Statistic } from '../../laps/statistic';
import { classOf } from '../drivers';
import { evennessOf } from './session-order';

/** What the list of sessions says of one. @param driver as the name is written most often */
export function sessionWords(
  session: ImportedPracticeSession,
  driver: string,
  statistic: Statistic,
) {
  return {
    time: clockOf(session.started_at),
    driver,
    class: classOf(session),
    transponder: session.transponder ?? '–',
    laps: session.lap_count === null ? '–' : String(session.lap_count),
    lapsUnit: session.lap_count === 1 ? 'lap' : 'laps',
    best: formatLapTime(session.fastest_lap_seconds),
    average: formatLapTime(statistic.told(session).seconds),
    consistency: formatPercent(evennessOf(session, statistic)),
    pace: statistic.pace.toLowerCase(),
  };
}
