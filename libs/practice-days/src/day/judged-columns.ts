import { type DayReading, rowsOf } from './day-reading.js';
import type { Judgement } from './judgement.js';
import type { PracticeDayEntity } from './practice-day.entity.js';
import type { Doubt } from './stored-month.js';

/** What a day's row says once a reading of it was judged, beside its summary. */
export function judgedColumns(
  reading: DayReading,
  { doubt, settled }: Judgement,
  foreign: ReadonlySet<string>,
): Partial<PracticeDayEntity> {
  return {
    summarisedAt: reading.readAt,
    reading: reading.order,
    needsReading: doubt !== null,
    foreignSessionCount: foreign.size,
    ...calendarColumns(reading.calendar),
    ...doubtColumns(doubt),
    ...settledColumns(settled, reading, foreign),
  };
}

/** None of them where nobody asked the calendar; it keeps its count where it does not list the day. */
function calendarColumns(calendar: DayReading['calendar']): Partial<PracticeDayEntity> {
  if (calendar === null) return {};
  const { sessionCount } = calendar;
  if (sessionCount === null) return { inCalendar: false };
  return { inCalendar: true, listedSessionCount: sessionCount };
}

function doubtColumns(doubt: Doubt | null): Partial<PracticeDayEntity> {
  return {
    doubtedSince: doubt && new Date(doubt.since),
    doubtedAt: doubt && new Date(doubt.lastReadAt),
    doubtfulReadings: doubt?.readings ?? 0,
    doubt: doubt?.message ?? null,
  };
}

/** The calendar's count with which nothing has to be read again. */
function settledColumns(
  settled: Judgement['settled'],
  reading: DayReading,
  foreign: ReadonlySet<string>,
): Pick<PracticeDayEntity, 'settledFingerprint' | 'settledListedCount'> {
  if (settled) {
    return { settledFingerprint: settled.fingerprint, settledListedCount: settled.listedCount };
  }
  if (foreign.size === 0) return { settledFingerprint: null, settledListedCount: null };
  const listed = reading.calendar?.sessionCount ?? rowsOf(reading);
  return { settledFingerprint: '', settledListedCount: listed };
}
