import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Lap, OwnFigures } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import { paceFigures, type TimedLap } from '@trackside/lap-statistics';
import type { PrintedSession } from './session-columns.js';

/**
 * A row a session, and of each lap the values alone: two thirds of the time of a row a lap. JSON
 * writes a timestamp without zone as `YYYY-MM-DDTHH:MM:SS`.
 */
const LAPS = `
  SELECT session_id, json_agg(
    json_build_array(lap_number, lap_time_seconds, crossed_at, is_valid) ORDER BY lap_number
  ) AS laps
  FROM practice_laps WHERE session_id = ANY (:sessionIds) GROUP BY session_id`;

/** Our figures need no more: an invalid lap counts in none of them. */
const VALID_TIMES = `
  SELECT session_id, json_agg(lap_time_seconds ORDER BY lap_number) AS times
  FROM practice_laps WHERE session_id = ANY (:sessionIds) AND is_valid GROUP BY session_id`;

interface LapsRow {
  session_id: string;
  laps: [number: number, seconds: number, crossedAt: string | null, isValid: boolean][];
}

interface TimesRow {
  session_id: string;
  times: number[];
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

  /** The sessions with our figures. */
  async addFigures<Session extends PrintedSession>(
    sessions: Session[],
  ): Promise<(Session & OwnFigures)[]> {
    const sessionIds = sessions.map(({ id }) => id);
    const rows = await runSql<TimesRow[]>(this.database, VALID_TIMES, { sessionIds });
    const times = new Map(rows.map((row) => [row.session_id, row.times]));
    return sessions.map((session) => ({
      ...session,
      ...figuresOfTimes([times.get(session.id) ?? []]),
    }));
  }

  /** The sessions with our figures and their laps. */
  async addLaps<Session extends PrintedSession>(
    sessions: Session[],
  ): Promise<(Session & OwnFigures & { laps: Lap[] })[]> {
    const found = await this.find(sessions.map(({ id }) => id));
    return sessions.map((session) => {
      const laps = found.get(session.id) ?? [];
      return { ...session, ...figuresOfLaps([laps]), laps };
    });
  }
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
