import type {
  DriverAtTrack,
  DriverClassFigures,
  DriverDay,
  DriverSession,
  TrackDriver,
} from '@trackside/contracts';

const TRACK_ID = '5f0f5d1e-7a52-5c06-9d4e-5d6f3f3d9b01';

/** A class that the driver drove on one imported day. */
function classFigures(name: string, best: number): DriverClassFigures {
  return {
    class_name: name,
    session_count: 4,
    lap_count: 61,
    fastest_lap_seconds: best,
    fastest_lap_session_id: 'session-1',
    average_lap_seconds: best + 1.8,
    consistency_percent: 93.4,
    median_lap_seconds: best + 1.2,
    pace_consistency_percent: 95.1,
  };
}

export function driverDay(
  date: string,
  imported: boolean,
  best: number,
  className = '1/8 Electric Buggy',
): DriverDay {
  return {
    date,
    event_id: imported ? `day-${date}` : null,
    session_count: 4,
    lap_count: 61,
    class_names: [className],
    fastest_lap_seconds: best,
    average_lap_seconds: best + 1.8,
    consistency_percent: imported ? 93.4 : null,
    median_lap_seconds: imported ? best + 1.2 : null,
    pace_consistency_percent: imported ? 95.1 : null,
    classes: [classFigures(className, best)],
  };
}

export function driverSession(number: number, date: string, best: number): DriverSession {
  return {
    id: `session-${number}`,
    source_session_id: String(7000 + number),
    driver_name: 'Mia Sanders',
    class_name: '1/8 Electric Buggy',
    transponder: '4410021',
    started_at: `${date}T1${number % 8}:20:00`,
    duration_seconds: 305,
    lap_count: 15,
    fastest_lap_seconds: best,
    average_lap_seconds: best + 1.5,
    date,
    event_id: null,
    ended_at: null,
    top_3_consecutive_seconds: null,
    average_top_5_seconds: null,
    average_top_10_seconds: null,
    average_top_15_seconds: null,
    standard_deviation_seconds: null,
    consistency_percent: null,
    valid_lap_min_seconds: null,
    valid_lap_max_seconds: null,
    invalid_lap_count: null,
    median_lap_seconds: null,
    pace_consistency_percent: null,
    laps_state: 'pending',
    laps_error: null,
    checks: { figures: 0, mismatches: [] },
  };
}

export const SECOND_CLASS = '1/10 2WD Buggy';

/** A driver with three days, the newest not imported, and two pages of sessions. */
export const DRIVER: DriverAtTrack = {
  track_id: TRACK_ID,
  track_name: 'Redgum Park Off Road',
  name: 'Mia Sanders',
  transponders: [
    { transponder: '4410021', shared_with: [] },
    { transponder: '5120077', shared_with: ['Theo Marsh'] },
  ],
  class_names: ['1/8 Electric Buggy', SECOND_CLASS],
  session_count: 12,
  lap_count: 183,
  fastest_lap_seconds: 34.746,
  average_lap_seconds: 62.345,
  consistency_percent: 93.4,
  median_lap_seconds: 36.118,
  pace_consistency_percent: 95.4,
  classes: [
    {
      ...classFigures('1/8 Electric Buggy', 34.746),
      day_count: 3,
      fastest_lap_date: '2025-11-15',
    },
    { ...classFigures(SECOND_CLASS, 51.2), day_count: 1, fastest_lap_date: '2025-10-26' },
  ],
  days: [
    driverDay('2025-11-15', false, 34.746),
    driverDay('2025-10-25', true, 35.102),
    driverDay('2025-09-27', true, 36.018),
  ],
  sessions: {
    items: [
      driverSession(1, '2025-11-15', 34.746),
      driverSession(2, '2025-11-15', 35.31),
      driverSession(3, '2025-10-25', 62.345),
    ],
    next_cursor: 'page-2',
  },
  races: [],
};

/** The same driver in the second class: slower laps, of one day. */
export const IN_SECOND_CLASS: DriverAtTrack = {
  ...DRIVER,
  session_count: 2,
  lap_count: 30,
  fastest_lap_seconds: 51.2,
  average_lap_seconds: 53.05,
  consistency_percent: 96.1,
  median_lap_seconds: 52.4,
  pace_consistency_percent: 95.1,
  days: [driverDay('2025-10-26', true, 51.2, SECOND_CLASS)],
  sessions: {
    items: [{ ...driverSession(8, '2025-10-26', 51.2), class_name: SECOND_CLASS }],
    next_cursor: null,
  },
};

/** The same driver among all who practised at the track. */
export const PRACTISED: TrackDriver = {
  name: DRIVER.name,
  transponders: DRIVER.transponders,
  day_count: DRIVER.days.length,
  session_count: DRIVER.session_count,
  lap_count: DRIVER.lap_count,
  last_date: '2025-11-15',
  classes: [
    {
      class_name: '1/8 Electric Buggy',
      session_count: 12,
      lap_count: 183,
      fastest_lap_seconds: 34.746,
      fastest_of_all_laps: false,
    },
  ],
};
