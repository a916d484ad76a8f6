import { createHash } from 'node:crypto';
import type { PracticeSession } from '@trackside/contracts';
import type { DayTotals } from '@trackside/liverc-scraper';

/** What the calendar says of a day. */
export interface CalendarWord {
  /** Null where the calendar does not list the day. */
  sessionCount: number | null;
  /** It was asked for this very reading, not remembered. */
  isNew: boolean;
}

/** What a day page and its calendar say of a day. */
export interface DayReading {
  /** Of the day. */
  id: string;
  trackId: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Its place among all readings: they are numbered when their first page is about to be asked for. */
  order: number;
  /** When its first page was about to be asked for. */
  readAt: Date;
  /** In the order of the page. */
  sessions: PracticeSession[];
  /** Rows of the page that are not among the sessions. */
  unreadableRows: number;
  /** Null where the page prints none. */
  printedTotals: DayTotals | null;
  /** Whether the rows agree with the printed totals; null where none are printed. */
  verified: boolean | null;
  /** Null where nobody asked it; then what was remembered of it counts. */
  calendar: CalendarWord | null;
  /** Of sessions that other days list too, by id: the date that their own page names. */
  owners: ReadonlyMap<string, string>;
}

/** Rows of the page, whether or not they could be read. */
export function rowsOf({ sessions, unreadableRows }: DayReading): number {
  return sessions.length + unreadableRows;
}

/**
 * The same for two readings that show the same rows and totals, in whatever order. Who drove doesn't
 * count: a name that is hidden between two readings changes nothing.
 */
export function fingerprintOf(reading: DayReading): string {
  const rows = reading.sessions.map((session) => JSON.stringify(withoutDriver(session))).sort();
  const words = JSON.stringify([rows, reading.unreadableRows, reading.printedTotals]);
  return createHash('sha256').update(words).digest('hex');
}

function withoutDriver({ driver_name, driver_hidden, transponder, ...rest }: PracticeSession) {
  return rest;
}

/** Rows, printed totals and a calendar that was asked anew all agree. */
export function isConsistent(reading: DayReading): boolean {
  const { calendar } = reading;
  if (!calendar?.isNew || reading.unreadableRows > 0) return false;
  const hasItsTotals = shortfallOfTotals(reading) === null && !exceedsTotals(reading);
  return hasItsTotals && (calendar.sessionCount ?? 0) === reading.sessions.length;
}

/**
 * In which way the page shows less than it says itself, as a sentence; null when it does not. A row
 * that can't be read may hold what is missing.
 */
export function shortfallOfTotals(reading: DayReading): string | null {
  const { printedTotals: printed, unreadableRows } = reading;
  if (!printed || unreadableRows > 0) return null;
  const shown = totalsOf(reading.sessions);
  const short = (what: keyof Totals): string | null =>
    (printed[PRINTED[what]] ?? 0) > shown[what]
      ? `its rows show ${shown[what]} ${what}, its totals ${printed[PRINTED[what]]}`
      : null;
  return short('laps') ?? short('drivers') ?? short('classes');
}

function exceedsTotals({ printedTotals: printed, sessions }: DayReading): boolean {
  if (!printed) return false;
  const shown = totalsOf(sessions);
  return (Object.keys(PRINTED) as (keyof Totals)[]).some(
    (what) => shown[what] > (printed[PRINTED[what]] ?? 0),
  );
}

interface Totals {
  laps: number;
  drivers: number;
  classes: number;
}

const PRINTED = {
  laps: 'totalLaps',
  drivers: 'uniqueDrivers',
  classes: 'uniqueClasses',
} as const satisfies Record<keyof Totals, keyof DayTotals>;

/** By LiveRC's own rules: drivers without "Unknown Driver", classes with "Unknown Class". */
function totalsOf(sessions: PracticeSession[]): Totals {
  return {
    laps: sessions.reduce((laps, session) => laps + (session.lap_count ?? 0), 0),
    drivers: countDrivers(sessions),
    classes: new Set(sessions.flatMap((session) => session.class_name ?? [])).size,
  };
}

/** As LiveRC counts: by the name as it is written, "Unknown Driver" left out. */
export function countDrivers(
  sessions: Pick<PracticeSession, 'driver_name' | 'driver_hidden'>[],
): number {
  // Somebody may truly be called like one who is hidden.
  const drivers = new Set(
    sessions.map(({ driver_name, driver_hidden }) => `${driver_hidden ?? false} ${driver_name}`),
  );
  drivers.delete(`false ${UNKNOWN_DRIVER}`);
  return drivers.size;
}

/** LiveRC's name for the driver of a transponder nobody registered. */
export const UNKNOWN_DRIVER = 'Unknown Driver';
