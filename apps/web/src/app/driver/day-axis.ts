import {
  type CalendarDate,
  calendarDate,
  dayAndMonth,
  dayNumber,
  nameOfMonth,
} from '../calendar/calendar-date';
import type { XAxis } from '../charts/frame';

/** Up to so many days each day has its own mark; overlapping ones are left out when drawn. */
const MARKED_DAYS = 8;
/** Marks at most where months are marked. */
const MARKS = 8;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60];
/** A span of fewer days is marked by weeks: it has no two starts of a month. */
const WEEKS_UP_TO_DAYS = 62;
/** Room beside the first and the last day, as a share of the span. */
const ROOM = 0.04;

/**
 * Days on a linear axis of time, in day numbers: two days in a row are near each other, a winter is
 * far across. Few days are marked each, many by weeks or by the beginnings of months.
 *
 * @param dates at least one, oldest first
 */
export function dayAxis(dates: readonly CalendarDate[]): XAxis {
  const [first = 0, last = first] = [dayNumber(dates[0] ?? ''), dayNumber(dates.at(-1) ?? '')];
  const room = Math.max(1, (last - first) * ROOM);
  const several = dates[0]?.slice(0, 4) !== dates.at(-1)?.slice(0, 4);
  const few = dates.length <= MARKED_DAYS;
  const weeks = last - first <= WEEKS_UP_TO_DAYS;
  const marks = few
    ? dates.map(dayNumber)
    : weeks
      ? weekMarks(first, last)
      : monthMarks(first, last);
  return {
    min: first - room,
    max: last + room,
    step: last - first + 2 * room,
    marks,
    label: (number) => labelOf(calendarDate(number), several, !few && !weeks),
  };
}

function labelOf(date: CalendarDate, withYear: boolean, ofMonth: boolean): string {
  const month = nameOfMonth(Number(date.slice(5, 7))).slice(0, 3);
  const name = ofMonth ? month : dayAndMonth(date);
  // Under each, not only a year's first: that one's label may be left out for want of room.
  return withYear ? `${name}\n${date.slice(0, 4)}` : name;
}

function weekMarks(first: number, last: number): number[] {
  const step = last - first > WEEKS_UP_TO_DAYS / 2 ? 14 : 7;
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, n) => first + n * step);
}

/** Beginnings of months from the first to the last day, as many months apart as leaves few. */
function monthMarks(first: number, last: number): number[] {
  const [from, to] = [monthOf(first) + 1, monthOf(last)];
  const step = MONTH_STEPS.find((months) => (to - from) / months < MARKS) ?? MARKS * 12;
  const start = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - start) / step) + 1);
  return Array.from({ length: count }, (_, n) => startOfMonth(start + n * step));
}

/** Months since the year 0. */
function monthOf(day: number): number {
  const date = calendarDate(day);
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function startOfMonth(month: number): number {
  const [year, inYear] = [Math.floor(month / 12), (month % 12) + 1];
  return dayNumber(`${year}-${String(inYear).padStart(2, '0')}-01`);
}
