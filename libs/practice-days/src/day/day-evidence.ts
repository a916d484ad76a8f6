import { type EntityManager, MoreThan } from 'typeorm';
import { monthKey, monthOf } from '@trackside/calendar';
import type { PracticeSession } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import { type DayReading, rowsOf } from './day-reading.js';
import { toldSession } from './hidden-in-day.js';
import type { DayEvidence, Witness } from './judgement.js';
import type { StoredDay } from './stored-month.js';
import { FIND_SESSIONS, LOCK_DAY } from './day-reading-statements.js';
import { type DayRow, toStoredDay } from './day-columns.js';
import { PracticeDayEntity } from './practice-day.entity.js';
import { PracticeDayWitnessEntity } from './practice-day-witness.entity.js';
import { PracticeMonthEntity } from './practice-month.entity.js';

/** A day as the store knows it before a reading, its row locked. */
export interface KnownDay extends DayEvidence {
  /** The order of the last reading that was stored. */
  reading: number;
  /** When the page was asked for that is stored; null where none is. */
  readAt: Date | null;
  /** The day as it is given. */
  given: StoredDay;
  isImported: boolean;
  removedAt: Date | null;
  /** Rows of the page that stand on another day in the store. */
  elsewhere: SessionElsewhere[];
}

/** A session that a day page shows and that the store has on another day. */
export interface SessionElsewhere {
  id: string;
  dayId: string;
  sourceSessionId: string;
  /** As the other day has it. */
  session: PracticeSession;
  /** Its own page names the day that it stands on. */
  isConfirmed: boolean;
  /** It is shown there no more. */
  isRemoved: boolean;
}

interface LockedRow extends DayRow {
  reading: number;
  summarised_at: Date | null;
  removed_at: Date | null;
  settled_fingerprint: string | null;
  settled_listed_count: number | null;
}

type FoundSession = PracticeSession & {
  day_id: string;
  day_confirmed: boolean;
  is_removed: boolean;
};

const LOCK_TRACK = 'SELECT pg_advisory_xact_lock(hashtextextended(:trackId, 0))';

const LOCK_DAYS = `
  SELECT FROM practice_days WHERE id = :dayId
    OR id IN (SELECT day_id FROM practice_sessions WHERE id = ANY (:ids)) ORDER BY id FOR UPDATE`;

/**
 * What is known of the day; null where it is not known and the page shows nothing. What the reading
 * says of the calendar is left out where a newer calendar is stored. A day that was not
 * known becomes so. Until the transaction ends nobody else changes it.
 */
export async function findEvidence(
  transaction: EntityManager,
  told: DayReading,
): Promise<{ reading: DayReading; known: KnownDay | null }> {
  await lockDays(transaction, told);
  const reading = await withNewestCalendar(transaction, told);
  const listed = reading.calendar?.sessionCount ?? null;
  if (rowsOf(reading) > 0 || listed !== null) await insertUnknown(transaction, reading, listed);
  const dayId = reading.id;
  const [row] = await runSql<LockedRow[]>(transaction, LOCK_DAY, { dayId });
  if (!row) return { reading, known: null };
  const ids = reading.sessions.map(({ id }) => id);
  const found = await runSql<FoundSession[]>(transaction, FIND_SESSIONS, { dayId, ids });
  const witnesses = await transaction
    .getRepository(PracticeDayWitnessEntity)
    .find({ where: { dayId }, order: { firstReadAt: 'ASC' } });
  return { reading, known: toKnownDay(row, found, witnesses.map(toWitness)) };
}

async function withNewestCalendar(
  transaction: EntityManager,
  reading: DayReading,
): Promise<DayReading> {
  const isNewer = await transaction.getRepository(PracticeMonthEntity).existsBy({
    trackId: reading.trackId,
    month: monthKey(monthOf(reading.date)),
    reading: MoreThan(reading.order),
  });
  return isNewer ? { ...reading, calendar: null } : reading;
}

/** Replaces what bears witness to a doubt about the day. */
export async function saveWitnesses(
  transaction: EntityManager,
  dayId: string,
  witnesses: Witness[],
): Promise<void> {
  const stored = transaction.getRepository(PracticeDayWitnessEntity);
  await stored.delete({ dayId });
  if (witnesses.length > 0) await stored.insert(witnesses.map((one) => ({ dayId, ...one })));
}

/**
 * Readings of one track are judged one at a time, because sessions move between its days; and days are
 * locked before their sessions, as by who stores a page that contradicts nothing.
 */
async function lockDays(transaction: EntityManager, reading: DayReading): Promise<void> {
  await runSql(transaction, LOCK_TRACK, { trackId: reading.trackId });
  const ids = reading.sessions.map(({ id }) => id);
  await runSql(transaction, LOCK_DAYS, { dayId: reading.id, ids });
}

async function insertUnknown(
  transaction: EntityManager,
  reading: DayReading,
  listed: number | null,
): Promise<void> {
  const day = {
    id: reading.id,
    trackId: reading.trackId,
    month: monthKey(monthOf(reading.date)),
    date: reading.date,
    listedSessionCount: listed ?? rowsOf(reading),
    needsReading: true,
  };
  const days = transaction.getRepository(PracticeDayEntity).createQueryBuilder();
  await days.insert().values(day).orIgnore().updateEntity(false).execute();
}

function toKnownDay(row: LockedRow, found: FoundSession[], witnesses: Witness[]): KnownDay {
  const isForgotten = row.removed_at !== null && !row.is_imported;
  const own = found.filter((session) => session.day_id === row.id && !session.is_removed);
  const listedSessionCount =
    row.in_calendar && row.removed_at === null ? row.listed_session_count : null;
  const counted = Math.max(own.length, row.listed_session_count);
  const given = toStoredDay(row);
  return {
    sessions: own.map(toSession),
    listedSessionCount,
    isUnlisted: !row.in_calendar && row.removed_at === null,
    mostSessions: isForgotten ? own.length : counted,
    doubt: given.doubt,
    witnesses,
    settled: row.settled_fingerprint
      ? { fingerprint: row.settled_fingerprint, listedCount: row.settled_listed_count }
      : null,
    reading: row.reading,
    readAt: row.summarised_at,
    given,
    isImported: row.is_imported,
    removedAt: row.removed_at,
    elsewhere: found.filter((session) => session.day_id !== row.id).map(toElsewhere),
  };
}

function toSession({ day_id, day_confirmed, is_removed, ...session }: FoundSession) {
  return toldSession(session);
}

function toElsewhere(session: FoundSession): SessionElsewhere {
  return {
    id: session.id,
    dayId: session.day_id,
    sourceSessionId: session.source_session_id,
    session: toSession(session),
    isConfirmed: session.day_confirmed,
    isRemoved: session.is_removed,
  };
}

function toWitness(stored: PracticeDayWitnessEntity): Witness {
  const { fingerprint, firstReadAt, firstConsistentAt, sessionIds } = stored;
  return { fingerprint, firstReadAt, firstConsistentAt, sessionIds };
}
