import { createHash } from 'node:crypto';
import { type DiscoveryRange, type MonthKey, monthKey } from '@trackside/calendar';

const VERSION = '1';
const CURSOR_PATTERN = /^1\.([0-9a-f]{12})\.((?:[0-9]{6}(?:-[0-9]{6})*)?)$/;
/** A cursor of ours names at most the months of one request. */
const MAX_CURSOR_LENGTH = 4096;

/**
 * Which months of one track and range a client has received `complete`, as an SSE `id:`. It carries
 * the whole answer itself, so any replica can resume from it. A text
 * of its own and not the JSON of other cursors: browsers hold it as it is across deployments.
 */
export function encodeResumeCursor(
  trackId: string,
  range: DiscoveryRange,
  received: ReadonlySet<MonthKey>,
): string {
  const months = [...received].sort((a, b) => b - a).join('-');
  return `${VERSION}.${fingerprint(trackId, range)}.${months}`;
}

/** The months received so far; none when the cursor is not ours or speaks of another range. */
export function decodeResumeCursor(
  cursor: string | undefined,
  trackId: string,
  range: DiscoveryRange,
): Set<MonthKey> {
  if (!cursor || cursor.length > MAX_CURSOR_LENGTH) return new Set();
  const match = CURSOR_PATTERN.exec(cursor);
  if (!match || match[1] !== fingerprint(trackId, range)) return new Set();
  const known = new Set(range.months.map(monthKey));
  const received = (match[2] ?? '').split('-').map(Number);
  return new Set(received.filter((key) => known.has(key)));
}

function fingerprint(trackId: string, range: DiscoveryRange): string {
  return createHash('sha256').update(`${trackId} ${range.signature}`).digest('hex').slice(0, 12);
}
