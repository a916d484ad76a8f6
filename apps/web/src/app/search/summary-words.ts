import { countWords, formatCount } from '../laps/count';
import type { Row } from '../rows/row';

/** `27 found: 6 events, 21 practice days`. */
export function summaryWords(rows: readonly Row[], reading: boolean): string {
  const events = rows.filter(({ kind }) => kind === 'event').length;
  const days = rows.length - events;
  const parts = [
    events > 0 ? countWords(events, 'event') : null,
    days > 0 ? countWords(days, 'practice day') : null,
  ].filter((part) => part !== null);
  if (rows.length === 0) {
    return reading ? 'Nothing found yet' : 'Nothing found';
  }
  return `${formatCount(rows.length)} found: ${parts.join(', ')}`;
}
