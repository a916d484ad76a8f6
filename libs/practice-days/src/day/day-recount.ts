import type { EntityManager } from 'typeorm';
import type { PracticeSession } from '@trackside/contracts';
import type { DayReading } from './day-reading.js';
import { summarise } from './day-summary.js';
import type { DaySummary } from './stored-month.js';
import type { KnownDay } from './day-evidence.js';

/**
 * Days that have lost sessions to this one, because the sessions' own pages name this one.
 *
 * @returns their dates
 */
export async function recountOthers(
  transaction: EntityManager,
  reading: DayReading,
  known: KnownDay,
  foreign: ReadonlySet<string>,
): Promise<string[]> {
  const moved = known.elsewhere.filter(({ id, isRemoved }) => !foreign.has(id) && !isRemoved);
  if (moved.length === 0) return [];
  await transaction.query(
    'UPDATE practice_sessions SET day_confirmed = true WHERE id = ANY ($1) AND day_id = $2',
    [moved.map(({ id }) => id), reading.id],
  );
  for (const dayId of new Set(moved.map((session) => session.dayId))) {
    await recount(transaction, dayId);
    await transaction.query(
      `UPDATE practice_days SET verified = false,
         foreign_session_count = foreign_session_count + $2, settled_fingerprint = '',
         settled_listed_count = listed_session_count
       WHERE id = $1`,
      [dayId, moved.filter((session) => session.dayId === dayId).length],
    );
  }
  const dates = await transaction.query<{ date: string }[]>(
    'SELECT date::text AS date FROM practice_days WHERE id = ANY ($1)',
    [moved.map(({ dayId }) => dayId)],
  );
  return dates.map(({ date }) => date);
}

/** Totals of a day from the sessions that it has now; its word on them is not verified. */
export async function recount(transaction: EntityManager, dayId: string): Promise<void> {
  const sessions = await transaction.query<PracticeSession[]>(
    `SELECT driver_name, class_name, lap_count, duration_seconds,
       to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at
     FROM practice_sessions WHERE day_id = $1 AND removed_at IS NULL`,
    [dayId],
  );
  const [before] = await transaction.query<{ verified: boolean | null; rows: number }[]>(
    'SELECT verified, session_count AS rows FROM practice_days WHERE id = $1',
    [dayId],
  );
  const isSame = before?.rows === sessions.length;
  const summary = summarise(sessions, 0, isSame ? before.verified : false);
  await transaction.query(
    `UPDATE practice_days SET session_count = $2, total_laps = $3, total_track_time_seconds = $4,
       unique_drivers = $5, unique_classes = $6, time_range_start = $7, time_range_end = $8,
       verified = $9 WHERE id = $1`,
    [dayId, ...summaryColumns(summary)],
  );
}

/** A summary in the order of the columns `session_count` to `verified`. */
export function summaryColumns(summary: DaySummary): unknown[] {
  return [
    summary.session_count,
    summary.total_laps,
    summary.total_track_time_seconds,
    summary.unique_drivers,
    summary.unique_classes,
    summary.time_range_start,
    summary.time_range_end,
    summary.verified,
  ];
}
