import type {
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Lap,
  PracticeSessionWithLaps,
} from '@trackside/contracts';
import { lapFigures, paceFigures } from '@trackside/lap-statistics';
import type { FakeScript } from './fake-api.js';

export const DAY_ID = '7c1d2b8e-4a3f-5d60-9e71-0f2a3b4c5d6e';
/** The address of the test's own day. */
export const DAY = `/practice-days/${DAY_ID}`;
export const BUGGY = '1/8 Nitro Buggy';
export const TRUGGY = '1/10 Electric Truggy';

type Change = Partial<ImportedPracticeSession>;

/**
 * A session from its lap times, by LiveRC's own rules. A negative time is an invalid lap.
 *
 * @param start track-local `HH:MM`; from 24:00 on it is the next day
 */
export function driven(
  number: number,
  driver: string,
  start: string,
  times: readonly number[],
  change: Change = {},
): PracticeSessionWithLaps {
  const [hours = 0, minutes = 0] = start.split(':').map(Number);
  const begun = hours * 3600 + minutes * 60 + 27;
  let clock = begun;
  const laps = times.map((time, index): Lap => {
    clock += Math.abs(time);
    return {
      lap_number: index + 1,
      lap_time_seconds: Math.abs(time),
      crossed_at: moment(Math.round(clock)),
      is_valid: time > 0,
    };
  });
  const { valid_lap_count: _valid, ...figures } = lapFigures(laps);
  const { median_lap_seconds, pace_consistency_percent } = paceFigures([laps]);
  return {
    id: `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`,
    source_session_id: String(4_000_000 + number),
    driver_name: driver,
    class_name: BUGGY,
    transponder: '8603914',
    started_at: moment(begun),
    duration_seconds: Math.round(clock - begun),
    lap_count: laps.length,
    ended_at: moment(Math.round(clock) + 180),
    valid_lap_min_seconds: 15,
    valid_lap_max_seconds: 400,
    laps_state: 'read',
    laps_error: null,
    checks: { figures: 9, mismatches: [] },
    laps,
    ...figures,
    median_lap_seconds,
    pace_consistency_percent,
    ...change,
  };
}

/** As the day page tells it, before the laps are read. */
export function notRead(session: PracticeSessionWithLaps, change: Change = {}) {
  return {
    ...session,
    ended_at: null,
    checks: { figures: 0, mismatches: [] },
    top_3_consecutive_seconds: null,
    average_top_5_seconds: null,
    average_top_10_seconds: null,
    average_top_15_seconds: null,
    standard_deviation_seconds: null,
    consistency_percent: null,
    invalid_lap_count: null,
    median_lap_seconds: null,
    pace_consistency_percent: null,
    laps_state: 'pending' as const,
    laps: [],
    ...change,
  };
}

/** Zoë Marlow's day: the fourth session is the best one, a crash in the third, a cut in the fifth. */
const ZOE: PracticeSessionWithLaps[] = [
  driven(1, 'Zoë Marlow', '10:58', [27.412, 26.115, 25.98, 26.502, 25.871, 27.004, 26.33, 25.76]),
  driven(
    2,
    'Zoë Marlow',
    '11:44',
    [25.904, 25.411, 26.873, 25.2, 25.018, 25.76, 24.99, 26.1, 25.3],
  ),
  driven(
    3,
    'Zoë Marlow',
    '12:31',
    [25.1, 24.92, 25.33, 301.508, 25.871, 25.04, 24.877, 25.2, 25.6],
  ),
  driven(
    4,
    'zoë  marlow',
    '13:52',
    [24.61, 24.108, 23.704, 24.2, 24.35, 23.98, 24.511, 24.07, 25.2],
  ),
  driven(
    5,
    'Zoë Marlow',
    '14:43',
    [24.9, -11.204, 24.402, 24.6, 24.31, 25.07, 24.55, 24.38, 24.7, 24.2],
  ),
  driven(
    6,
    'Zoë Marlow',
    '16:05',
    [24.3, 24.18, 24.42, 24.25, 24.37, 24.6, 24.21, 24.33, 24.5, 24.28],
  ),
];

const OTHERS: PracticeSessionWithLaps[] = [
  driven(11, 'Idris Vale', '11:02', rounds(8, 25.4, 0.9), { transponder: '3071066' }),
  driven(12, 'Idris Vale', '13:20', rounds(11, 24.6, 0.7), { transponder: '3071066' }),
  driven(13, 'Idris Vale', '15:10', rounds(14, 24.2, 0.5), { transponder: '3071066' }),
  driven(14, 'Pema Castell', '11:30', rounds(9, 26.1, 1.4), { transponder: '5120077' }),
  driven(15, 'Pema Castell', '14:22', rounds(12, 25.2, 1), { transponder: '5120077' }),
  driven(16, 'Ola Brandt', '12:10', rounds(6, 27.9, 2.1), { transponder: '9004411' }),
  driven(17, 'Unknown Driver', '12:50', rounds(5, 29.4, 2.4), { transponder: '3071066' }),
  driven(18, 'Unknown Driver', '15:40', rounds(4, 31.2, 3.5), {
    transponder: '7700123',
    class_name: null,
  }),
  driven(19, 'Zoë Marlow', '15:25', rounds(7, 33.1, 1.2), { class_name: TRUGGY }),
  driven(20, 'Tadeo Quill', '13:05', rounds(9, 32.4, 1.6), {
    class_name: TRUGGY,
    transponder: '6611902',
  }),
];

export const SESSIONS: PracticeSessionWithLaps[] = [...ZOE, ...OTHERS];

/** The id of a session of the test's own day by its number. */
export function idOf(number: number): string {
  return `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`;
}

/** A day of these sessions. */
export function dayOf(
  sessions: readonly ImportedPracticeSession[],
  change: Partial<ImportedPracticeDayDetail> = {},
): ImportedPracticeDayDetail {
  const count = (state: string): number =>
    sessions.filter(({ laps_state }) => laps_state === state).length;
  return {
    event_id: DAY_ID,
    track_id: '5f0f5d1e-7a52-5c06-9d4e-5d6f3f3d9b01',
    track_name: 'Redgum Park Off Road',
    track_slug: 'redgum-park',
    date: '2025-10-25',
    session_count: sessions.length,
    total_laps: sessions.reduce((sum, { lap_count }) => sum + (lap_count ?? 0), 0),
    total_track_time_seconds: 4_000,
    unique_drivers: 5,
    unique_classes: 3,
    time_range_start: '10:58',
    time_range_end: '16:05',
    verified: true,
    url: 'https://redgum-park.liverc.com/practice/?p=session_list&d=2025-10-25',
    imported_at: '2025-10-26T07:00:00.000Z',
    fetched_at: '2025-10-26T07:00:00.000Z',
    laps: { read: count('read'), pending: count('pending'), failed: count('failed') },
    job_id: null,
    ...change,
  };
}

/** What the server says of a day with these sessions. */
export function dayScript(
  sessions: readonly PracticeSessionWithLaps[],
  change: Partial<ImportedPracticeDayDetail> = {},
): Pick<FakeScript, 'practiceDay' | 'daySessions'> {
  return {
    practiceDay: () => dayOf(sessions, change),
    daySessions: (query) => {
      const ids = query.getAll('session_id');
      const picked = ids.length > 0 ? sessions.filter(({ id }) => ids.includes(id)) : sessions;
      return query.get('include_laps') === 'true'
        ? [...picked]
        : picked.map(({ laps: _laps, ...session }) => session);
    },
  };
}

export function wellDrivenDay(): Pick<FakeScript, 'practiceDay' | 'daySessions'> {
  return dayScript(SESSIONS);
}

/** A day of so many sessions, 40 laps each. */
export function largeDay(count: number): PracticeSessionWithLaps[] {
  return Array.from({ length: count }, (_, index) => {
    const driver = `Driver ${String((index * 7) % 60).padStart(2, '0')}`;
    const start = `${8 + Math.floor((index * 10) / count)}:${String((index * 13) % 60).padStart(2, '0')}`;
    const classes = [BUGGY, TRUGGY, '1/8 Electric Buggy', '2WD Modified'];
    return driven(1_000 + index, driver, start, rounds(40, 24 + (index % 17) / 4, 1.5, index), {
      class_name: classes[index % 4] ?? null,
      transponder: String(3_000_000 + ((index * 7) % 60)),
    });
  });
}

/** Lap times about a pace, the same each time. */
function rounds(count: number, pace: number, spread: number, seed = 1): number[] {
  let state = Math.round(pace * 1000) + seed * 7919;
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.round((pace + spread * (state / 2_147_483_648)) * 1000) / 1000;
  });
}

function moment(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [date, inDay] = [seconds < 86_400 ? '2025-10-25' : '2025-10-26', seconds % 86_400];
  const [hours, minutes] = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60];
  return `${date}T${two(hours)}:${two(minutes)}:${two(inDay % 60)}`;
}
