import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { FigureChecks, Lap, OwnFigures } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import { checkPracticeSession, paceFigures, type TimedLap } from '@trackside/lap-statistics';
import type { PrintedSession, Reckoned } from './session-columns.js';

/**
 * A row a session, and of each lap the values alone: two thirds of the time of a row a lap. JSON
 * writes a timestamp without zone as `YYYY-MM-DDTHH:MM:SS`.
 */
const LAPS = `
  SELECT session_id, json_agg(
    json_build_array(lap_number, lap_time_seconds, crossed_at, is_valid) ORDER BY lap_number
  ) AS laps
  FROM practice_laps WHERE session_id = ANY (:sessionIds) GROUP BY session_id`;

/** What figures are made of. */
const TIMES = `
  SELECT session_id, json_agg(json_build_array(lap_time_seconds, is_valid) ORDER BY lap_number) AS laps
  FROM practice_laps WHERE session_id = ANY (:sessionIds) GROUP BY session_id`;

interface LapsRow {
  session_id: string;
  laps: [number: number, seconds: number, crossedAt: string | null, isValid: boolean][];
}

interface TimesRow {
  session_id: string;
  laps: [seconds: number, isValid: boolean][];
}

/** Laps of sessions, and what is reckoned of them; each call is one round trip. */
@Injectable()
export class StudiedLaps {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Laps of each session, in their order; a session without any is not in the answer. */
  async find(sessionIds: string[]): Promise<Map<string, Lap[]>> {
    const rows = await runSql<LapsRow[]>(this.database, LAPS, { sessionIds });
    return new Map(rows.map((row) => [row.session_id, row.laps.map(toLap)]));
  }

  /** The sessions with our figures and checks. */
  async addFigures<Session extends PrintedSession>(
    sessions: Session[],
  ): Promise<(Session & Reckoned)[]> {
    const sessionIds = sessions.map(({ id }) => id);
    const rows = await runSql<TimesRow[]>(this.database, TIMES, { sessionIds });
    const laps = new Map(rows.map((row) => [row.session_id, row.laps.map(toTimedLap)]));
    return sessions.map((session) => reckoned(session, laps.get(session.id) ?? []));
  }

  /** The sessions with our figures, checks and their laps. */
  async addLaps<Session extends PrintedSession>(
    sessions: Session[],
  ): Promise<(Session & Reckoned & { laps: Lap[] })[]> {
    const found = await this.find(sessions.map(({ id }) => id));
    return sessions.map((session) => {
      const laps = found.get(session.id) ?? [];
      return { ...reckoned(session, laps), laps };
    });
  }
}

/** The session with what its laps give, in the order in which they were driven. */
export function reckoned<Session extends PrintedSession>(
  session: Session,
  laps: readonly TimedLap[],
): Session & Reckoned {
  return { ...session, ...figuresOfLaps([laps]), checks: checksOf(session, laps) };
}

/** Figures of the day's page count invalid laps, too, and laps may have come since it was read. */
function checksOf(session: PrintedSession, laps: readonly TimedLap[]): FigureChecks {
  if (session.laps_state !== 'read') return { figures: 0, mismatches: [] };
  const { figures, mismatches } = checkPracticeSession(session, laps);
  const { driver_name } = session;
  return { figures, mismatches: mismatches.map((one) => ({ driver_name, ...one })) };
}

/** @param sessions the laps of each: a lap stands out among those of its own session */
export function figuresOfLaps(sessions: readonly (readonly TimedLap[])[]): OwnFigures {
  const { median_lap_seconds, pace_consistency_percent } = paceFigures(sessions);
  return { median_lap_seconds, pace_consistency_percent };
}

/** @param sessions the times of each session's valid laps, in seconds */
export function figuresOfTimes(sessions: readonly (readonly number[])[]): OwnFigures {
  return figuresOfLaps(
    sessions.map((times) =>
      times.map((seconds, index) => ({
        lap_number: index + 1,
        lap_time_seconds: seconds,
        is_valid: true,
      })),
    ),
  );
}

function toLap([number, seconds, crossedAt, isValid]: LapsRow['laps'][number]): Lap {
  return {
    lap_number: number,
    lap_time_seconds: seconds,
    crossed_at: crossedAt,
    is_valid: isValid,
  };
}

function toTimedLap([seconds, isValid]: TimesRow['laps'][number], index: number): TimedLap {
  return { lap_number: index + 1, lap_time_seconds: seconds, is_valid: isValid };
}
