import type { ParamMap } from '@angular/router';
import { type MonthKey, monthKey, yearMonth } from '../calendar/month';
import { EARLIEST_DATE } from '../calendar/period';

/** What the address names: a track, and the month that is looked at. */
export interface PracticeQuery {
  readonly trackId: string | null;
  readonly month: MonthKey | null;
}

/** Parameters that make no sense are left out. */
export function readPracticeQuery(params: ParamMap): PracticeQuery {
  const month = params.get('month');
  const possible = month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(month);
  return {
    trackId: params.get('track') || null,
    month: possible && month >= EARLIEST_DATE.slice(0, 7) ? month : null,
  };
}

export function samePracticeQuery(a: PracticeQuery, b: PracticeQuery): boolean {
  return a.trackId === b.trackId && a.month === b.month;
}

/**
 * The month to show of another year: its newest with practice where the months are known, else the
 * same month of that year.
 *
 * @param thisMonth the month of today, which is the last there is
 */
export function monthOfYear(
  year: number,
  from: MonthKey,
  practiceMonths: readonly MonthKey[] | null,
  thisMonth: MonthKey,
): MonthKey {
  const newest = practiceMonths
    ?.filter((key) => yearMonth(key).year === year)
    .reduce((a, b) => (a > b ? a : b), '');
  const same = monthKey({ year, month: yearMonth(from).month });
  const wanted = newest || same;
  return wanted > thisMonth ? thisMonth : wanted;
}
