import { type CalendarDate, addDays, dayNumber, formatDate } from '../calendar/calendar-date';
import {
  type MonthKey,
  firstDayOf,
  formatMonth,
  lastDayOf,
  monthKey,
  shortMonth,
} from '../calendar/month';
import { countWords } from '../laps/count';

/** From so many sessions on a day is painted one step stronger. */
export const LEVELS = [1, 10, 25, 50] as const;

const DAYS_OF_WEEK = 7;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const MONDAY_OFFSET = 3;

/** A day as the map needs it. */
export interface MappedDay {
  readonly date: CalendarDate;
  /** Null for a day that is named, but whose calendar page was not read. */
  readonly sessions: number | null;
  readonly eventId: string | null;
}

export interface YearKnowledge {
  readonly days: readonly MappedDay[];
  /** Until which day each month is known; a missing month is not known at all. */
  readonly knownUntil: ReadonlyMap<MonthKey, CalendarDate>;
  /** Months with practice as the track's list has them; null when it was never read. */
  readonly practiceMonths: readonly MonthKey[] | null;
  readonly today: CalendarDate;
}

/** `practice`: its sessions are known. `none`: there was no practice. `unknown`: nobody has read it. */
export type DayLook = 'practice' | 'none' | 'unknown' | 'future';

export interface DayCell {
  readonly date: CalendarDate;
  readonly look: DayLook;
  readonly sessions: number | null;
  /** 1 to 4 for a day with practice, else 0. */
  readonly level: number;
  readonly imported: boolean;
  /** `Sat 25 Oct 2025: 56 sessions, imported`; null for days of which there is nothing to say. */
  readonly words: string | null;
}

/** `unread`: has, or may have, practice that nobody has read. `partly`: known to some day. */
export type MonthLook = 'known' | 'none' | 'partly' | 'unread' | 'future';

export interface MonthBlock {
  readonly key: MonthKey;
  /** `Oct`. */
  readonly label: string;
  readonly look: MonthLook;
  /** The track's list has it as a month with practice. */
  readonly hasPractice: boolean;
  /** Practice days that are known. */
  readonly days: number;
  /** `October 2025: 6 practice days, 153 sessions, 1 imported`. */
  readonly words: string;
  /** Weeks from Monday to Sunday; null where the week belongs to another month. */
  readonly weeks: readonly (readonly (DayCell | null)[])[];
}

/** The twelve months of a year. */
export function monthsOfYear(year: number): MonthKey[] {
  return Array.from({ length: 12 }, (_, index) => monthKey({ year, month: index + 1 }));
}

/** The year as twelve blocks of weeks and weekdays, January first. */
export function yearMap(year: number, knowledge: YearKnowledge): MonthBlock[] {
  const days = new Map(knowledge.days.map((day) => [day.date, day]));
  return monthsOfYear(year).map((key) => blockOf(key, days, knowledge));
}

function blockOf(
  key: MonthKey,
  days: ReadonlyMap<CalendarDate, MappedDay>,
  knowledge: YearKnowledge,
): MonthBlock {
  const cells: DayCell[] = [];
  const last = lastDayOf(key);
  for (let date = firstDayOf(key); date <= last; date = addDays(date, 1)) {
    cells.push(cellOf(date, days.get(date), knowledge.knownUntil.get(key), knowledge.today));
  }
  const look = lookOf(cells);
  const hasPractice = knowledge.practiceMonths?.includes(key) ?? false;
  const practice = cells.filter((cell) => cell.look === 'practice');
  return {
    key,
    label: shortMonth(key),
    look,
    hasPractice,
    days: practice.length,
    words: `${formatMonth(key)}: ${wordsOf(look, hasPractice, practice)}`,
    weeks: inWeeks(cells),
  };
}

function cellOf(
  date: CalendarDate,
  day: MappedDay | undefined,
  knownUntil: CalendarDate | undefined,
  today: CalendarDate,
): DayCell {
  if (day) {
    return practiceCell(day);
  }
  const look = emptyLook(date, knownUntil, today);
  return { date, look, sessions: null, level: 0, imported: false, words: null };
}

function emptyLook(
  date: CalendarDate,
  knownUntil: CalendarDate | undefined,
  today: CalendarDate,
): DayLook {
  if (date > today) {
    return 'future';
  }
  return knownUntil !== undefined && date <= knownUntil ? 'none' : 'unknown';
}

function practiceCell({ date, sessions, eventId }: MappedDay): DayCell {
  const imported = eventId !== null;
  const count = sessions === null ? 'practice' : countWords(sessions, 'session');
  return {
    date,
    look: 'practice',
    sessions,
    level: Math.max(1, LEVELS.filter((least) => (sessions ?? 0) >= least).length),
    imported,
    words: `${formatDate(date)}: ${count}${imported ? ', imported' : ''}`,
  };
}

function lookOf(cells: readonly DayCell[]): MonthLook {
  if (cells.every(({ look }) => look === 'future')) {
    return 'future';
  }
  if (cells.some(({ look }) => look === 'unknown')) {
    return cells.some(({ look }) => look === 'practice' || look === 'none') ? 'partly' : 'unread';
  }
  return cells.some(({ look }) => look === 'practice') ? 'known' : 'none';
}

function wordsOf(look: MonthLook, hasPractice: boolean, practice: readonly DayCell[]): string {
  if (look === 'future') {
    return 'not yet';
  }
  if (look === 'none') {
    return 'no practice';
  }
  if (look === 'unread') {
    return hasPractice ? 'has practice, not read yet' : 'not read yet';
  }
  const sessions = practice.reduce((sum, cell) => sum + (cell.sessions ?? 0), 0);
  const imported = practice.filter((cell) => cell.imported).length;
  return [
    practice.length === 0 ? null : countWords(practice.length, 'practice day'),
    practice.length === 0 ? null : countWords(sessions, 'session'),
    imported > 0 ? `${imported} imported` : null,
    look === 'partly' ? 'not all days read yet' : null,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

function inWeeks(cells: readonly DayCell[]): (DayCell | null)[][] {
  const before = mondayBased(cells[0]?.date ?? '');
  const padded: (DayCell | null)[] = [...new Array<null>(before).fill(null), ...cells];
  while (padded.length % DAYS_OF_WEEK !== 0) {
    padded.push(null);
  }
  return Array.from({ length: padded.length / DAYS_OF_WEEK }, (_, week) =>
    padded.slice(week * DAYS_OF_WEEK, (week + 1) * DAYS_OF_WEEK),
  );
}

/** 0 for Monday, 6 for Sunday. */
function mondayBased(date: CalendarDate): number {
  return (((dayNumber(date) + MONDAY_OFFSET) % DAYS_OF_WEEK) + DAYS_OF_WEEK) % DAYS_OF_WEEK;
}
