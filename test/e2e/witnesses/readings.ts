import type { Served } from './page-site.js';
import type { ShownRow } from './site-pages.js';
import type { Snapshot } from './site-world.js';

/** A day page as it was served. */
export interface ShownDay {
  rows: readonly ShownRow[];
  /** Equal where every row is. */
  key: string;
  totals: { laps: number; drivers: number; classes: number } | null;
}

/**
 * What LiveRC showed while somebody asked. Time stands still while one asks, and pages do not
 * change, so that each page has one content.
 */
export interface Reading {
  /** Place in the sequence. */
  index: number;
  elapsedMs: number;
  wallMs: number;
  /** The clock was ahead while it was read. */
  ahead: boolean;
  /** False: a connection was cut meanwhile, and nobody knows what was stored of it. */
  certain: boolean;
  /** Null when no calendar was served that can be recognised. */
  calendar: ReadonlyMap<string, number> | null;
  /** Recognisable day pages that were served, by date. */
  days: ReadonlyMap<string, ShownDay>;
  /** Dates whose page was asked for, whatever came. */
  askedDates: ReadonlySet<string>;
  calendarAsked: boolean;
  /** The world as it was. */
  truth: Snapshot;
  trueDays: ReadonlySet<string>;
  /** The calendar was served, and was that of the truth. */
  calendarTrue: boolean;
}

/** Puts together what was served during one ask. */
export function readingOf(
  served: readonly Served[],
  about: Pick<Reading, 'index' | 'elapsedMs' | 'wallMs' | 'ahead' | 'certain' | 'truth'>,
): Reading {
  let calendar: ReadonlyMap<string, number> | null = null;
  const days = new Map<string, ShownDay>();
  for (const { shown } of served) {
    if (shown?.page === 'calendar') calendar = shown.counts;
    if (shown?.page === 'day') days.set(shown.date, { ...shown, key: JSON.stringify(shown.rows) });
  }
  const { truth } = about;
  const trueDays = [...days].filter(([date, { rows, totals }]) => {
    const sessions = truth.days.get(date) ?? [];
    const ids = new Set(sessions.map(({ id }) => String(id)));
    return (
      rows.length === ids.size &&
      rows.every((row) => {
        const session = sessions.find(({ id }) => String(id) === row.source_session_id);
        return session?.lapCount === row.lap_count && session.driverName === row.driver_name;
      }) &&
      isSum(rows, totals)
    );
  });
  const asked = served.flatMap(({ date }) => date ?? []);
  const counts = new Map([...truth.days].map(([date, sessions]) => [date, sessions.length]));
  return {
    ...about,
    calendar,
    days,
    askedDates: new Set(asked),
    calendarAsked: served.some(({ url }) => url.includes('p=calendar')),
    trueDays: new Set(trueDays.map(([date]) => date)),
    calendarTrue: calendar !== null && equalCounts(calendar, counts),
  };
}

/** Whether the rows give as many laps, drivers and classes as the page prints; so where it prints none. */
export function isSum(rows: readonly ShownRow[], totals: ShownDay['totals']): boolean {
  if (!totals) return true;
  const drivers = new Set(rows.map(({ driver_name }) => driver_name));
  drivers.delete('Unknown Driver');
  const classes = new Set(rows.map(({ class_name }) => class_name));
  const laps = rows.reduce((sum, { lap_count }) => sum + lap_count, 0);
  return laps === totals.laps && drivers.size === totals.drivers && classes.size === totals.classes;
}

/** Whether the rows give fewer laps, drivers or classes than the page prints. */
export function isLessThanPrinted({ rows, totals }: ShownDay): boolean {
  if (!totals) return false;
  const drivers = new Set(rows.map(({ driver_name }) => driver_name));
  drivers.delete('Unknown Driver');
  const classes = new Set(rows.map(({ class_name }) => class_name));
  const laps = rows.reduce((sum, { lap_count }) => sum + lap_count, 0);
  return laps < totals.laps || drivers.size < totals.drivers || classes.size < totals.classes;
}

export function equalCounts(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): boolean {
  return one.size === other.size && [...one].every(([date, count]) => other.get(date) === count);
}

export function rowOf(day: ShownDay | undefined, id: string): ShownRow | undefined {
  return day?.rows.find((row) => row.source_session_id === id);
}
