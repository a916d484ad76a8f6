import type { Doubt, StoredDay } from './stored-month.js';

export interface MonthRow {
  stored_month: number;
  fetched_at: Date;
  refreshed_at: Date | null;
}

/** As PostgreSQL writes it as JSON: moments with their offset. */
export interface DoubtRow {
  since: string;
  last_read_at: string;
  readings: number;
  message: string;
}

export interface DayRow {
  id: string;
  date: string;
  listed_session_count: number;
  needs_reading: boolean;
  session_count: number;
  total_laps: number;
  total_track_time_seconds: number;
  unique_drivers: number;
  unique_classes: number;
  time_range_start: string | null;
  time_range_end: string | null;
  verified: boolean | null;
  is_summarised: boolean;
  is_imported: boolean;
  in_calendar: boolean;
  is_gone: boolean;
  foreign_session_count: number;
  doubt: DoubtRow | null;
}

/** Of \`practice_days d\`: a row of JSON, null for a day without doubt, as nearly all are. */
export const DOUBT = `
  CASE WHEN d.doubt IS NOT NULL THEN jsonb_build_object('since', d.doubted_since,
    'last_read_at', d.doubted_at, 'readings', d.doubtful_readings, 'message', d.doubt) END`;

/** Dates as text: a `Date` would take on the zone of this machine. */
export const DAY_COLUMNS = `
  d.id, d.date::text AS date, d.listed_session_count, d.needs_reading, d.session_count,
  d.total_laps, d.total_track_time_seconds, d.unique_drivers, d.unique_classes,
  d.time_range_start, d.time_range_end, d.verified,
  d.summarised_at IS NOT NULL AS is_summarised, d.imported_at IS NOT NULL AS is_imported,
  d.in_calendar, d.removed_at IS NOT NULL AS is_gone, d.foreign_session_count,
  ${DOUBT} AS doubt`;

/** Of \`practice_days d\`: LiveRC shows the day, or somebody imported it while it did. */
export const IS_KNOWN_DAY = '(d.removed_at IS NULL OR d.imported_at IS NOT NULL)';

export function toStoredDay(row: DayRow): StoredDay {
  return {
    id: row.id,
    date: row.date,
    listedSessionCount: row.listed_session_count,
    needsReading: row.needs_reading,
    imported: row.is_imported,
    inCalendar: row.in_calendar,
    gone: row.is_gone,
    foreignSessionCount: row.foreign_session_count,
    doubt: toDoubt(row.doubt),
    summary: row.is_summarised
      ? {
          session_count: row.session_count,
          total_laps: row.total_laps,
          total_track_time_seconds: row.total_track_time_seconds,
          unique_drivers: row.unique_drivers,
          unique_classes: row.unique_classes,
          time_range_start: row.time_range_start,
          time_range_end: row.time_range_end,
          verified: row.verified,
        }
      : null,
  };
}

export function toDoubt(row: DoubtRow | null): Doubt | null {
  if (!row) return null;
  return {
    since: new Date(row.since).toISOString(),
    lastReadAt: new Date(row.last_read_at).toISOString(),
    readings: row.readings,
    message: row.message,
  };
}
