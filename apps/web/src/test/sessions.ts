import type { ImportedPracticeSession } from '@trackside/contracts';

/** A session whose laps are read, of a driver alone on the track unless told otherwise. */
export function session(
  id: string,
  change: Partial<ImportedPracticeSession> = {},
): ImportedPracticeSession {
  return {
    id,
    source_session_id: `1${id}`,
    driver_name: 'Zoë Marlow',
    class_name: '1/8 Nitro Buggy',
    transponder: '3071066',
    started_at: '2025-10-25T10:58:00',
    duration_seconds: 260,
    lap_count: 10,
    fastest_lap_seconds: 24.5,
    average_lap_seconds: 26,
    ended_at: '2025-10-25T11:05:00',
    top_3_consecutive_seconds: 75,
    average_top_5_seconds: 25,
    average_top_10_seconds: 26,
    average_top_15_seconds: null,
    standard_deviation_seconds: 1.3,
    consistency_percent: 95,
    valid_lap_min_seconds: 20,
    valid_lap_max_seconds: 70,
    invalid_lap_count: 0,
    median_lap_seconds: 25.8,
    pace_consistency_percent: 96,
    laps_state: 'read',
    laps_error: null,
    checks: { figures: 9, mismatches: [] },
    ...change,
  };
}

/** A session of which only the day page is read. */
export function unread(
  id: string,
  change: Partial<ImportedPracticeSession> = {},
): ImportedPracticeSession {
  return session(id, {
    ended_at: null,
    top_3_consecutive_seconds: null,
    average_top_5_seconds: null,
    average_top_10_seconds: null,
    standard_deviation_seconds: null,
    consistency_percent: null,
    valid_lap_min_seconds: null,
    valid_lap_max_seconds: null,
    invalid_lap_count: null,
    median_lap_seconds: null,
    pace_consistency_percent: null,
    laps_state: 'pending',
    checks: { figures: 0, mismatches: [] },
    ...change,
  });
}
