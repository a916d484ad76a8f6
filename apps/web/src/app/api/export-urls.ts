import type { DateRange } from '../calendar/month';
import { type DriverQuestion, driverParams } from './imports-api';
import { pathOfDay } from './practice-api';
import { API_BASE } from './trackside-api';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'json', 'ndjson'] as const;
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

/** A driver as a file. @param className the only class in it; null for all */
export function driverExportUrl(
  question: DriverQuestion,
  className: string | null,
  format: ExportFormat,
): string {
  const only: Record<string, string> = className === null ? {} : { class: className };
  const query = new URLSearchParams({ ...driverParams(question), ...only, format });
  return `${API_BASE}/drivers/export?${query.toString()}`;
}

/** Whose sessions of a day a file has; what is left out limits nothing. */
export interface DayPart {
  readonly driver?: string;
  /** Tells unknown drivers apart. */
  readonly transponder?: string | null;
  readonly class?: string | null;
}

/** An imported practice day as a file, whole or in part. */
export function dayExportUrl(eventId: string, format: ExportFormat, part: DayPart = {}): string {
  const query = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(part)) if (value) query.set(name, value);
  return `${API_BASE}${pathOfDay(eventId)}/export?${query.toString()}`;
}
