import type { DateRange } from '../calendar/month';
import { type DriverQuestion, driverParams } from './imports-api';
import { pathOfDay } from './practice-api';
import { API_BASE } from './trackside-api';

export const EXPORT_FORMATS = ['csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A search as a file, with the parameters of the search itself. */
export function searchExportUrl(
  trackId: string,
  range: DateRange,
  practiceDays: boolean,
  format: ExportFormat,
): string {
  const query = new URLSearchParams({
    track_id: trackId,
    start_date: range.start,
    end_date: range.end,
    include_practice_days: String(practiceDays),
    format,
  });
  return `${API_BASE}/events/search/export?${query.toString()}`;
}

/** A driver as a file. */
export function driverExportUrl(question: DriverQuestion, format: ExportFormat): string {
  const query = new URLSearchParams({ ...driverParams(question), format });
  return `${API_BASE}/drivers/export?${query.toString()}`;
}

/** An imported practice day as a file. */
export function dayExportUrl(eventId: string, format: ExportFormat): string {
  return `${API_BASE}${pathOfDay(eventId)}/export?format=${format}`;
}
