import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import {
  Any,
  DataSource,
  type EntityManager,
  IsNull,
  MoreThan,
  Not,
  type Repository,
} from 'typeorm';
import { monthKey, monthOf } from '@trackside/calendar';
import type { PracticeSession } from '@trackside/contracts';
import { runSql, type SqlParameters, withoutCollision } from '@trackside/database';
import { type DayReading, rowsOf } from './day-reading.js';
import { summarise } from './day-summary.js';
import { foreignIn, movingIn } from './sessions-elsewhere.js';
import {
  contradictionIn,
  judge,
  type Judgement,
  lacksWhatIsKnown,
  withAdditions,
} from './judgement.js';
import type { StoredDay } from './stored-month.js';
import { judgedColumns } from './judged-columns.js';
import { findEvidence, type KnownDay, saveWitnesses } from './day-evidence.js';
import {
  FIND_DAY,
  MARK_REMOVED,
  SAVE_OWNERS,
  SAVE_PLAIN_DAY,
  SAVE_SESSIONS,
} from './day-reading-statements.js';
import { recount, recountOthers, summaryColumns } from './day-recount.js';
import { type DayRow, toStoredDay } from './day-columns.js';
import { PracticeDayEntity } from './practice-day.entity.js';
import { PracticeSessionEntity } from './practice-session.entity.js';

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

/** Somebody has to look which laps are missing, where the day is imported. */
const LAPS_WANTED = { lapsWanted: () => 'imported_at IS NOT NULL' };

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
    const plain = isPlain(reading) ? await withoutCollision(() => this.savePlain(reading)) : null;
    if (plain) return { kind: 'stored', day: plain, otherDates: [] };
    return withoutCollision(() =>
      this.database.transaction((transaction) => saveJudged(transaction, reading, open)),
    );
  }

  /** Null where the page has to be judged. */
  private async savePlain(reading: DayReading): Promise<StoredDay | null> {
    try {
      const [row] = await runSql<DayRow[]>(this.database, SAVE_PLAIN_DAY, toPlain(reading));
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
    await daysOf(transaction).update({ id: reading.id }, { needsReading: false });
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
  const evidence = {
    ...known,
    sessions: [...known.sessions, ...movingIn(known, reading, foreign)],
  };
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
  await sessionsOf(transaction).update({ id: Any(absent) }, { dayConfirmed: false });
  const changed = await daysOf(transaction)
    .createQueryBuilder()
    .update({ needsReading: true })
    .where({ trackId: reading.trackId, foreignSessionCount: MoreThan(0), id: Not(reading.id) })
    .returning(['date'])
    .execute();
  return (changed.raw as { date: string }[]).map(({ date }) => date);
}

/** Notes which sessions' own pages name the day that they stand on. */
async function saveOwners(
  transaction: EntityManager,
  reading: DayReading,
  known: KnownDay,
): Promise<void> {
  if (reading.owners.size === 0) return;
  await runSql(transaction, SAVE_OWNERS, {
    ids: [...reading.owners.keys()],
    dates: [...reading.owners.values()],
    elsewhere: known.elsewhere.map(({ id }) => id),
  });
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
  await saveSessions(transaction, reading, sessions);
  await recount(transaction, reading.id);
  await daysOf(transaction).update({ id: reading.id }, LAPS_WANTED);
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
  await saveSessions(transaction, reading, sessions);
  if (!keepsAll) await markRemoved(transaction, reading, judgement.removed);
  await saveWitnesses(transaction, reading.id, judgement.witnesses);
  const isTrue = doubt === null && settled === null && foreign.size === 0;
  const unread = Math.max(0, rowsOf(reading) - foreign.size - sessions.length);
  const summary = summarise(sessions, unread, isTrue ? reading.verified : false);
  const removedAt = isGone ? (known.removedAt ?? reading.readAt) : null;
  const columns = { ...judgedColumns(reading, judgement, foreign), removedAt, ...LAPS_WANTED };
  await daysOf(transaction).update({ id: reading.id }, { ...summaryColumns(summary), ...columns });
}

async function saveSessions(
  transaction: EntityManager,
  { id: dayId, readAt }: DayReading,
  sessions: PracticeSession[],
): Promise<void> {
  await runSql(transaction, SAVE_SESSIONS, { dayId, readAt, sessions: toJson(sessions) });
}

async function markRemoved(
  transaction: EntityManager,
  reading: DayReading,
  ids: string[],
): Promise<void> {
  if (ids.length === 0) return;
  await runSql(transaction, MARK_REMOVED, { dayId: reading.id, ids, at: reading.readAt });
}

async function removedAmong(
  transaction: EntityManager,
  reading: DayReading,
): Promise<ReadonlySet<string>> {
  const shown = reading.sessions.map(({ id }) => id);
  const removed = await sessionsOf(transaction).find({
    select: { id: true },
    where: { id: Any(shown), removedAt: Not(IsNull()) },
  });
  return new Set(removed.map(({ id }) => id));
}

async function findDay(transaction: EntityManager, dayId: string): Promise<StoredDay> {
  const [row] = await runSql<DayRow[]>(transaction, FIND_DAY, { dayId });
  return toStoredDay(row!);
}

function toPlain(reading: DayReading): SqlParameters {
  return {
    dayId: reading.id,
    trackId: reading.trackId,
    month: monthKey(monthOf(reading.date)),
    dayDate: reading.date,
    calendarCount: reading.calendar?.sessionCount ?? null,
    ...summaryColumns(summarise(reading.sessions, 0, reading.verified)),
    readAt: reading.readAt,
    order: reading.order,
    sessions: toJson(reading.sessions),
  };
}

/** Sessions as the statements that store them get them, in the order of the page. */
export function toJson(sessions: PracticeSession[]): string {
  return JSON.stringify(sessions.map((session, position) => ({ ...session, position })));
}

function daysOf(transaction: EntityManager): Repository<PracticeDayEntity> {
  return transaction.getRepository(PracticeDayEntity);
}

function sessionsOf(transaction: EntityManager): Repository<PracticeSessionEntity> {
  return transaction.getRepository(PracticeSessionEntity);
}
