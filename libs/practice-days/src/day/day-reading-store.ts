import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { monthKey, monthOf } from '@trackside/calendar';
import type { PracticeSession } from '@trackside/contracts';
import { withoutDeadlock } from '@trackside/database';
import { type DayReading, rowsOf } from './day-reading.js';
import { summarise } from './day-summary.js';
import {
  contradictionIn,
  judge,
  type Judgement,
  lacksWhatIsKnown,
  withAdditions,
} from './judgement.js';
import type { StoredDay } from './stored-month.js';
import { findEvidence, type KnownDay, saveWitnesses } from './day-evidence.js';
import { SAVE_JUDGED_DAY, SAVE_PLAIN_DAY, SAVE_SESSIONS } from './day-reading-statements.js';
import { recount, recountOthers, summaryColumns } from './day-recount.js';
import { DAY_COLUMNS, type DayRow, toStoredDay } from './day-columns.js';

/** What more may be asked before a reading is judged. */
export interface OpenQuestions {
  calendar: boolean;
  /** Own pages of sessions that two days list. */
  owners: boolean;
}

/** What became of a reading. */
export type SavedDay =
  /** LiveRC shows no practice, and none was known: nothing is stored. */
  | { kind: 'none' }
  /** Nothing is stored yet: the page lacks what is known, so the calendar has to be asked anew. */
  | { kind: 'calendar-wanted' }
  /** Nothing is stored yet: these sessions stand on two days, so their own pages have to be asked. */
  | { kind: 'owners-wanted'; sessions: { id: string; sourceSessionId: string }[] }
  /** `otherDates`: days that have lost sessions to this one, or have to be read again. */
  | { kind: 'stored'; day: StoredDay; otherDates: string[] };

/** With it {@link SAVE_PLAIN_DAY} takes back what it has done. */
const DIVISION_BY_ZERO = '22012';

/** Readings of days on their way into the store, where what is known already has its say. */
@Injectable()
export class DayReadingStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Stores a reading as far as it is believed; one round trip for a page that contradicts nothing.
   *
   * @param open which questions may be asked before the reading is judged
   */
  async save(reading: DayReading, open: OpenQuestions): Promise<SavedDay> {
    const plain = isPlain(reading) ? await this.savePlain(reading) : null;
    if (plain) return { kind: 'stored', day: plain, otherDates: [] };
    return withoutDeadlock(() =>
      this.database.transaction((transaction) => saveJudged(transaction, reading, open)),
    );
  }

  /** Null where the page has to be judged. */
  private async savePlain(reading: DayReading): Promise<StoredDay | null> {
    try {
      const [row] = await this.database.query<DayRow[]>(SAVE_PLAIN_DAY, toPlain(reading));
      return row ? toStoredDay(row) : null;
    } catch (error) {
      if ((error as { code?: unknown }).code === DIVISION_BY_ZERO) return null;
      throw error;
    }
  }
}

/** Whether the page contradicts neither itself nor its calendar. */
function isPlain(reading: DayReading): boolean {
  const known = { listedSessionCount: null, isUnlisted: false, mostSessions: 0 };
  const isUnlisted = reading.calendar !== null && reading.calendar.sessionCount === null;
  return (
    rowsOf(reading) > 0 &&
    reading.unreadableRows === 0 &&
    !isUnlisted &&
    contradictionIn(reading, known) === null
  );
}

async function saveJudged(
  transaction: EntityManager,
  told: DayReading,
  open: OpenQuestions,
): Promise<SavedDay> {
  const { reading, known } = await findEvidence(transaction, told);
  if (!known || (rowsOf(reading) === 0 && known.mostSessions === 0 && !listsAny(reading))) {
    return { kind: 'none' };
  }
  if (isGoneAlready(reading, known)) {
    await transaction.query('UPDATE practice_days SET needs_reading = false WHERE id = $1', [
      reading.id,
    ]);
    const day = await findDay(transaction, reading.id);
    return { kind: 'stored', day, otherDates: [] };
  }
  const disputed = known.elsewhere.filter(
    ({ id, isConfirmed, isRemoved }) => !isConfirmed && !isRemoved && !reading.owners.has(id),
  );
  if (open.owners && disputed.length > 0) return { kind: 'owners-wanted', sessions: disputed };
  if (open.calendar && !reading.calendar?.isNew && lacksWhatIsKnown(reading, known)) {
    return { kind: 'calendar-wanted' };
  }
  await saveOwners(transaction, reading, known);
  const foreign = foreignIn(reading, known);
  const evidence = { ...known, sessions: [...known.sessions, ...movingIn(known, foreign)] };
  if (known.reading > reading.order) {
    await addTo(transaction, reading, evidence, foreign);
  } else {
    const judgement = judge(reading, evidence, foreign);
    await saveJudgement(transaction, reading, evidence, judgement, foreign);
  }
  const otherDates = [
    ...(await lookElsewhere(transaction, reading, evidence)),
    ...(await recountOthers(transaction, reading, known, foreign)),
  ];
  return { kind: 'stored', day: await findDay(transaction, reading.id), otherDates };
}

/** LiveRC still shows nothing of an imported day of which that is settled. */
function isGoneAlready(reading: DayReading, known: KnownDay): boolean {
  return known.removedAt !== null && rowsOf(reading) === 0 && !listsAny(reading);
}

function listsAny({ calendar }: DayReading): boolean {
  return (calendar?.sessionCount ?? null) !== null;
}

/** Rows of the page that belong to the day on which the store has them. */
function foreignIn(reading: DayReading, known: KnownDay): ReadonlySet<string> {
  const foreign = known.elsewhere.filter(({ id, isRemoved }) => {
    const owner = reading.owners.get(id);
    return owner === undefined ? !isRemoved : owner !== reading.date;
  });
  return new Set(foreign.map(({ id }) => id));
}

/** Sessions of other days that have turned out to be of this one, as they are known there. */
function movingIn({ elsewhere }: KnownDay, foreign: ReadonlySet<string>): PracticeSession[] {
  return elsewhere
    .filter(({ id, isRemoved }) => !isRemoved && !foreign.has(id))
    .map(({ session }) => session);
}

/**
 * A session that the page does not show any more may have gone to a day that lists it: that it belongs
 * here has to be asked anew, and such days have to be read again.
 *
 * @returns their dates
 */
async function lookElsewhere(
  transaction: EntityManager,
  reading: DayReading,
  known: KnownDay,
): Promise<string[]> {
  const shown = new Set(reading.sessions.map(({ id }) => id));
  const absent = known.sessions.map(({ id }) => id).filter((id) => !shown.has(id));
  if (absent.length === 0) return [];
  await transaction.query(
    'UPDATE practice_sessions SET day_confirmed = false WHERE id = ANY ($1)',
    [absent],
  );
  // Rows, and how many were changed.
  const [days] = await transaction.query<[{ date: string }[], number]>(
    `UPDATE practice_days SET needs_reading = true
     WHERE track_id = $1 AND foreign_session_count > 0 AND id <> $2 RETURNING date::text AS date`,
    [reading.trackId, reading.id],
  );
  return days.map(({ date }) => date);
}

/** Notes which sessions' own pages name the day that they stand on. */
async function saveOwners(
  transaction: EntityManager,
  reading: DayReading,
  known: KnownDay,
): Promise<void> {
  if (reading.owners.size === 0) return;
  await transaction.query(
    `UPDATE practice_sessions s SET day_confirmed = true
     FROM practice_days d, unnest($1::uuid[], $2::date[]) AS owner (id, date)
     WHERE s.id = owner.id AND (d.date = owner.date) AND d.id = s.day_id AND s.id = ANY ($3)`,
    [[...reading.owners.keys()], [...reading.owners.values()], known.elsewhere.map(({ id }) => id)],
  );
}

/** A reading that began before the one that is stored adds what is new or more, and nothing else. */
async function addTo(
  transaction: EntityManager,
  reading: DayReading,
  known: KnownDay,
  foreign: ReadonlySet<string>,
): Promise<void> {
  const removed = await removedAmong(transaction, reading);
  const fresh = reading.sessions.filter(({ id }) => !removed.has(id));
  const sessions = withAdditions({ ...reading, sessions: fresh }, known, foreign);
  await saveSessions(transaction, reading.id, sessions);
  await recount(transaction, reading.id);
  await transaction.query(
    'UPDATE practice_days SET laps_wanted = imported_at IS NOT NULL WHERE id = $1',
    [reading.id],
  );
}

async function saveJudgement(
  transaction: EntityManager,
  reading: DayReading,
  known: KnownDay,
  judgement: Judgement,
  foreign: ReadonlySet<string>,
): Promise<void> {
  const { doubt, settled, isGone } = judgement;
  const keepsAll = isGone && known.isImported;
  const sessions = keepsAll ? known.sessions : judgement.sessions;
  await saveSessions(transaction, reading.id, sessions);
  if (!keepsAll) await markRemoved(transaction, reading, judgement.removed);
  await saveWitnesses(transaction, reading.id, judgement.witnesses);
  const isTrue = doubt === null && settled === null && foreign.size === 0;
  const unread = Math.max(0, rowsOf(reading) - foreign.size - sessions.length);
  const summary = summarise(sessions, unread, isTrue ? reading.verified : false);
  await transaction.query(SAVE_JUDGED_DAY, [
    reading.id,
    ...summaryColumns(summary),
    ...[reading.readAt, reading.order, doubt !== null],
    ...[reading.calendar?.sessionCount ?? null, reading.calendar !== null],
    ...[doubt?.since ?? null, doubt?.lastReadAt ?? null, doubt?.readings ?? 0],
    doubt?.message ?? null,
    ...settledColumns(settled, reading, foreign),
    foreign.size,
    isGone ? (known.removedAt ?? reading.readAt) : null,
  ]);
}

/** The calendar's count with which nothing has to be read again. */
function settledColumns(
  settled: Judgement['settled'],
  reading: DayReading,
  foreign: ReadonlySet<string>,
): unknown[] {
  if (settled) return [settled.fingerprint, settled.listedCount];
  return foreign.size > 0 ? ['', reading.calendar?.sessionCount ?? rowsOf(reading)] : [null, null];
}

async function saveSessions(
  transaction: EntityManager,
  dayId: string,
  sessions: PracticeSession[],
): Promise<void> {
  const rows = sessions.map((session, position) => ({ ...session, position }));
  await transaction.query(SAVE_SESSIONS, [dayId, JSON.stringify(rows)]);
}

async function markRemoved(
  transaction: EntityManager,
  reading: DayReading,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await transaction.query(
    `WITH marked AS (
       UPDATE practice_sessions SET removed_at = $3 WHERE id = ANY ($2) AND removed_at IS NULL)
     UPDATE practice_days SET sessions_removed_at = coalesce(sessions_removed_at, $3)
     WHERE id = $1`,
    [reading.id, ids, reading.readAt],
  );
}

async function removedAmong(
  transaction: EntityManager,
  reading: DayReading,
): Promise<ReadonlySet<string>> {
  const rows = await transaction.query<{ id: string }[]>(
    'SELECT id FROM practice_sessions WHERE id = ANY ($1) AND removed_at IS NOT NULL',
    [reading.sessions.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}

async function findDay(transaction: EntityManager, dayId: string): Promise<StoredDay> {
  const [row] = await transaction.query<DayRow[]>(
    `SELECT ${DAY_COLUMNS} FROM practice_days d WHERE d.id = $1`,
    [dayId],
  );
  return toStoredDay(row!);
}

function toPlain(reading: DayReading): unknown[] {
  const summary = summarise(reading.sessions, 0, reading.verified);
  const sessions = reading.sessions.map((session, position) => ({ ...session, position }));
  return [
    ...[reading.id, reading.trackId, monthKey(monthOf(reading.date)), reading.date],
    reading.calendar?.sessionCount ?? null,
    ...summaryColumns(summary),
    ...[reading.readAt, reading.order, JSON.stringify(sessions)],
  ];
}
