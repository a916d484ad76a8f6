import { v5 as uuidv5 } from 'uuid';
import { collapseWhiteSpace, type PracticeDay, type PracticeSession } from '@trackside/contracts';
import type { SessionRow } from '@trackside/liverc-scraper';
import type { DaySummary, StoredDay } from './stored-month.js';
import { countDrivers, UNKNOWN_DRIVER } from './day-reading.js';

/** Whether a name, however it is spaced and cased, stands for a driver whom nobody registered. */
export function isUnknownDriver(name: string): boolean {
  return collapseWhiteSpace(name).toLowerCase() === UNKNOWN_DRIVER.toLowerCase();
}

/**
 * Equal for sessions of one person at a track: by normalised name, unknown drivers by transponder.
 * Those of unknown drivers without a transponder are equal, too, whoever drove.
 */
export function personKeyOf(
  session: Pick<PracticeSession, 'driver_name' | 'driver_hidden' | 'transponder'>,
): string {
  const { driver_name: name, transponder } = session;
  // No name that is compared has capitals.
  if (session.driver_hidden) return `HIDDEN ${name}`;
  const key = collapseWhiteSpace(name.normalize('NFC')).toLowerCase();
  return isUnknownDriver(name) ? `${key} ${transponder ?? ''}` : key;
}

/** UUIDv5 of track and date: the same day has the same id in every database. */
export function dayIdOf(trackId: string, date: string): string {
  return uuidv5(`practice-day/${date}`, trackId);
}

/**
 * Totals of a day's sessions by LiveRC's own rules: drivers without "Unknown Driver", classes with
 * "Unknown Class" (compared with the totals that LiveRC prints, captured October 2025).
 *
 * @param unreadableRows rows of the page that are not among the sessions; they count as sessions
 */
export function summarise(
  sessions: PracticeSession[],
  unreadableRows: number,
  verified: boolean | null,
): DaySummary {
  const classes = new Set(sessions.flatMap((session) => session.class_name ?? []));
  const starts = sessions.flatMap((session) => session.started_at ?? []).sort();
  return {
    session_count: sessions.length + unreadableRows,
    total_laps: sum(sessions.map((session) => session.lap_count)),
    total_track_time_seconds: sum(sessions.map((session) => session.duration_seconds)),
    unique_drivers: countDrivers(sessions),
    unique_classes: classes.size,
    time_range_start: timeOf(starts[0]),
    time_range_end: timeOf(starts.at(-1)),
    verified,
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
  if (!day.summary) return null;
  return {
    date: day.date,
    track_slug: trackSlug,
    ...day.summary,
    ...(day.gone ? { listed: false } : {}),
    ...(day.foreignSessionCount > 0 ? { sessions_of_other_days: day.foreignSessionCount } : {}),
  };
}

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** `HH:MM` of a track-local `YYYY-MM-DDTHH:MM:SS`. */
function timeOf(start: string | undefined): string | null {
  return start?.slice(11, 16) ?? null;
}
