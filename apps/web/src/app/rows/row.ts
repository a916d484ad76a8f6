import type { PracticeDay } from '@trackside/contracts';
import type { CalendarDate } from '../calendar/calendar-date';

/** A race event as a line of the list. */
export interface EventRow {
  readonly kind: 'event';
  readonly key: string;
  /** First day; null when LiveRC's date is none. */
  readonly date: CalendarDate | null;
  readonly endDate: CalendarDate | null;
  readonly name: string;
  readonly entries: number | null;
  readonly drivers: number | null;
  /** Address at LiveRC; null when it is none that a page should link to. */
  readonly url: string | null;
  readonly imported: boolean;
  readonly sourceEventId: string;
  /** Where the event is, once it is imported. */
  readonly eventId: string;
}

/** What the day page adds to a listed day. */
export type DayTotals = Pick<
  PracticeDay,
  | 'total_laps'
  | 'total_track_time_seconds'
  | 'unique_drivers'
  | 'unique_classes'
  | 'time_range_start'
  | 'time_range_end'
  | 'verified'
>;

/** A practice day as a line of the list. */
export interface DayRow {
  readonly kind: 'practice' | 'imported';
  readonly key: string;
  readonly date: CalendarDate;
  /** Where the imported day is; null while it is not imported. */
  readonly eventId: string | null;
  /** Null for a day that is named as missing and was never listed. */
  readonly sessions: number | null;
  readonly totals: DayTotals | null;
  /** Why there are no totals: they follow, or they could not be read. */
  readonly pending: 'following' | 'missing' | null;
  /** Sessions of an imported day whose laps are not here. */
  readonly unread?: number;
  /** UTC instant of the copy, where it is not from this discovery or is out of date. */
  readonly copyOf: string | null;
}

export type Row = EventRow | DayRow;

export const SORTS = ['newest', 'sessions'] as const;
export type Sort = (typeof SORTS)[number];

/** Newest first, undated last; an event before the practice of its day. */
export function byDate(a: Row, b: Row): number {
  const [dateA, dateB] = [a.date ?? '', b.date ?? ''];
  if (dateA !== dateB) {
    return dateA > dateB ? -1 : 1;
  }
  return compareKinds(a, b);
}

/** Busiest practice day first; events, which have no sessions, after them by date. */
export function bySessions(a: Row, b: Row): number {
  return sessionsOf(b) - sessionsOf(a) || byDate(a, b);
}

function sessionsOf(row: Row): number {
  return row.kind === 'event' ? -1 : (row.sessions ?? 0);
}

function compareKinds(a: Row, b: Row): number {
  const [kindA, kindB] = [Number(a.kind !== 'event'), Number(b.kind !== 'event')];
  return kindA - kindB || (a.key < b.key ? -1 : Number(a.key > b.key));
}
