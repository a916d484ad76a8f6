import { type DoubtTimes, isWithin, TTL_MS } from '@trackside/calendar';
import type { PracticeDay } from '@trackside/contracts';

/** Totals of a practice day, from its day page. */
export type DaySummary = Omit<
  PracticeDay,
  'date' | 'track_slug' | 'listed' | 'sessions_of_other_days'
>;

/** A page or the calendar shows less of the day than is known of it, and nothing has settled it. */
export interface Doubt extends DoubtTimes {
  /** What contradicts what, with both figures. */
  message: string;
}

/** A practice day on its ladder: listed, summarised, imported. */
export interface StoredDay {
  id: string;
  /** `YYYY-MM-DD` in the track's own calendar. */
  date: string;
  /** Sessions that the calendar page names. */
  listedSessionCount: number;
  /** The day page has to be read (again): never read, changed, or not settled at the last listing. */
  needsReading: boolean;
  /** Null until the day page was read once. */
  summary: DaySummary | null;
  imported: boolean;
  /** Whether the calendar read last lists the day. */
  inCalendar: boolean;
  /** Two readings agree that LiveRC shows the day no more; only imported days are kept then. */
  gone: boolean;
  /** Sessions that its page lists and that belong to other days. */
  foreignSessionCount: number;
  /** Null where nothing contradicts it. */
  doubt: Doubt | null;
}

/** What is known of one month of a track; every value survives JSON. */
export interface StoredMonth {
  /** UTC instant at which the calendar page was read, ISO 8601. */
  fetchedAt: string;
  /** UTC instant of the last refresh that a caller asked for; null when there was none. */
  refreshedAt: string | null;
  /** Newest first. */
  days: StoredDay[];
}

/** Whether a caller's refresh was granted within the last minute: then the next one is not. */
export function wasJustRefreshed(month: StoredMonth, now: Date): boolean {
  return month.refreshedAt !== null && isWithin(TTL_MS.rereading, new Date(month.refreshedAt), now);
}

/** Whether every listed day of the month is known. */
export function isComplete(month: StoredMonth): boolean {
  return month.days.every((day) => !day.needsReading);
}
