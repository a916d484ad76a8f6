import { decodeCursor, encodeCursor } from '@trackside/streams';
import type { TrackPosition } from './storage/tracks-store.js';

/** A position in a search as an opaque string. */
export function encodeTrackCursor(position: TrackPosition): string {
  return encodeCursor(position);
}

/** @throws InvalidCursorError when the string is not one of ours */
export function decodeTrackCursor(cursor: string): TrackPosition {
  return decodeCursor(cursor, isPosition);
}

function isPosition(value: unknown): value is TrackPosition {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [rank, name, slug] = value as unknown[];
  return (rank === 0 || rank === 1 || rank === 2) && isText(name) && isText(slug);
}

/** PostgreSQL refuses NUL in text. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}
