import type {
  ErrorCode,
  ImportedPracticeSession,
  LapsState,
  OwnFigures,
} from '@trackside/contracts';

import { toldSession } from '../day/hidden-in-day.js';

/** The session page counts valid laps alone; until it is read, the day page's figures stand in. */
export const HAS_OWN_PAGE = 's.laps_read_at IS NOT NULL AND NOT s.laps_outdated';

/** Of `practice_sessions s`: LiveRC shows it, as far as anybody knows. */
export const IS_SHOWN = 's.removed_at IS NULL';

/** Of `practice_sessions s`. Moments of the track as text: a `Date` would take on our own zone. */
export const SESSION_COLUMNS = `
  s.id, s.source_session_id, s.driver_name, s.driver_hidden, s.class_name, s.transponder,
  to_char(s.started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at, s.duration_seconds, s.lap_count,
  CASE WHEN ${HAS_OWN_PAGE} THEN s.valid_fastest_lap_seconds ELSE s.fastest_lap_seconds END
    AS fastest_lap_seconds,
  CASE WHEN ${HAS_OWN_PAGE} THEN s.valid_average_lap_seconds ELSE s.average_lap_seconds END
    AS average_lap_seconds,
  to_char(s.ended_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS ended_at,
  s.top_3_consecutive_seconds, s.average_top_5_seconds, s.average_top_10_seconds,
  s.average_top_15_seconds, s.standard_deviation_seconds, s.consistency_percent,
  s.valid_lap_min_seconds, s.valid_lap_max_seconds, s.invalid_lap_count,
  CASE WHEN s.laps_error_code IS NOT NULL THEN 'failed' WHEN ${HAS_OWN_PAGE} THEN 'read'
    ELSE 'pending' END AS laps_state,
  s.laps_error_code, s.laps_error_message`;

/** What is reckoned of a session's laps: our own figures, and LiveRC's held against them. */
export type Reckoned = OwnFigures & Pick<ImportedPracticeSession, 'checks'>;

/** A session with LiveRC's figures alone. */
export type PrintedSession = Omit<ImportedPracticeSession, keyof Reckoned>;

export interface SessionRow extends Omit<PrintedSession, 'laps_error'> {
  laps_state: LapsState;
  laps_error_code: ErrorCode | null;
  laps_error_message: string | null;
}

export function toPrintedSession(row: SessionRow): PrintedSession {
  const { laps_error_code: code, laps_error_message: message, ...session } = row;
  return {
    ...toldSession(session),
    laps_error: code === null ? null : { code, message: message ?? '' },
  };
}
