import { Injectable } from '@angular/core';
import type {
  DiscoverMonthResult,
  EventsDiscoverResult,
  EventsImportResult,
  EventsSearchResult,
  Page,
  StatusResult,
  Track,
  TrackDetail,
  YearMonth,
} from '@trackside/contracts';
import type { DateRange } from '../calendar/month';
import { noteAnswer } from '../browser/device-copies';
import { UnansweredError, errorOf } from './api-error';
import { takeEarly } from './early-answers';

export const API_BASE = '/api/v1';
export const STATUS_URL = `${API_BASE}/status`;

const SUGGESTIONS = 30;
const MOST_PER_PAGE = 100;

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Pairs where a name is given more than once. */
  readonly query?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Trackside's HTTP API, one method a route. Every method rejects with `ApiError`, or with the
 * signal's reason when it was aborted.
 */
@Injectable({ providedIn: 'root' })
export class TracksideApi {
  status(signal?: AbortSignal): Promise<StatusResult> {
    return call('/status', { signal });
  }

  /** Tracks whose name or slug contains `text`, best first. */
  tracks(text: string, signal?: AbortSignal): Promise<Page<Track>> {
    const query = { q: text, limit: String(SUGGESTIONS) };
    return call('/tracks', { query: text === '' ? { limit: query.limit } : query, signal });
  }

  /** Tracks that LiveRC marked as racing or practising when its list was last read, by name. */
  runningTracks(signal?: AbortSignal): Promise<Page<Track>> {
    return call('/tracks', { query: { running: 'true', limit: String(MOST_PER_PAGE) }, signal });
  }

  favourites(signal?: AbortSignal): Promise<Page<Track>> {
    return call('/tracks', {
      query: { favourites: 'true', limit: String(MOST_PER_PAGE) },
      signal,
    });
  }

  track(id: string, signal?: AbortSignal): Promise<TrackDetail> {
    return call(`/tracks/${encodeURIComponent(id)}`, { signal });
  }

  async setFavourite(id: string, favourite: boolean): Promise<void> {
    const method = favourite ? 'PUT' : 'DELETE';
    await call(`/tracks/${encodeURIComponent(id)}/favourite`, { method });
  }

  /**
   * What the database knows; never waits for LiveRC.
   *
   * @param timeline also begins, or joins, a discovery of the range: `discovery_job_id`
   */
  searchEvents(
    trackId: string,
    range: DateRange,
    practiceDays: boolean,
    signal?: AbortSignal,
    timeline = false,
  ): Promise<EventsSearchResult> {
    const query = {
      track_id: trackId,
      start_date: range.start,
      end_date: range.end,
      include_practice_days: String(practiceDays),
      ...(timeline ? { mode: 'timeline' } : {}),
    };
    return call('/events/search', { query, signal });
  }

  /** Begins, or joins, a discovery of the range in the background; gives the id of its job. */
  async beginDiscovery(trackId: string, range: DateRange, signal?: AbortSignal): Promise<string> {
    const { discovery_job_id: id } = await this.searchEvents(trackId, range, false, signal, true);
    return id ?? '';
  }

  /** One page at LiveRC: the events it has of a track. */
  discoverEvents(trackId: string, signal?: AbortSignal): Promise<EventsDiscoverResult> {
    return call('/events/discover', { method: 'POST', body: { track_id: trackId }, signal });
  }

  importEvents(trackId: string, sourceEventIds: readonly string[]): Promise<EventsImportResult> {
    const body = { track_id: trackId, source_event_ids: sourceEventIds };
    return call('/events/import', { method: 'POST', body });
  }

  /** @param refresh asks LiveRC also where what is stored is fresh enough, once a minute at most */
  discoverMonth(
    { trackId, month, refresh }: { trackId: string; month: YearMonth; refresh: boolean },
    signal?: AbortSignal,
  ): Promise<DiscoverMonthResult> {
    const body = { track_id: trackId, ...month, ...(refresh ? { refresh } : {}) };
    return call('/practice-days/discover', { method: 'POST', body, signal });
  }
}

/** The stream of a discovery's records. */
export function timelineUrl(jobId: string): string {
  return `${API_BASE}/search/timeline/${encodeURIComponent(jobId)}/events`;
}

/**
 * One request; gives the `data` of the answer's envelope, nothing for 204. Rejects with `ApiError`, or
 * with the signal's reason when it was aborted.
 */
export async function call<T>(path: string, request: ApiRequest): Promise<T> {
  const search = request.query ? `?${searchOf(request.query)}` : '';
  const headers: Record<string, string> = { accept: 'application/json' };
  if (request.body !== undefined) {
    headers['content-type'] = 'application/json';
  }
  const address = `${API_BASE}${path}${search}`;
  const early = request.method === undefined ? takeEarly(address) : undefined;
  const asked =
    early ??
    fetch(address, {
      method: request.method ?? 'GET',
      headers,
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ?? null,
    });
  const response = await asked.catch((cause: unknown) => {
    request.signal?.throwIfAborted();
    throw new UnansweredError(cause);
  });
  if (response.status === 401 && !path.startsWith('/auth/')) {
    signInFirst();
  }
  if (!response.ok) {
    throw await errorOf(response);
  }
  if (request.method === undefined) {
    noteAnswer(address, response.headers);
  }
  if (response.status === 204) {
    return undefined as T;
  }
  const envelope = (await response.json()) as { data: T };
  return envelope.data;
}

/** The session has ended, or somebody else has ended it: whoever signs in comes back here. */
function signInFirst(): void {
  const { pathname, search, hash } = location;
  // Whoever is named on a page may ask to be hidden, without an account.
  if (pathname === '/sign-in' || pathname === '/set-up' || pathname === '/privacy') {
    return;
  }
  location.assign(`/sign-in?to=${encodeURIComponent(pathname + search + hash)}`);
}

function searchOf(query: NonNullable<ApiRequest['query']>): string {
  const pairs = Array.isArray(query) ? (query as [string, string][]) : Object.entries(query);
  return new URLSearchParams(pairs).toString();
}
