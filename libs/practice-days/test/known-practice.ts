import type { DaySummary, Doubt, StoredDay, StoredMonth } from '../src/day/stored-month.js';

export const TRACK = { id: '81fdab2d-ff28-53b4-9ba8-2b19af527f7f', slug: 'abc', name: 'ABC' };

const SUMMARY: DaySummary = {
  session_count: 3,
  total_laps: 30,
  total_track_time_seconds: 900,
  unique_drivers: 2,
  unique_classes: 1,
  time_range_start: '10:00',
  time_range_end: '17:00',
  verified: true,
};

/** A day that is read and in no doubt, unless told otherwise. */
export function day(date: string, change: Partial<StoredDay> = {}): StoredDay {
  return {
    id: `day-${date}`,
    date,
    listedSessionCount: 3,
    needsReading: false,
    summary: SUMMARY,
    imported: false,
    inCalendar: true,
    gone: false,
    foreignSessionCount: 0,
    doubt: null,
    ...change,
  };
}

/** A day that the calendar lists and whose page nobody has read. */
export function unread(date: string, change: Partial<StoredDay> = {}): StoredDay {
  return day(date, { needsReading: true, summary: null, ...change });
}

/** A month whose calendar was read at that instant. */
export function month(fetchedAt: string, days: StoredDay[], refreshedAt?: string): StoredMonth {
  return { fetchedAt, refreshedAt: refreshedAt ?? null, days };
}

/** A doubt that readings at these instants have left. */
export function doubt(since: string, lastReadAt = since, readings = 1): Doubt {
  return { since, lastReadAt, readings, message: 'its page shows 2 sessions, 3 were known' };
}
