import { Injectable, inject } from '@angular/core';
import type {
  DriverAtTrack,
  IngestRangeResult,
  IngestResult,
  ImportJob,
  Job,
} from '@trackside/contracts';
import { OtherTabs } from '../browser/other-tabs';
import type { CalendarDate } from '../calendar/calendar-date';
import { API_BASE, call } from './trackside-api';

/** Told to the other tabs with `trackId` and `jobId`: this browser has begun an import. */
export const IMPORT_BEGUN = 'import begun';

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
  readonly #otherTabs = inject(OtherTabs);

  /** Answers when the day and its sessions are stored; the job then reads their laps. */
  ingest(trackId: string, date: CalendarDate): Promise<IngestResult> {
    return this.#begin('/practice-days/ingest', trackId, { date });
  }

  /** Queues the days in one job. */
  ingestRange(trackId: string, dates: readonly CalendarDate[]): Promise<IngestRangeResult> {
    return this.#begin('/practice-days/ingest-range', trackId, { dates });
  }

  job<Told extends Job = ImportJob>(id: string, signal?: AbortSignal): Promise<Told> {
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

  async #begin<T extends { job_id: string }>(
    path: string,
    trackId: string,
    days: { date: CalendarDate } | { dates: readonly CalendarDate[] },
  ): Promise<T> {
    const body = { track_id: trackId, ...days };
    const answer = await call<T>(path, { method: 'POST', body });
    this.#otherTabs.tell({ topic: IMPORT_BEGUN, trackId, jobId: answer.job_id });
    return answer;
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
