import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { formatDate } from '../../calendar/calendar-date';
import { countWords } from '../../laps/count';

/** `Practice, Sat 25 Oct 2025`. */
export function headingOf(day: ImportedPracticeDayDetail | null): string {
  return day === null ? 'Practice' : `Practice, ${formatDate(day.date)}`;
}

/** What stands under the heading of a day on paper: the track, and how much was driven. */
export function aboutDay(day: ImportedPracticeDayDetail | null): string[] {
  if (day === null) {
    return [];
  }
  const { time_range_start: start, time_range_end: end } = day;
  const driven = [
    countWords(day.session_count, 'session'),
    countWords(day.total_laps, 'lap'),
    day.unique_drivers === 0 ? 'no named driver' : countWords(day.unique_drivers, 'driver'),
    countWords(day.unique_classes, 'class', 'classes'),
    ...(start === null ? [] : [`${start}–${end ?? start}`]),
    ...(day.verified === false ? ['differs from LiveRC’s totals'] : []),
  ];
  return [day.track_name, driven.join(', ')];
}
