import { v5 as uuidv5 } from 'uuid';
import { collapseWhiteSpace, type PracticeDay, type PracticeSession } from '@trackside/contracts';
import type { DayPage, SessionRow } from '@trackside/liverc-scraper';
import type { DaySummary, StoredDay } from '../discovery/stored-month.js';

/** LiveRC's name for the driver of a transponder nobody registered. */
const UNKNOWN_DRIVER = 'Unknown Driver';

/** Whether a name, however it is spaced and cased, stands for a driver whom nobody registered. */
export function isUnknownDriver(name: string): boolean {
  return collapseWhiteSpace(name).toLowerCase() === UNKNOWN_DRIVER.toLowerCase();
}

/** UUIDv5 of track and date: the same day has the same id in every database. */
export function dayIdOf(trackId: string, date: string): string {
  return uuidv5(`practice-day/${date}`, trackId);
}

/**
 * Totals of a day page by LiveRC's own rules: drivers without "Unknown Driver", classes with
 * "Unknown Class" (compared with the totals that LiveRC prints, captured October 2025).
 */
export function summarise(page: DayPage): DaySummary {
  const drivers = new Set(page.sessions.map((session) => session.driverName));
  drivers.delete(UNKNOWN_DRIVER);
  const classes = new Set(page.sessions.flatMap((session) => session.className ?? []));
  const starts = page.sessions.map((session) => session.startedAt).sort();
  return {
    session_count: page.sessions.length + page.unreadableRows,
    total_laps: sum(page.sessions.map((session) => session.lapCount)),
    total_track_time_seconds: sum(page.sessions.map((session) => session.durationSeconds)),
    unique_drivers: drivers.size,
    unique_classes: classes.size,
    time_range_start: timeOf(starts[0]),
    time_range_end: timeOf(starts.at(-1)),
    verified: page.verified,
  };
}

/** A row of a day page as the contract's session. */
export function toPracticeSession(trackId: string, row: SessionRow): PracticeSession {
  return {
    id: uuidv5(`practice-session/${row.sourceSessionId}`, trackId),
    source_session_id: row.sourceSessionId,
    driver_name: row.driverName,
    class_name: row.className,
    transponder: row.transponder,
    started_at: row.startedAt,
    duration_seconds: row.durationSeconds,
    lap_count: row.lapCount,
    fastest_lap_seconds: row.fastestLapSeconds,
    average_lap_seconds: row.averageLapSeconds,
  };
}

/** A day that was read, as the contract shows it; null while only the calendar names it. */
export function toPracticeDay(day: StoredDay, trackSlug: string): PracticeDay | null {
  return day.summary && { date: day.date, track_slug: trackSlug, ...day.summary };
}

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** `HH:MM` of a track-local `YYYY-MM-DDTHH:MM:SS`. */
function timeOf(start: string | undefined): string | null {
  return start?.slice(11, 16) ?? null;
}
