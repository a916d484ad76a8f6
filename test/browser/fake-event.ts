import type {
  DriverAtTrack,
  DriverRace,
  EventEntry,
  EventRanking,
  Race,
  RaceEventStudy,
  RaceResult,
  RaceWithResults,
  RankingMismatch,
  RankingRound,
  RankingRow,
} from '@trackside/contracts';
import { DRIVER } from './fake-driver.js';
import { RACE_EVENT } from './fake-race.js';

/** An event of two classes, all read: two rounds of qualifying and a main each. */
export const CUP_ID = '7a1c7e0e-1111-5c06-9d4e-5d6f3f3d9e0c';
const BUGGY = '1/8 Electric Buggy';
const TRUGGY = 'Truggy';
const NAMES = ['ZOE MARLOW', 'THEO MARSH', 'IDA FLINT'];

function race(number: number, change: Partial<Race>): Race {
  return {
    id: raceIdOf(number),
    source_race_id: String(810000 + number),
    event_id: CUP_ID,
    section: 'qualifying',
    round: null,
    race_number: number,
    label: `${BUGGY} (Heat 1/1)`,
    class_name: BUGGY,
    length_seconds: 300,
    completed_at: `2025-11-15T1${number}:20`,
    driver_count: 3,
    lap_count: 30,
    winner_name: 'ZOE MARLOW',
    state: 'read',
    error: null,
    ...change,
  };
}

export function raceIdOf(number: number): string {
  return `7a1c7e0e-4444-5c06-9d4e-5d6f3f3d9e0${number}`;
}

const OF_TRUGGY = { class_name: TRUGGY, winner_name: 'THEO MARSH' };
const A_MAIN = { section: 'main', label: `${BUGGY} A-Main` } as const;

const RACES: Race[] = [
  race(1, { round: 1 }),
  race(2, { round: 2 }),
  race(3, { round: 2, ...OF_TRUGGY, label: `${TRUGGY} (Heat 1/1)` }),
  race(4, A_MAIN),
  race(5, { section: 'main', ...OF_TRUGGY, label: `${TRUGGY} A-Main` }),
];

/** Best lap, average and consistency of each place, by race. */
const FIGURES: Record<string, readonly [best: number, average: number, even: number]> = {
  [raceIdOf(1)]: [31.5, 33, 91],
  [raceIdOf(2)]: [31.2, 32.4, 93.5],
  [raceIdOf(3)]: [40.1, 41, 92],
  [raceIdOf(4)]: [31.4, 32.1, 95.2],
  [raceIdOf(5)]: [40.3, 41.2, 94],
};
/** Who came in which order, first to last. */
const ORDERS: Record<string, readonly string[]> = {
  [raceIdOf(1)]: ['IDA FLINT', 'ZOE MARLOW', 'THEO MARSH'],
  [raceIdOf(2)]: NAMES,
  [raceIdOf(3)]: ['THEO MARSH', 'IDA FLINT'],
  [raceIdOf(4)]: ['THEO MARSH', 'ZOE MARLOW', 'IDA FLINT'],
  [raceIdOf(5)]: ['THEO MARSH', 'IDA FLINT'],
};

function resultsOf(id: string): RaceResult[] {
  const [best, average, even] = FIGURES[id] ?? [0, 0, 0];
  return (ORDERS[id] ?? []).map((driver_name, index) => ({
    ...{ position: index + 1, status: null, driver_name, source_driver_id: null },
    ...{ car_number: index + 1, qualified_position: NAMES.indexOf(driver_name) + 1 },
    ...{ started: true, lap_count: 10 - index, total_seconds: 320 + index },
    ...{ gap_ahead_seconds: null, gap_ahead_laps: index === 0 ? null : 1 },
    ...{ gap_winner_seconds: null, gap_winner_laps: index === 0 ? null : index },
    ...{ fastest_lap_seconds: best + index, fastest_lap_number: 2 },
    ...{ average_lap_seconds: average + index, consistency_percent: even - index },
    ...{ average_top_5_seconds: null, average_top_10_seconds: null },
    ...{ average_top_15_seconds: null, top_2_consecutive_seconds: null },
    ...{ top_3_consecutive_seconds: null, standard_deviation_seconds: null },
  }));
}

const withResults = (its: Race): RaceWithResults => ({
  ...its,
  first_lap_counts: true,
  results: resultsOf(its.id),
  checks: { figures: 30, mismatches: [] },
});

const WRONG_POINTS: RankingMismatch = {
  ...{ driver_name: 'THEO MARSH', figure: 'points', round: 1, printed: 14, computed: 4 },
};

const CUP: RaceEventStudy = {
  ...RACE_EVENT,
  id: CUP_ID,
  name: 'Twilight Cup',
  classes: [
    {
      ...{ class_name: BUGGY, entry_count: 3, driver_count: 3, race_count: 3 },
      ...{ winner_name: null, top_qualifier_name: 'ZOE MARLOW' },
    },
    {
      ...{ class_name: TRUGGY, entry_count: 2, driver_count: 2, race_count: 2 },
      ...{ winner_name: 'THEO MARSH', top_qualifier_name: null },
    },
  ],
  progress: { races_total: 5, races_read: 5, races_failed: 0, errors: [] },
  checks: {
    figures: 599,
    mismatches: [
      {
        ...{ race_id: raceIdOf(4), driver_name: 'IDA FLINT' },
        ...{ figure: 'average_lap_seconds', printed: 34.1, computed: 33.9 },
      },
    ],
    ranking_figures: 18,
    ranking_mismatches: [{ class_name: BUGGY, ...WRONG_POINTS }],
    race_laps_equal: true,
  },
};

const entry = (class_name: string, driver_name: string, transponder: string): EventEntry => ({
  ...{ class_name, driver_name, transponder },
  car_number: 1,
});

const ENTRIES: EventEntry[] = [
  entry(BUGGY, 'ZOE MARLOW', '3071066'),
  entry(BUGGY, 'THEO MARSH', '4410021'),
  entry(BUGGY, 'IDA FLINT', '1002003'),
  entry(TRUGGY, 'THEO MARSH', '4410022'),
  entry(TRUGGY, 'IDA FLINT', '1002004'),
];

const round = (number: number, points: number, counts: boolean): RankingRound => ({
  ...{ round: number, points, counts, status: null },
  ...{ lap_count: 10, total_seconds: 320.5 },
});

function rows(names: readonly string[], change: (place: number) => Partial<RankingRow>) {
  return names.map((driver_name, index) => ({
    ...{ position: index + 1, driver_name, result: String(index + 1) },
    ...{ tie_breaker: null, rounds: [] },
    ...change(index),
  }));
}

const RANKINGS: EventRanking[] = [
  {
    ...{ kind: 'qualifying_points', title: 'Qual Points (best 1 of 2)', provisional: false },
    classes: [
      {
        class_name: BUGGY,
        tie_breaker_rule: 'Best throwout',
        rows: rows(NAMES, (place) => ({
          rounds: [round(1, place + 2, false), round(2, place, true)],
          tie_breaker: `[${place + 2}] 10/5:20.500 (2)`,
        })),
        checks: { figures: 18, mismatches: [WRONG_POINTS] },
      },
    ],
  },
  {
    ...{ kind: 'overall', title: 'Final results', provisional: true },
    classes: [
      {
        class_name: BUGGY,
        tie_breaker_rule: null,
        rows: rows(['THEO MARSH', 'ZOE MARLOW', 'IDA FLINT'], () => ({})),
        checks: null,
      },
      {
        class_name: TRUGGY,
        tie_breaker_rule: null,
        rows: rows(['THEO MARSH', 'IDA FLINT'], () => ({})),
        checks: null,
      },
    ],
  },
];

const ANSWERS: Record<string, unknown> = {
  [`/events/${CUP_ID}`]: CUP,
  [`/events/${CUP_ID}/races`]: { items: RACES },
  [`/events/${CUP_ID}/rankings`]: { items: RANKINGS },
  [`/events/${CUP_ID}/entries`]: { items: ENTRIES },
  ...Object.fromEntries(RACES.map((its) => [`/races/${its.id}`, withResults(its)])),
};

export function cup(path: string): unknown {
  return ANSWERS[path];
}

/** The races of whoever is asked for, at the cup. */
export function racer(query: URLSearchParams): DriverAtTrack {
  const name = query.get('name') ?? '';
  return { ...DRIVER, name, races: RACES.flatMap((its) => racesIn(its, name)) };
}

function racesIn(its: Race, name: string): DriverRace[] {
  return resultsOf(its.id)
    .filter(({ driver_name }) => driver_name === name)
    .map(({ position, lap_count, ...result }) => ({
      ...{ event_id: CUP_ID, race_id: its.id, event_name: CUP.name },
      ...{ date: '2025-11-15', class_name: its.class_name, label: its.label },
      ...{ position, lap_count, fastest_lap_seconds: result.fastest_lap_seconds },
      average_lap_seconds: result.average_lap_seconds,
      consistency_percent: result.consistency_percent,
    }));
}
