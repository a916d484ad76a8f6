import type { DayTotals, SessionRow } from '../pages.js';
import { readCount, readDurationWords } from './figures.js';
import { readNamedDate } from './local-time.js';
import type { OpenPage } from './open-page.js';
import { readFields } from './table-fields.js';

const PREFIX = 'Practice Stats for ';
/** Rows print lengths rounded to seconds, the total is of exact times. */
const ROUNDING_SECONDS_PER_ROW = 0.5;

/** Totals that the page prints for the date, null where it prints none. */
export function readTotals(page: OpenPage, date: string): DayTotals | null {
  const panel = page.panels.find(
    ({ heading }) =>
      heading.startsWith(PREFIX) && readNamedDate(heading.slice(PREFIX.length)) === date,
  );
  if (!panel) return null;
  const fields = readFields(page, panel);
  const first = (name: string): string | undefined => fields.get(name)?.[0];
  const totals = [
    first('Total Laps'),
    first('Total Track Time'),
    first('Unique Drivers'),
    first('Unique Classes'),
  ];
  if (totals.every((total) => total === undefined)) return null;
  const [laps = '', trackTime = '', drivers = '', classes = ''] = totals;
  return {
    totalLaps: readCount(laps),
    totalTrackTimeSeconds: readDurationWords(trackTime),
    uniqueDrivers: readCount(drivers),
    uniqueClasses: readCount(classes),
  };
}

/**
 * Whether the rows agree with the printed totals; null where none are printed. LiveRC's count of
 * drivers leaves out "Unknown Driver", its count of classes keeps "Unknown Class".
 */
export function verifyTotals(
  printed: DayTotals | null,
  sessions: SessionRow[],
  unreadableRows: number,
): boolean | null {
  if (!printed) return null;
  const sum = (value: (session: SessionRow) => number | null): number =>
    sessions.reduce((total, session) => total + (value(session) ?? 0), 0);
  const drivers = new Set(sessions.map(({ driverName }) => driverName));
  drivers.delete('Unknown Driver');
  const classes = new Set(sessions.map(({ className }) => className));
  classes.delete(null);
  const trackTime = sum(({ durationSeconds }) => durationSeconds);
  const slack = sessions.length * ROUNDING_SECONDS_PER_ROW;
  return (
    unreadableRows === 0 &&
    (printed.totalLaps ?? 0) === sum(({ lapCount }) => lapCount) &&
    (printed.uniqueDrivers ?? 0) === drivers.size &&
    (printed.uniqueClasses ?? 0) === classes.size &&
    Math.abs((printed.totalTrackTimeSeconds ?? 0) - trackTime) <= slack
  );
}
