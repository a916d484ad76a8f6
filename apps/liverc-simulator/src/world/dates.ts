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

const DAY_MS = 86_400_000;

const twoDigits = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** A number from 0 to 99 with two digits. */
export function pad2(value: number): string {
  return twoDigits[value] as string;
}

/** `YYYY-MM-DD`; years below 1000 keep four digits, as PHP prints them. */
export function formatDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(day)}`;
}

export function dayNumberOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOfDayNumber(dayNumber: number): string {
  return new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
}

/** True for a `YYYY-MM-DD` that stands in the calendar. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
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
  return new Date(Date.UTC(Math.floor(monthNumber / 12), (monthNumber % 12) + 1, 0)).getUTCDate();
}

/** The computer's own calendar day, `YYYY-MM-DD`. */
export function localToday(): string {
  const now = new Date();
  return formatDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
