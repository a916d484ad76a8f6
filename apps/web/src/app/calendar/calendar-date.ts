/**
 * Dates as LiveRC prints them: `YYYY-MM-DD` in the track's own calendar. They are never turned into
 * instants, because LiveRC tells no time zone and a browser's zone would shift them by a day.
 */
export type CalendarDate = string;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const HOURS_AHEAD_OF_UTC_AT_MOST = 14;

/** English name of a month, `month` from 1 to 12. */
export function nameOfMonth(month: number): string {
  return MONTHS[month - 1] ?? '';
}

/** True for a day that exists: `2025-02-30` and `2025-2-3` are none. */
export function isCalendarDate(text: string): boolean {
  const match = SHAPE.exec(text);
  return match !== null && calendarDate(dayNumber(text)) === text;
}

/** Days since 1 January 1970 of the proleptic Gregorian calendar (Hinnant's days_from_civil). */
export function dayNumber(date: CalendarDate): number {
  const [, yearText, monthText, dayText] = SHAPE.exec(date) ?? ['', '0', '0', '0'];
  const month = Number(monthText);
  const year = Number(yearText) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear =
    Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(dayText) - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** The inverse of `dayNumber`. */
export function calendarDate(days: number): CalendarDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - (365 * yearOfEra + leapDays);
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return calendarDate(dayNumber(date) + days);
}

/** `Sat 25 Oct 2025`. */
export function formatDate(date: CalendarDate): string {
  return `${weekdayOf(date)} ${dayAndMonth(date)} ${date.slice(0, 4)}`;
}

/** `25 Oct`. */
export function dayAndMonth(date: CalendarDate): string {
  return `${Number(date.slice(8, 10))} ${nameOfMonth(Number(date.slice(5, 7))).slice(0, 3)}`;
}

/** `Sat`. */
export function weekdayOf(date: CalendarDate): string {
  return WEEKDAYS[(((dayNumber(date) + 4) % 7) + 7) % 7] ?? '';
}

/**
 * The latest date that it is anywhere on earth: nobody knows a track's zone, and a range must not
 * end before the track's own today.
 */
export function latestTodayOnEarth(nowMs: number): CalendarDate {
  return calendarDate(Math.floor((nowMs / 3_600_000 + HOURS_AHEAD_OF_UTC_AT_MOST) / 24));
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
