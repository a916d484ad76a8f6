import type { YearMonth } from '@trackside/contracts';

/** Year × 100 + month: sorts as the calendar does. */
export type MonthKey = number;

export function monthKey({ year, month }: YearMonth): MonthKey {
  return year * 100 + month;
}

export function monthOfKey(key: MonthKey): YearMonth {
  return { year: Math.floor(key / 100), month: key % 100 };
}

/** The month of a `YYYY-MM-DD` date. */
export function monthOf(date: string): YearMonth {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
}

export function previousMonth({ year, month }: YearMonth): YearMonth {
  return month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
}

/** First day of the month, `YYYY-MM-DD`. */
export function firstDate({ year, month }: YearMonth): string {
  return `${pad(year, 4)}-${pad(month, 2)}-01`;
}

/** Last day of the month, `YYYY-MM-DD`. */
export function lastDate({ year, month }: YearMonth): string {
  // Day 0 of the following month; UTC throughout, so no zone of this machine takes part.
  const day = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The date `days` later (earlier when negative). */
export function addDays(date: string, days: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The calendar months that touch the range, newest first. */
export function monthsTouching(startDate: string, endDate: string): YearMonth[] {
  const first = monthKey(monthOf(startDate));
  const months: YearMonth[] = [];
  for (let m = monthOf(endDate); monthKey(m) >= first; m = previousMonth(m)) months.push(m);
  return months;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
