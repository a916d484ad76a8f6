import type { YearMonth } from '@trackside/contracts';
import { type CalendarDate, addDays, nameOfMonth } from './calendar-date';

/** `YYYY-MM`: sorts as time does, and serves as key of a map. */
export type MonthKey = string;

/** An inclusive range of days. */
export interface DateRange {
  readonly start: CalendarDate;
  readonly end: CalendarDate;
}

export function monthKey({ year, month }: YearMonth): MonthKey {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

export function monthKeyOf(date: CalendarDate): MonthKey {
  return date.slice(0, 7);
}

export function yearMonth(key: MonthKey): YearMonth {
  return { year: Number(key.slice(0, 4)), month: Number(key.slice(5, 7)) };
}

/** The month `count` months later (earlier when negative). */
export function shiftMonth(key: MonthKey, count: number): MonthKey {
  const { year, month } = yearMonth(key);
  const index = year * 12 + (month - 1) + count;
  return monthKey({ year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 });
}

export function firstDayOf(key: MonthKey): CalendarDate {
  return `${key}-01`;
}

export function lastDayOf(key: MonthKey): CalendarDate {
  return addDays(firstDayOf(shiftMonth(key, 1)), -1);
}

/** The calendar months that touch a range, newest first. */
export function monthsOf(range: DateRange): MonthKey[] {
  const months: MonthKey[] = [];
  const oldest = monthKeyOf(range.start);
  for (let key = monthKeyOf(range.end); key >= oldest; key = shiftMonth(key, -1)) {
    months.push(key);
  }
  return months;
}

/** `October 2025`. */
export function formatMonth(key: MonthKey): string {
  const { year, month } = yearMonth(key);
  return `${nameOfMonth(month)} ${year}`;
}

/** `Oct`. */
export function shortMonth(key: MonthKey): string {
  return nameOfMonth(yearMonth(key).month).slice(0, 3);
}
