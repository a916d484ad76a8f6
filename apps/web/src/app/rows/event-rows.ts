import type { RaceEvent } from '@trackside/contracts';
import type { DateRange } from '../calendar/month';
import type { EventRow } from './row';

/**
 * Events of the database and those that LiveRC has beyond them, each once. `imported` wins, so that
 * an answer which was under way while an event was imported does not take it back.
 *
 * @param undated whether events without a date belong to the range
 */
export function eventRows(
  sources: readonly (readonly RaceEvent[])[],
  range: DateRange,
  undated: boolean,
): EventRow[] {
  const rows = new Map<string, EventRow>();
  for (const event of sources.flat()) {
    if (!touches(event, range, undated)) {
      continue;
    }
    const before = rows.get(event.source_event_id);
    if (before === undefined || (event.imported && !before.imported)) {
      rows.set(event.source_event_id, rowOf(event));
    }
  }
  return [...rows.values()];
}

function touches(event: RaceEvent, range: DateRange, undated: boolean): boolean {
  if (event.start_date === null) {
    return undated;
  }
  return event.start_date <= range.end && (event.end_date ?? event.start_date) >= range.start;
}

function rowOf(event: RaceEvent): EventRow {
  return {
    kind: 'event',
    key: `event:${event.source_event_id}`,
    date: event.start_date,
    endDate: event.end_date,
    name: event.name,
    entries: event.entries,
    drivers: event.drivers,
    url: linkable(event.url),
    imported: event.imported,
    sourceEventId: event.source_event_id,
    eventId: event.id,
  };
}

/** Only web addresses: a `javascript:` one must not become a link. */
function linkable(url: string): string | null {
  return /^https?:\/\//i.test(url) ? url : null;
}
