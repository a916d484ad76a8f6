import { InjectionToken } from '@angular/core';
import type { LiveRecord } from '@trackside/contracts';
import { openRecordEvents, type RecordReader } from '../../api/record-events';
import { API_BASE } from '../../api/trackside-api';

/**
 * Opens the stream of a track's running day; the function it gives back closes it.
 *
 * @param cursor of the last record that was received; empty for everything
 */
export type OpenLiveStream = (
  trackId: string,
  cursor: string,
  reader: RecordReader<LiveRecord>,
) => () => void;

const TYPES = [
  'started',
  'day',
  'session',
  'checked',
  'unavailable',
  'heartbeat',
  'done',
] as const satisfies readonly LiveRecord['type'][];

export const OPEN_LIVE_STREAM = new InjectionToken<OpenLiveStream>('opens a running day', {
  providedIn: 'root',
  factory: () => (trackId, cursor, reader) => {
    const query = new URLSearchParams({ track_id: trackId });
    if (cursor !== '') {
      query.set('last_event_id', cursor);
    }
    const url = `${API_BASE}/practice-days/live/stream?${query.toString()}`;
    return openRecordEvents<LiveRecord>(url, TYPES, reader);
  },
});
