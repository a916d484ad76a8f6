import { Injectable } from '@angular/core';
import type {
  FoundPracticeDay,
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Page,
  PracticeSessionWithLaps,
  StudiedSession,
  TrackDriver,
} from '@trackside/contracts';
import { asApiError } from './api-error';
import { call } from './trackside-api';

/** So many ids keep the query under the 2,000 characters that the server reads. */
const IDS_PER_REQUEST = 35;

const SESSION_ID = /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

/** Sessions that were asked for by their ids. */
export interface FoundSessions {
  readonly known: readonly StudiedSession[];
  /** Ids that no imported day has. */
  readonly unknown: readonly string[];
}

/** Who is looked for among those who practised at a track. */
export interface DriversQuestion {
  readonly trackId: string;
  /** A part of a name, or the beginning of a transponder; empty for all. */
  readonly text: string;
  /** Null for every class. */
  readonly className: string | null;
  /** Null for all that is known. */
  readonly year: number | null;
}

/** The routes of an imported practice day; failures as in `TracksideApi`. */
@Injectable({ providedIn: 'root' })
export class PracticeApi {
  day(eventId: string, signal?: AbortSignal): Promise<ImportedPracticeDayDetail> {
    return call(pathOfDay(eventId), { signal });
  }

  /** Days within half a year on which somebody of that name drove, newest first; imported or not. */
  async daysOf(trackId: string, driver: string, signal?: AbortSignal): Promise<FoundPracticeDay[]> {
    const query = { track_id: trackId, driver, limit: '1' };
    return (await call<Page<FoundPracticeDay>>('/practice-days/search', { query, signal })).items;
  }

  /**
   * Sessions of any imported days with their laps, in the order of `ids`, and which of the ids no
   * imported day has: the server answers for all of them or for none.
   */
  async sessionsOf(ids: readonly string[], signal?: AbortSignal): Promise<FoundSessions> {
    const asked = ids.filter((id) => SESSION_ID.test(id));
    const noIds = ids.filter((id) => !SESSION_ID.test(id));
    try {
      return { known: await this.#allOf(asked, signal), unknown: noIds };
    } catch (cause) {
      const unknown = asked.filter((id) => isNamedUnknown(cause, id));
      if (unknown.length === 0) throw cause;
      const others = asked.filter((id) => !unknown.includes(id));
      return { known: await this.#allOf(others, signal), unknown: [...noIds, ...unknown] };
    }
  }

  async #allOf(ids: readonly string[], signal?: AbortSignal): Promise<StudiedSession[]> {
    if (ids.length === 0) {
      return [];
    }
    const query = { ids: ids.join(',') };
    const answer = await call<{ items: StudiedSession[] }>('/practice-sessions', { query, signal });
    return ids.flatMap((id) => answer.items.find((session) => session.id === id) ?? []);
  }

  /** Who practised at a track, most days first. */
  drivers(
    { trackId, text, className, year }: DriversQuestion,
    { cursor = null, limit }: { cursor?: string | null; limit: number },
    signal?: AbortSignal,
  ): Promise<Page<TrackDriver>> {
    const query = {
      ...(text === '' ? {} : { q: text }),
      ...(className === null ? {} : { class: className }),
      ...(year === null ? {} : { start_date: `${year}-01-01`, end_date: `${year}-12-31` }),
      limit: String(limit),
      ...(cursor === null ? {} : { cursor }),
    };
    return call(`/tracks/${encodeURIComponent(trackId)}/drivers`, { query, signal });
  }

  /** All sessions of a day, without their laps. */
  async sessions(eventId: string, signal?: AbortSignal): Promise<ImportedPracticeSession[]> {
    const page = await call<Page<ImportedPracticeSession>>(`${pathOfDay(eventId)}/sessions`, {
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
        call<Page<PracticeSessionWithLaps>>(`${pathOfDay(eventId)}/sessions`, {
          query: [['include_laps', 'true'], ...chunk.map((id) => ['session_id', id] as const)],
          signal,
        }),
      ),
    );
    return pages.flatMap(({ items }) => items);
  }
}

/** The route of an imported day, below the API's base. */
export function pathOfDay(eventId: string): string {
  return `/practice-days/${encodeURIComponent(eventId)}`;
}

function isNamedUnknown(cause: unknown, id: string): boolean {
  const { code, details } = asApiError(cause);
  const isNamed = details.some(({ field, message }) => field === 'ids' && message.startsWith(id));
  return code === 'NOT_FOUND' && isNamed;
}

function inChunks(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_REQUEST) {
    chunks.push(ids.slice(start, start + IDS_PER_REQUEST));
  }
  return chunks;
}
