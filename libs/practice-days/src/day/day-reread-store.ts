import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { runSql, withoutCollision } from '@trackside/database';
import type { Reread } from '@trackside/page-vault';
import { findEvidence, type KnownDay } from './day-evidence.js';
import { type DayReading, rowsOf } from './day-reading.js';
import { toJson } from './day-reading-store.js';
import { SAVE_SESSIONS_AGAIN } from './day-reading-statements.js';
import { summaryColumns } from './day-recount.js';
import { summarise } from './day-summary.js';
import { judgeAgain, type JudgementAgain } from './judgement.js';
import { PracticeDayEntity } from './practice-day.entity.js';

/** What newer parsers read from day pages that are stored already, on its way into the store. */
@Injectable()
export class DayRereadStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * Stores what the page shows, unless another one is stored. Sessions that it lacks, or shows with fewer
   * laps, stay as they are known; which questions are open about the day, and since when, stays too.
   *
   * @returns `failed` where the page lacks what is known
   */
  save(reading: DayReading): Promise<Reread> {
    return withoutCollision(() =>
      this.database.transaction((transaction) => saveAgain(transaction, reading)),
    );
  }
}

async function saveAgain(transaction: EntityManager, told: DayReading): Promise<Reread> {
  const { reading, known } = await findEvidence(transaction, told);
  if (!known || !isStored(reading, known)) return 'superseded';
  if (rowsOf(reading) === 0) return 'failed';
  const foreign = new Set(known.elsewhere.map(({ id }) => id));
  const judgement = judgeAgain(reading, known, foreign);
  const sessions = toJson(judgement.sessions);
  await runSql(transaction, SAVE_SESSIONS_AGAIN, { dayId: reading.id, sessions });
  const columns = columnsOf(reading, known, judgement);
  await transaction.getRepository(PracticeDayEntity).update({ id: reading.id }, columns);
  return judgement.lacks ? 'failed' : 'read';
}

/** Whether the day is stored as its page of that moment has shown it. */
function isStored({ readAt }: DayReading, known: KnownDay): boolean {
  // One with a row that can't be read is noted once more when it is parsed, later than it was asked for.
  const isLast = known.readAt !== null && known.readAt <= readAt;
  return isLast && known.doubt === null && known.removedAt === null;
}

function columnsOf(
  reading: DayReading,
  { elsewhere, given, settled: before }: KnownDay,
  { sessions, settled, lacks }: JudgementAgain,
): Partial<PracticeDayEntity> {
  const foreignSessionCount = elsewhere.length;
  const unread = Math.max(0, rowsOf(reading) - foreignSessionCount - sessions.length);
  const isTrue = settled === null && foreignSessionCount === 0;
  const known = given.summary?.verified ?? null;
  const verified = isTrue ? reading.verified : false;
  const columns = {
    ...summaryColumns(summarise(sessions, unread, lacks ? known : verified)),
    foreignSessionCount,
  };
  if (foreignSessionCount > given.foreignSessionCount) {
    return { ...columns, settledFingerprint: '', settledListedCount: rowsOf(reading) };
  }
  if (before === null) return columns;
  return {
    ...columns,
    settledFingerprint: settled?.fingerprint ?? null,
    settledListedCount: settled?.listedCount ?? null,
  };
}
