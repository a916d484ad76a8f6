import type {
  DiscoveryRecord,
  ListingRecord,
  MonthFailedRecord,
  MonthRecord,
  PracticeDay,
} from '@trackside/contracts';

/** A practice day whose totals follow from its date, so that expectations can be literal. */
export function day(date: string, sessions = 10): PracticeDay {
  return {
    date,
    track_slug: 'redgum-park',
    session_count: sessions,
    total_laps: sessions * 9,
    total_track_time_seconds: sessions * 320,
    unique_drivers: 4,
    unique_classes: 2,
    time_range_start: '10:58',
    time_range_end: '16:36',
    verified: true,
  };
}

export function started(...months: number[]): DiscoveryRecord {
  return {
    type: 'started',
    months: months.map((month) => ({ year: 2025, month })),
    months_requested: months.length,
    truncated: false,
  };
}

export function listing(month: number, ...days: PracticeDay[]): ListingRecord {
  const practice_days = days.map(({ date, track_slug, session_count }) => ({
    date,
    track_slug,
    session_count,
  }));
  return { type: 'listing', year: 2025, month, practice_days };
}

export function monthRecord(
  month: number,
  practice_days: PracticeDay[],
  change: Partial<MonthRecord> = {},
): MonthRecord {
  return {
    type: 'month',
    year: 2025,
    month,
    practice_days,
    status: 'complete',
    source: 'liverc',
    fetched_at: '2025-11-16T10:00:00.000Z',
    stale: false,
    missing_dates: [],
    missing: [],
    covered: false,
    ...change,
  };
}

export function failed(month: number, message = 'No answer within 15 s.'): MonthFailedRecord {
  return { type: 'month_failed', year: 2025, month, code: 'LIVERC_TIMEOUT', message };
}

export function done(): DiscoveryRecord {
  const months = { complete: 1, partial: 0, failed: 0 };
  return { type: 'done', total: 1, complete: true, months, elapsed_ms: 10 };
}
