import { type CalendarDate, addDays, isCalendarDate } from './calendar-date';
import { type DateRange, firstDayOf, monthKeyOf, shiftMonth } from './month';

/** What the form's "When" offers. */
export type Period = 'all' | '3m' | '6m' | '12m' | 'year' | 'custom';

export const PERIODS: readonly { value: Period; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: '3m', label: 'Last 3 months' },
  { value: '6m', label: 'Last 6 months' },
  { value: '12m', label: 'Last 12 months' },
  { value: 'year', label: 'This year' },
  { value: 'custom', label: 'Custom dates' },
];

/** A period, with both dates where it is a custom one. */
export interface When {
  readonly period: Period;
  readonly start?: CalendarDate;
  readonly end?: CalendarDate;
}

/** LiveRC is younger than this; the API refuses what lies before. */
export const EARLIEST_DATE: CalendarDate = '2000-01-01';

const DAYS_OF_ALL_AT_LEAST = 180;
const MONTHS_OF: Partial<Record<Period, number>> = { '3m': 3, '6m': 6, '12m': 12 };

/**
 * The days a period means. "All" reaches back to the first practice day known, at least 180 days.
 *
 * @param today the latest date on earth
 * @param practiceRangeMin first practice day known of the track, null when none is known
 */
export function rangeOf(
  when: When,
  today: CalendarDate,
  practiceRangeMin: CalendarDate | null,
): DateRange {
  if (when.period === 'custom') {
    return { start: when.start ?? today, end: when.end ?? today };
  }
  if (when.period === 'year') {
    return { start: `${today.slice(0, 4)}-01-01`, end: today };
  }
  const months = MONTHS_OF[when.period];
  if (months !== undefined) {
    return { start: firstDayOf(shiftMonth(monthKeyOf(today), 1 - months)), end: today };
  }
  const start = addDays(today, -DAYS_OF_ALL_AT_LEAST);
  const known = practiceRangeMin !== null && practiceRangeMin < start;
  return { start: known ? practiceRangeMin : start, end: today };
}

/** Why a custom range cannot be searched, in a sentence; null when it can. */
export function problemOf(when: When, today: CalendarDate): string | null {
  if (when.period !== 'custom') {
    return null;
  }
  const { start = '', end = '' } = when;
  if (!isCalendarDate(start) || !isCalendarDate(end)) {
    return 'Choose a first and a last day.';
  }
  if (start > end) {
    return 'The first day lies after the last.';
  }
  if (start < EARLIEST_DATE) {
    return 'Nothing is known before the year 2000.';
  }
  return end > today ? 'The last day lies in the future.' : null;
}
