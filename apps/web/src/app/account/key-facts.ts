import type { ApiKey } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';

/**
 * What a key may do, until when, and when it was used last: `read, discover · until Fri 27 Nov 2026 ·
 * never used`.
 *
 * @param now a UTC instant as ISO 8601
 */
export function keyFacts(key: ApiKey, now: string): string {
  const { scopes, expires_at: end, last_used_at: used } = key;
  const until = end === null ? 'no end' : `${end < now ? 'expired' : 'until'} ${dateOf(end)}`;
  return [scopes.join(', '), until, used ? `used ${dateOf(used)}` : 'never used'].join(' · ');
}

function dateOf(instant: string): string {
  return formatDate(instant.slice(0, 10));
}
