import type {
  EventRanking,
  Race,
  RaceDriverLaps,
  RaceEventStudy,
  RaceResult,
  RaceWithResults,
} from '@trackside/contracts';
import { TRACK } from './fake-world.js';

export const EVENT_ID = '7a1c7e0e-1111-5c06-9d4e-5d6f3f3d9e01';
export const RACE_ID = '7a1c7e0e-2222-5c06-9d4e-5d6f3f3d9e02';

export const RACE_EVENT: RaceEventStudy = {
  id: EVENT_ID,
  source_event_id: '700001',
  name: 'Redgum Spring Cup',
  start_date: '2025-11-15',
  end_date: '2025-11-16',
  entries: 12,
  drivers: 10,
  url: 'https://redgum-park.liverc.com/results/?p=view_event&id=700001',
  imported: true,
  track_id: TRACK.id,
  track_name: TRACK.name,
  imported_at: '2025-11-16T08:00:00.000Z',
  fetched_at: '2025-11-16T08:00:00.000Z',
  job_id: null,
  job_state: null,
  classes: [
    {
      class_name: '1/8 Electric Buggy',
      entry_count: 12,
      driver_count: 3,
      race_count: 2,
      winner_name: 'ZOE MARLOW',
      top_qualifier_name: 'THEO MARSH',
    },
  ],
  totals: { entry_count: 12, driver_count: 10, race_count: 2, race_lap_count: 1012 },
  progress: { races_total: 2, races_read: 1, races_failed: 1, errors: [] },
  checks: {
    ...{ figures: 599, mismatches: [], race_laps_equal: true },
    ...{ ranking_figures: 0, ranking_mismatches: [] },
  },
};

const QUALIFIER: Race = {
  id: '7a1c7e0e-3333-5c06-9d4e-5d6f3f3d9e03',
  source_race_id: '800001',
  event_id: EVENT_ID,
  section: 'qualifying',
  round: 1,
  race_number: 3,
  label: '1/8 Electric Buggy (Heat 1/1)',
  class_name: '1/8 Electric Buggy',
  length_seconds: 300,
  completed_at: '2025-11-15T11:20',
  driver_count: null,
  lap_count: null,
  winner_name: null,
  state: 'failed',
  error: { code: 'LIVERC_TIMEOUT', message: 'LiveRC did not answer in time.' },
};

const MAIN: Race = {
  ...QUALIFIER,
  id: RACE_ID,
  source_race_id: '800002',
  section: 'main',
  round: null,
  race_number: 14,
  label: '1/8 Electric Buggy A-Main',
  length_seconds: 600,
  completed_at: '2025-11-16T16:40',
  driver_count: 3,
  lap_count: 5,
  winner_name: 'ZOE MARLOW',
  state: 'read',
  error: null,
};

const NONE = {
  fastest_lap_seconds: null,
  fastest_lap_number: null,
  average_lap_seconds: null,
  average_top_5_seconds: null,
  average_top_10_seconds: null,
  average_top_15_seconds: null,
  top_2_consecutive_seconds: null,
  top_3_consecutive_seconds: null,
  standard_deviation_seconds: null,
  consistency_percent: null,
  gap_ahead_seconds: null,
  gap_ahead_laps: null,
  gap_winner_seconds: null,
  gap_winner_laps: null,
  status: null,
  source_driver_id: null,
} as const;

const RESULTS: RaceResult[] = [
  {
    ...NONE,
    ...{ position: 1, driver_name: 'ZOE MARLOW', car_number: 2, qualified_position: 2 },
    ...{ started: true, lap_count: 3, total_seconds: 91 },
    ...{ fastest_lap_seconds: 30, fastest_lap_number: 2, average_lap_seconds: 30 },
  },
  {
    ...NONE,
    ...{ position: 2, driver_name: 'THEO MARSH', car_number: 1, qualified_position: 1 },
    ...{ started: true, lap_count: 2, total_seconds: 62 },
    ...{ gap_ahead_laps: 1, gap_winner_laps: 1, consistency_percent: 97.1 },
  },
  {
    ...NONE,
    ...{ position: 3, driver_name: 'IDA FLINT', car_number: 3, qualified_position: 3 },
    ...{ started: false, lap_count: 0, total_seconds: null, gap_ahead_laps: 2, gap_winner_laps: 3 },
  },
];

const RACE: RaceWithResults = {
  ...MAIN,
  first_lap_counts: false,
  results: RESULTS,
  checks: {
    figures: 31,
    mismatches: [
      {
        driver_name: 'THEO MARSH',
        figure: 'lap_position',
        lap_number: 2,
        printed: 7,
        computed: 2,
      },
    ],
  },
};

const lapsOf = (driver_name: string, ...laps: [elapsed: number, position: number][]) =>
  ({
    driver_name,
    source_driver_id: null,
    car_number: null,
    laps: laps.map(([elapsed_seconds, position], index) => ({
      lap_number: index + 1,
      lap_time_seconds: elapsed_seconds - (laps[index - 1]?.[0] ?? 0),
      elapsed_seconds,
      position,
    })),
  }) satisfies RaceDriverLaps;

const RANKINGS: EventRanking[] = [
  {
    kind: 'overall',
    title: 'Final results',
    provisional: true,
    classes: [
      {
        class_name: '1/8 Electric Buggy',
        tie_breaker_rule: null,
        rows: [
          { position: 1, driver_name: 'ZOE MARLOW', result: '1', tie_breaker: null, rounds: [] },
        ],
        checks: null,
      },
    ],
  },
];

const ANSWERS: Record<string, unknown> = {
  [`/events/${EVENT_ID}`]: RACE_EVENT,
  [`/events/${EVENT_ID}/races`]: { items: [QUALIFIER, MAIN] },
  [`/events/${EVENT_ID}/rankings`]: { items: RANKINGS },
  [`/events/${EVENT_ID}/entries`]: { items: [] },
  [`/races/${RACE_ID}`]: RACE,
  [`/races/${RACE_ID}/laps`]: {
    drivers: [
      lapsOf('ZOE MARLOW', [31, 2], [61, 1], [91, 1]),
      lapsOf('THEO MARSH', [30.5, 1], [62, 2]),
      lapsOf('IDA FLINT'),
    ],
  },
};

/** One event of two races, of which one could not be read. */
export function raceEvent(path: string): unknown {
  return ANSWERS[path];
}
