import type { StoredDay } from '../discovery/stored-month.js';

export interface MonthRow {
  stored_month: number;
  fetched_at: Date;
  refreshed_at: Date | null;
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
}

/** Dates as text: a `Date` would take on the zone of this machine. */
export const DAY_COLUMNS = `
  d.id, d.date::text AS date, d.listed_session_count, d.needs_reading, d.session_count,
  d.total_laps, d.total_track_time_seconds, d.unique_drivers, d.unique_classes,
  d.time_range_start, d.time_range_end, d.verified,
  d.summarised_at IS NOT NULL AS is_summarised, d.imported_at IS NOT NULL AS is_imported`;

export function toStoredDay(row: DayRow): StoredDay {
  return {
    id: row.id,
    date: row.date,
    listedSessionCount: row.listed_session_count,
    needsReading: row.needs_reading,
    imported: row.is_imported,
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
