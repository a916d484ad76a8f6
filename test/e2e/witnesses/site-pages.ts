import { printCalendar } from '../../../apps/liverc-simulator/src/pages/calendar-page.js';
import { printCatalogue } from '../../../apps/liverc-simulator/src/pages/catalogue-page.js';
import { printDashboard } from '../../../apps/liverc-simulator/src/pages/dashboard-page.js';
import { printDay } from '../../../apps/liverc-simulator/src/pages/day-page.js';
import { printUnrelatedPage } from '../../../apps/liverc-simulator/src/pages/plain-pages.js';
import { printSession } from '../../../apps/liverc-simulator/src/pages/session-page.js';
import type { PlannedDay } from '../../../apps/liverc-simulator/src/world/practice-plan.js';
import { createTracks, type Track } from '../../../apps/liverc-simulator/src/world/tracks.js';
import type { Session, World } from '../../../apps/liverc-simulator/src/world/world.js';
import type { Snapshot } from './site-world.js';

/** What is wrong with a calendar page. Without a word on it, everything else is as it should be. */
export type CalendarFault =
  | { type: 'true' }
  | { type: 'stale'; ago: number }
  /** A day is left out. */
  | { type: 'short'; day: number }
  /** A day is counted with one session less. */
  | { type: 'miscounted'; day: number }
  | { type: 'wrong-month' }
  | { type: 'unrelated' }
  | { type: 'other-track' };

/** What is wrong with a day page. */
export type DayFault =
  | { type: 'true' }
  | { type: 'stale'; ago: number }
  /** Rows are left out, at least one stays; the totals still count them. */
  | { type: 'short'; rows: number }
  /** Rows are left out, and the totals agree with what is left. */
  | { type: 'fewer'; rows: number }
  /** The page says that there was no practice. */
  | { type: 'empty' }
  /** The totals count a lap more than the rows. */
  | { type: 'miscounted' }
  /** A session of another day stands on this page too. */
  | { type: 'doubled'; session: number }
  | { type: 'wrong-date' }
  | { type: 'unrelated' }
  | { type: 'other-track' };

const TODAY = '2025-11-20';
const SOME_TRACK = createTracks(1, 1)[0]!;
const ROW = /\s*<tr>\s*<td><a href="\/practice\/\?p=view_session[\s\S]*?<\/tr>/g;

/** A row of a day page, as much as is compared. */
export interface ShownRow {
  source_session_id: string;
  driver_name: string;
  class_name: string;
  transponder: string | null;
  started_at: string;
  duration_seconds: number;
  lap_count: number;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
}

/** A recognisable page as it was served: what a reader can learn from it. */
export type ShownPage =
  | { page: 'calendar'; counts: ReadonlyMap<string, number> }
  | {
      page: 'day';
      date: string;
      /** Newest first. */
      rows: readonly ShownRow[];
      /** Laps, drivers and classes as the page prints them; null where it prints none. */
      totals: { laps: number; drivers: number; classes: number } | null;
    };

export interface Printed {
  html: string;
  /** Null for a page that is not the one that was asked for. */
  shown: ShownPage | null;
}

export function trackOf(slug: string): Track {
  return { ...SOME_TRACK, slug, linkSlug: slug, name: `Witness Track ${slug}`, featured: false };
}

export function printCatalogueOf(slugs: readonly string[]): string {
  const world = worldOf({ days: new Map() });
  return printCatalogue({ ...world, tracks: slugs.map(trackOf) } as unknown as World);
}

export function printDashboardOf(track: Track, snapshot: Snapshot): string {
  return printDashboard(worldOf(snapshot), track);
}

export function printSessionOf(track: Track, snapshot: Snapshot, id: number): string {
  const sessions = [...snapshot.days.values()].flat();
  const session = sessions.find((one) => one.id === id && !one.isCopy);
  return session ? printSession(track, session) : printUnrelatedPage();
}

export function printCalendarOf(
  track: Track,
  snapshot: Snapshot,
  month: string,
  fault: CalendarFault,
): Printed {
  const counts = new Map([...snapshot.days].map(([date, sessions]) => [date, sessions.length]));
  const dates = [...counts.keys()].sort();
  switch (fault.type) {
    case 'unrelated':
      return { html: printUnrelatedPage(), shown: null };
    case 'wrong-month':
      // Another month's page whose list lacks the month asked for is LiveRC's word for no practice.
      return {
        html: printCalendar(worldOf(snapshot), track, '2025-05'),
        shown: counts.size === 0 ? { page: 'calendar', counts } : null,
      };
    case 'other-track':
      return { html: printCalendar(worldOf(snapshot), trackOf('other'), month), shown: null };
    case 'short':
      if (dates.length > 0) counts.delete(dates[fault.day % dates.length]!);
      break;
    case 'miscounted': {
      const date = dates[fault.day % Math.max(1, dates.length)];
      if (date && counts.get(date)! > 1) counts.set(date, counts.get(date)! - 1);
      break;
    }
    case 'stale':
    case 'true':
      break;
  }
  const html = printCalendar(worldOf(snapshot, counts), track, month);
  return { html, shown: { page: 'calendar', counts } };
}

export function printDayOf(
  track: Track,
  snapshot: Snapshot,
  date: string,
  fault: DayFault,
): Printed {
  const sessions = [...(snapshot.days.get(date) ?? [])];
  switch (fault.type) {
    case 'unrelated':
      return { html: printUnrelatedPage(), shown: null };
    case 'wrong-date':
      return { html: printDay(worldOf(snapshot), track, '2025-05-05'), shown: null };
    case 'other-track':
      return { html: printDay(worldOf(snapshot), trackOf('other'), date), shown: null };
    case 'empty':
      return whole(track, date, []);
    case 'fewer':
      return whole(track, date, sessions.slice(0, Math.max(1, sessions.length - fault.rows)));
    case 'doubled': {
      const others = [...snapshot.days].filter(([day]) => day !== date).flatMap(([, s]) => s);
      const other = others[fault.session % Math.max(1, others.length)];
      return whole(track, date, other ? [...sessions, { ...other, date }] : sessions);
    }
    case 'short':
      return short(track, date, sessions, fault.rows);
    case 'miscounted':
      return miscounted(track, date, sessions);
    case 'stale':
    case 'true':
      return whole(track, date, sessions);
  }
}

/** A page whose totals are those of its rows. */
function whole(track: Track, date: string, unsorted: readonly Session[]): Printed {
  const sessions = unsorted.toSorted((a, b) => a.startMs - b.startMs || a.id - b.id);
  const html = printDay(worldOf({ days: new Map([[date, sessions]]) }), track, date);
  const rows = sessions.map(toRow).reverse();
  return { html, shown: { page: 'day', date, rows, totals: totalsOf(sessions) } };
}

/** The newest rows are left out; the totals still count them. */
function short(track: Track, date: string, sessions: readonly Session[], left: number): Printed {
  const { html, shown } = whole(track, date, sessions);
  if (shown?.page !== 'day') throw new Error('a day page shows a day');
  const count = Math.min(left, sessions.length - 1);
  let cut = 0;
  const shorter = html.replace(ROW, (row) => (cut++ < count ? '' : row));
  return { html: shorter, shown: { ...shown, rows: shown.rows.slice(Math.max(0, count)) } };
}

function miscounted(track: Track, date: string, sessions: readonly Session[]): Printed {
  const { html, shown } = whole(track, date, sessions);
  if (shown?.page !== 'day' || !shown.totals) return { html, shown };
  const laps = shown.totals.laps + 1;
  const wrong = html.replace(/(<th>Total Laps<\/th>\s*<td>)[\d,]+/, `$1${laps}`);
  return { html: wrong, shown: { ...shown, totals: { ...shown.totals, laps } } };
}

function totalsOf(sessions: readonly Session[]) {
  if (sessions.length === 0) return null;
  const drivers = new Set(sessions.map(({ driverName }) => driverName));
  drivers.delete('Unknown Driver');
  return {
    laps: sessions.reduce((sum, { lapCount }) => sum + lapCount, 0),
    drivers: drivers.size,
    classes: new Set(sessions.map(({ car }) => car.className)).size,
  };
}

function toRow(session: Session): ShownRow {
  const second = Math.floor(session.startMs / 1000);
  const time = new Date(second * 1000).toISOString().slice(11, 19);
  return {
    source_session_id: String(session.id),
    driver_name: session.driverName,
    class_name: session.car.className,
    transponder: session.car.transponder,
    started_at: `${session.date}T${time}`,
    duration_seconds: session.lengthSeconds,
    lap_count: session.lapCount,
    fastest_lap_seconds: session.fastestMs === null ? null : session.fastestMs / 1000,
    average_lap_seconds: session.averageMs === null ? null : session.averageMs / 1000,
  };
}

/** As much of the simulator's world as its pages ask for. */
function worldOf(snapshot: Snapshot, counts?: ReadonlyMap<string, number>): World {
  const countOf =
    counts ?? new Map([...snapshot.days].map(([date, sessions]) => [date, sessions.length]));
  const world = {
    seed: 1,
    today: TODAY,
    tracks: [] as Track[],
    sessionsOf: (_: Track, date: string) => snapshot.days.get(date) ?? [],
    daysOf: (_: Track, month: string): PlannedDay[] =>
      [...countOf]
        .filter(([date]) => date.startsWith(month))
        .map(([date, sessionCount]) => ({ date, sessionCount }))
        .sort((a, b) => (a.date < b.date ? 1 : -1)),
    monthsOf: () => [...new Set([...countOf.keys()].map((date) => date.slice(0, 7)))].reverse(),
    eventsOf: () => [],
  };
  return world as unknown as World;
}
