import { type CalendarDate, calendarDate, dayNumber } from './calendar-date';

const HOUR_MS = 3_600_000;
const HOURS_BEHIND_UTC_AT_MOST = 12;
/** No day is followed longer than this after its date. */
const DAYS_AFTER = 2;

/** Whether the server may follow the day still; it knows for certain, and says so at once. */
export function mayStillGrow(date: CalendarDate, nowMs: number): boolean {
  const lastPlace = new Date(nowMs - HOURS_BEHIND_UTC_AT_MOST * HOUR_MS);
  const today = lastPlace.toISOString().slice(0, 10);
  return date >= calendarDate(dayNumber(today) - DAYS_AFTER);
}
