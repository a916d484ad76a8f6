import type { YearMonth } from '../pages.js';

/*
 * The track's own wall clock, as strings. Nothing here makes an instant of a printed time, because
 * LiveRC prints no zone, and nothing reads a clock.
 */

const MONTH_NAMES = [
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
];
const MONTH_BY_NAME = new Map(
  MONTH_NAMES.flatMap((name, index) => [
    [name, index + 1],
    [name.slice(0, 3), index + 1],
  ]),
);

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** `YYYY-MM-DD`, or null where the calendar has no such day. */
function dateOf(year: number, month: number, day: number): string | null {
  const exists =
    year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : null;
}

/** Reads `2025-10-25`; null for anything else and for days that never were. */
export function readIsoDate(text: string): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return match ? dateOf(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Reads `October 25, 2025 (Saturday)`, `Oct 25, 2025` or `Sat, Oct 25, 2025`. */
export function readNamedDate(text: string): string | null {
  const match =
    /^(?:[A-Z][a-z]{2}, )?([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})(?: \([A-Z][a-z]{5,8}\))?$/.exec(
      text,
    );
  if (!match) return null;
  const month = MONTH_BY_NAME.get(match[1] ?? '');
  return month === undefined ? null : dateOf(Number(match[3]), month, Number(match[2]));
}

/** Reads `October 2025`. */
export function readNamedMonth(text: string): YearMonth | null {
  const match = /^([A-Z][a-z]{2,8}) (\d{4})$/.exec(text);
  const month = match && MONTH_BY_NAME.get(match[1] ?? '');
  return match && month ? { year: Number(match[2]), month } : null;
}

/** Reads `2025-10`; null for anything else, also for month 00 and 13. */
export function readIsoMonth(text: string): YearMonth | null {
  const match = /^(\d{4})-(\d\d)$/.exec(text);
  const month = Number(match?.[2]);
  return match && month >= 1 && month <= 12 ? { year: Number(match[1]), month } : null;
}

/** `October 2025`, as LiveRC prints it. */
export function monthName({ year, month }: YearMonth): string {
  return `${MONTH_NAMES[month - 1] ?? `month ${month} of`} ${year}`;
}

export function isSameMonth(a: YearMonth, b: YearMonth): boolean {
  return a.year === b.year && a.month === b.month;
}

/** Reads `14:44:10`. */
export function readTime24(text: string): string | null {
  return /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text) ? text : null;
}

/** Reads `2:43:27pm` as `14:43:27`; 12am is midnight and 12pm noon. */
export function readTime12(text: string): string | null {
  const match = /^(1[0-2]|0?[1-9])(:[0-5]\d:[0-5]\d)\s?([ap])m$/i.exec(text);
  if (!match) return null;
  const hour = (Number(match[1]) % 12) + (match[3]?.toLowerCase() === 'p' ? 12 : 0);
  return `${pad(hour)}${match[2]}`;
}

/** Reads `Nov 16, 2025 at 5:30pm` as `2025-11-16T17:30`. */
export function readNamedMinute(text: string): string | null {
  const match = /^(.{1,30}) at (\d{1,2}:\d\d)\s?([ap]m)$/i.exec(text);
  const date = readNamedDate(match?.[1] ?? '');
  const time = readTime12(`${match?.[2]}:00${match?.[3]}`);
  return date && time ? `${date}T${time.slice(0, 5)}` : null;
}

/** Reads `2025-10-25 16:36:38` as `2025-10-25T16:36:38`. */
export function readDateTime(text: string): string | null {
  const [date, time, ...rest] = text.split(' ', 3);
  if (date === undefined || time === undefined || rest.length > 0) return null;
  return readIsoDate(date) && readTime24(time) ? `${date}T${time}` : null;
}

/** The day after a real date. */
export function nextDate(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dateOf(year, month, day + 1) ?? dateOf(year, month + 1, 1) ?? `${pad(year + 1, 4)}-01-01`;
}
