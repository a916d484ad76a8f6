import { Injectable } from '@angular/core';
import type {
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Page,
  PracticeSessionWithLaps,
} from '@trackside/contracts';
import { API_BASE, call } from './trackside-api';

/** So many ids keep the query under the 2,000 characters that the server reads. */
const IDS_PER_REQUEST = 35;

export type ExportFormat = 'csv' | 'json' | 'ndjson';

/** The routes of an imported practice day; failures as in `TracksideApi`. */
@Injectable({ providedIn: 'root' })
export class PracticeApi {
  day(eventId: string, signal?: AbortSignal): Promise<ImportedPracticeDayDetail> {
    return call(pathOf(eventId), { signal });
  }

  /** All sessions of a day, without their laps. */
  async sessions(eventId: string, signal?: AbortSignal): Promise<ImportedPracticeSession[]> {
    const page = await call<Page<ImportedPracticeSession>>(`${pathOf(eventId)}/sessions`, {
      signal,
    });
    return page.items;
  }

  /** The named sessions with their laps, in no certain order; ids of other days are left out. */
  async sessionsWithLaps(
    eventId: string,
    ids: readonly string[],
    signal?: AbortSignal,
  ): Promise<PracticeSessionWithLaps[]> {
    const pages = await Promise.all(
      inChunks(ids).map((chunk) =>
        call<Page<PracticeSessionWithLaps>>(`${pathOf(eventId)}/sessions`, {
          query: [['include_laps', 'true'], ...chunk.map((id) => ['session_id', id] as const)],
          signal,
        }),
      ),
    );
    return pages.flatMap(({ items }) => items);
  }
}

/** Where a browser downloads the day. */
export function exportUrlOf(eventId: string, format: ExportFormat): string {
  return `${API_BASE}${pathOf(eventId)}/export?format=${format}`;
}

function pathOf(eventId: string): string {
  return `/practice-days/${encodeURIComponent(eventId)}`;
}

function inChunks(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
    chunks.push(ids.slice(start, start + IDS_PER_REQUEST));
  }
  return chunks;
}
