/** Invented values that the API's documentation shows. */
export const EXAMPLE = {
  slug: 'mapleridgerc',
  name: 'Maple Ridge RC',
  month: { year: 2025, month: 10 },
  day: {
    date: '2025-10-25',
    session_count: 34,
    total_laps: 412,
    total_track_time_seconds: 15_870,
    unique_drivers: 11,
    unique_classes: 4,
    time_range_start: '09:12',
    time_range_end: '16:40',
  },
};
