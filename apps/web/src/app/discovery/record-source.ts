import { InjectionToken } from '@angular/core';
import type { DiscoveryRecord } from '@trackside/contracts';
import { type ApiError, errorOf } from '../api/api-error';

/** What a stream tells its reader. */
export interface StreamReader {
  record(record: DiscoveryRecord): void;
  /** Headers are here: first time, and after each reconnection. */
  opened(): void;
  /** The connection was cut; the browser is connecting again by itself. */
  cut(): void;
  /** The connection is closed for good and the browser will not try again. */
  refused(): void;
}

/** Opens a stream of records; the function it gives back closes it. */
export type OpenStream = (url: string, reader: StreamReader) => () => void;

const TYPES = ['started', 'listing', 'month', 'month_failed', 'heartbeat', 'done'] as const;

/** The browser's own EventSource: it resends `Last-Event-ID` by itself after a cut. */
export const OPEN_STREAM = new InjectionToken<OpenStream>('opens a stream of discovery records', {
  providedIn: 'root',
  factory: () => openEventSource,
});

function openEventSource(url: string, reader: StreamReader): () => void {
  const source = new EventSource(url);
  source.addEventListener('open', () => reader.opened());
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) {
      reader.refused();
    } else {
      reader.cut();
    }
  });
  for (const type of TYPES) {
    source.addEventListener(type, (event: MessageEvent<string>) => {
      const record = read(event.data);
      if (record !== null) {
        reader.record(record);
      }
    });
  }
  return () => source.close();
}

/** A line that was mangled on its way is left out; the month comes again on the next connection. */
function read(data: string): DiscoveryRecord | null {
  try {
    return JSON.parse(data) as DiscoveryRecord;
  } catch {
    return null;
  }
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
