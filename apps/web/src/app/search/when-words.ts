import { dayAndMonth, isCalendarDate } from '../calendar/calendar-date';
import { PERIODS, type When } from '../calendar/period';

/** A period in words, for a line that must be short: `Last 6 months`, `1 Mar 2025 – 9 Jun 2025`. */
export function whenWords(when: When): string {
  if (when.period === 'custom') {
    return `${day(when.start)} – ${day(when.end)}`;
  }
  return PERIODS.find(({ value }) => value === when.period)?.label ?? '';
}

function day(date: string | undefined): string {
  return date && isCalendarDate(date) ? `${dayAndMonth(date)} ${date.slice(0, 4)}` : '?';
}
