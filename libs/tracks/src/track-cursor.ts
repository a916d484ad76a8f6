import { InvalidCursorError } from './errors.js';
import type { TrackPosition } from './storage/tracks-store.js';

/** A position in a search as an opaque string. */
export function encodeTrackCursor(position: TrackPosition): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws InvalidCursorError when the string is not one of ours */
export function decodeTrackCursor(cursor: string): TrackPosition {
  const position = parsePosition(cursor);
  if (!position) throw new InvalidCursorError();
  return position;
}

function parsePosition(cursor: string): TrackPosition | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(value) || value.length !== 3) return null;
    const [rank, name, slug] = value as unknown[];
    const known = (rank === 0 || rank === 1 || rank === 2) && isText(name) && isText(slug);
    return known ? [rank, name, slug] : null;
  } catch {
    return null;
  }
}

/** PostgreSQL refuses NUL in text. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}
