/**
 * Calendar arithmetic on plain strings and day numbers (days since 1970-01-01), without time zones:
 * LiveRC prints the track's wall clock and nothing else.
 */
export const MONTH_NAMES = [
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

export const WEEKDAY_NAMES = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** A number from 0 to 99 with two digits. */
export function pad2(value: number): string {
  return twoDigits[value] as string;
}

/** `YYYY-MM-DD`; years below 1000 keep four digits, as PHP prints them. */
export function formatDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`;
}

/** Days since 1970-01-01 of a date that stands in the calendar. */
export function dayNumberOf(date: string): number {
  const month = Number(date.slice(5, 7));
  // Counted in years that begin in March, so that the leap day comes last.
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const yearOfEra = ((year % 400) + 400) % 400;
  const era = (year - yearOfEra) / 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + dayOfEra + dayOfYear - 719_468;
}

export function dateOfDayNumber(dayNumber: number): string {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524);
  const yearOfEra = Math.floor((dayOfEra - leapDays + Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const calendarMonth = month < 10 ? month + 3 : month - 9;
  return formatDate(era * 400 + yearOfEra + (calendarMonth <= 2 ? 1 : 0), calendarMonth, day);
}

/** True for a `YYYY-MM-DD` that stands in the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !isMonth(text.slice(0, 7))) return false;
  const day = Number(text.slice(8));
  return day >= 1 && day <= daysInMonth(monthNumberOf(text));
}

/** True for a `YYYY-MM` with a month from 01 to 12. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** 0 is Sunday. */
export function weekdayOf(dayNumber: number): number {
  return (((dayNumber + 4) % 7) + 7) % 7;
}

/** Months since year 0, so that months can be counted through. */
export function monthNumberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** `YYYY-MM` */
export function monthOfNumber(monthNumber: number): string {
  return `${String(Math.floor(monthNumber / 12)).padStart(4, '0')}-${pad2((monthNumber % 12) + 1)}`;
}

export function daysInMonth(monthNumber: number): number {
  const month = monthNumber % 12;
  if (month !== 1) return MONTH_LENGTHS[month] as number;
  const year = Math.floor(monthNumber / 12);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** The computer's own calendar day, `YYYY-MM-DD`. */
export function localToday(): string {
  const now = new Date();
  return formatDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
