import { InjectionToken } from '@angular/core';
import type { DiscoveryRecord } from '@trackside/contracts';
import { type ApiError, errorOf } from '../api/api-error';
import { openRecordEvents, type RecordReader } from '../api/record-events';

/** What a discovery's stream tells its reader. A mangled month comes again on the next connection. */
export type StreamReader = RecordReader<DiscoveryRecord>;

/** Opens a stream of records; the function it gives back closes it. */
export type OpenStream = (url: string, reader: StreamReader) => () => void;

const TYPES = ['started', 'listing', 'month', 'month_failed', 'heartbeat', 'done'] as const;

/** The browser's own EventSource: it resends `Last-Event-ID` by itself after a cut. */
export const OPEN_STREAM = new InjectionToken<OpenStream>('opens a stream of discovery records', {
  providedIn: 'root',
  factory: () => openEventSource,
});

function openEventSource(url: string, reader: StreamReader): () => void {
  return openRecordEvents<DiscoveryRecord>(url, TYPES, reader);
}

/**
 * Why a stream was refused: EventSource hides status and body. Asking once more tells a request that
 * can never succeed, whose error this gives, from a server that is starting again (`silent`), from
 * 204, which means that all is here, and from 404: what was followed has ended a day ago.
 */
export async function whyRefused(
  url: string,
  signal: AbortSignal,
): Promise<ApiError | 'all-here' | 'forgotten' | 'silent'> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream' },
    signal: AbortSignal.any([leaving.signal, signal]),
  }).catch(() => null);
  const status = response?.status ?? 0;
  if (response !== null && status >= 400 && status < 500 && status !== 404) {
    return errorOf(response);
  }
  leaving.abort();
  if (status === 204) {
    return 'all-here';
  }
  return status === 404 ? 'forgotten' : 'silent';
}
