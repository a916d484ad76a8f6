import type { PracticeSession } from '@trackside/contracts';
import type { CalendarPage, DayPage, SessionRow } from '@trackside/liverc-scraper';

/** A row's cells that LiveRC may leave empty, with the names that people know them by. */
const CELLS: readonly [keyof SessionRow, keyof PracticeSession, string][] = [
  ['className', 'class_name', 'class'],
  ['transponder', 'transponder', 'transponder'],
  ['durationSeconds', 'duration_seconds', 'length'],
  ['lapCount', 'lap_count', 'count of laps'],
  ['fastestLapSeconds', 'fastest_lap_seconds', 'fastest lap'],
  ['averageLapSeconds', 'average_lap_seconds', 'average lap'],
];

/**
 * What a calendar that was recognised shows otherwise than one of a settled month that is known, in
 * words; null where it has the shape that it had. A day more or less is none of it.
 *
 * @param knownDates dates with practice
 */
export function calendarDrift(knownDates: readonly string[], page: CalendarPage): string | null {
  if (knownDates.length === 0) return null;
  const shown = new Set(page.days.map(({ date }) => date));
  if (knownDates.some((date) => shown.has(date))) return null;
  return `expected one of ${knownDates.length} known practice dates, got none of them`;
}

/**
 * The same of a day whose rows agreed with its printed totals: rows that can't be read, totals that
 * are gone, and cells that no row has any more. A session more or less is none of it.
 */
export function dayDrift(known: readonly PracticeSession[], page: DayPage): string | null {
  if (page.unreadableRows > 0) {
    const rows = page.sessions.length + page.unreadableRows;
    return `expected ${rows} rows that can be read, got ${page.unreadableRows} that can't`;
  }
  if (page.sessions.length === 0) {
    return known.length === 0 ? null : `expected rows of ${known.length} sessions, got none`;
  }
  const { printedTotals } = page;
  if (!printedTotals) return 'expected printed totals, got none';
  if (Object.values(printedTotals).includes(null)) {
    return 'expected four printed totals, got one that can’t be read';
  }
  const lost = CELLS.filter(([cell, stored]) => {
    const isPrinted = page.sessions.some((row) => row[cell] !== null);
    return !isPrinted && known.some((session) => session[stored] !== null);
  });
  if (lost.length === 0) return null;
  return `expected rows with ${lost.map(([, , name]) => name).join(', ')}, got none that has it`;
}
