import { Any, type EntityManager } from 'typeorm';
import type { PracticeSession } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import type { DayReading } from './day-reading.js';
import { summarise } from './day-summary.js';
import type { DaySummary } from './stored-month.js';
import type { KnownDay } from './day-evidence.js';
import { PracticeDayEntity } from './practice-day.entity.js';
import { PracticeSessionEntity } from './practice-session.entity.js';

const SESSIONS_OF_DAY = `
  SELECT driver_name, driver_hidden, class_name, lap_count, duration_seconds,
    to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at
  FROM practice_sessions WHERE day_id = :dayId AND removed_at IS NULL`;

const LOSE_SESSIONS = `
  UPDATE practice_days SET verified = false,
    foreign_session_count = foreign_session_count + :lost, settled_fingerprint = '',
    settled_listed_count = listed_session_count
  WHERE id = :dayId`;

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
  const here = { id: Any(moved.map(({ id }) => id)), dayId: reading.id };
  await transaction.getRepository(PracticeSessionEntity).update(here, { dayConfirmed: true });
  const dayIds = [...new Set(moved.map((session) => session.dayId))];
  for (const dayId of dayIds) {
    await recount(transaction, dayId);
    const lost = moved.filter((session) => session.dayId === dayId).length;
    await runSql(transaction, LOSE_SESSIONS, { dayId, lost });
  }
  const days = transaction.getRepository(PracticeDayEntity);
  const found = await days.find({ select: { id: true, date: true }, where: { id: Any(dayIds) } });
  return found.map(({ date }) => date);
}

/** Totals of a day from the sessions that it has now; its word on them is not verified. */
export async function recount(transaction: EntityManager, dayId: string): Promise<void> {
  const days = transaction.getRepository(PracticeDayEntity);
  const sessions = await runSql<PracticeSession[]>(transaction, SESSIONS_OF_DAY, { dayId });
  const before = await days.findOne({
    select: { id: true, verified: true, sessionCount: true },
    where: { id: dayId },
  });
  const isSame = before?.sessionCount === sessions.length;
  const summary = summarise(sessions, 0, isSame ? before.verified : false);
  await days.update({ id: dayId }, summaryColumns(summary));
}

type SummaryColumns = Pick<
  PracticeDayEntity,
  | 'sessionCount'
  | 'totalLaps'
  | 'totalTrackTimeSeconds'
  | 'uniqueDrivers'
  | 'uniqueClasses'
  | 'timeRangeStart'
  | 'timeRangeEnd'
  | 'verified'
>;

/** A summary as the columns that hold it. */
export function summaryColumns(summary: DaySummary): SummaryColumns {
  return {
    sessionCount: summary.session_count,
    totalLaps: summary.total_laps,
    totalTrackTimeSeconds: summary.total_track_time_seconds,
    uniqueDrivers: summary.unique_drivers,
    uniqueClasses: summary.unique_classes,
    timeRangeStart: summary.time_range_start,
    timeRangeEnd: summary.time_range_end,
    verified: summary.verified,
  };
}
