import { Injectable } from '@angular/core';
import type {
  DriverAtTrack,
  IngestRangeResult,
  IngestResult,
  ImportJob,
} from '@trackside/contracts';
import type { CalendarDate } from '../calendar/calendar-date';
import { API_BASE, call } from './trackside-api';

/** Who is asked for: a name, or for an unknown driver a transponder beside it. */
export interface DriverQuestion {
  readonly trackId: string;
  readonly name: string;
  readonly transponder: string | null;
}

/** What of a driver is asked for: one class, and so many sessions after a cursor. */
export interface DriverPart {
  readonly className?: string | null;
  readonly cursor?: string;
  readonly limit?: number;
}

/** Imports of practice days, the jobs that run them, and drivers. Rejects as `TracksideApi` does. */
@Injectable({ providedIn: 'root' })
export class ImportsApi {
  /** Answers when the day and its sessions are stored; the job then reads their laps. */
  ingest(trackId: string, date: CalendarDate): Promise<IngestResult> {
    const body = { track_id: trackId, date };
    return call('/practice-days/ingest', { method: 'POST', body });
  }

  /** Queues the days in one job. */
  ingestRange(trackId: string, dates: readonly CalendarDate[]): Promise<IngestRangeResult> {
    const body = { track_id: trackId, dates };
    return call('/practice-days/ingest-range', { method: 'POST', body });
  }

  job(id: string, signal?: AbortSignal): Promise<ImportJob> {
    return call(`/jobs/${encodeURIComponent(id)}`, { signal });
  }

  async cancelJob(id: string): Promise<void> {
    await call(`/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  driver(
    question: DriverQuestion,
    { className = null, cursor, limit }: DriverPart,
    signal?: AbortSignal,
  ): Promise<DriverAtTrack> {
    const query = {
      ...driverParams(question),
      ...(className === null ? {} : { class: className }),
      ...(cursor === undefined ? {} : { cursor }),
      ...(limit === undefined ? {} : { limit: String(limit) }),
    };
    return call('/drivers', { query, signal });
  }
}

/** The stream of a job's progress. */
export function jobEventsUrl(id: string): string {
  return `${API_BASE}/jobs/${encodeURIComponent(id)}/events`;
}

/** The parameters that name a driver. */
export function driverParams({
  trackId,
  name,
  transponder,
}: DriverQuestion): Record<string, string> {
  return { track_id: trackId, name, ...(transponder === null ? {} : { transponder }) };
}
