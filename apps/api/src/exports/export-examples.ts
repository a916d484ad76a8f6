import type {
  DriverSession,
  PracticeSessionWithLaps,
  Race,
  RaceResult,
} from '@trackside/contracts';
import {
  DRIVER_COLUMNS,
  type FoundRow,
  LAP_COLUMNS,
  SEARCH_COLUMNS,
  toDriverRows,
  toFoundCells,
  toLapRows,
} from './export-rows.js';
import { RACE_LAP_COLUMNS, RESULT_COLUMNS, toRaceLapRow, toResultRow } from './race-export-rows.js';
import { type Cell, toCsv } from '../http/csv.js';
import { EXAMPLE } from '../http/examples.js';

/** A download as the API's documentation shows it. */
export interface ExportExample {
  csv: string;
  json: object;
  ndjson: string;
}

const { laps, ...SESSION }: PracticeSessionWithLaps = {
  ...EXAMPLE.session,
  average_top_15_seconds: null,
  laps_state: 'read',
  laps_error: null,
  laps: [{ ...EXAMPLE.lap, is_valid: true }],
};

const DAY = { ...EXAMPLE.day, track_slug: EXAMPLE.slug, event_id: EXAMPLE.eventId };

const DRIVER_SESSION: DriverSession = {
  date: EXAMPLE.day.date,
  event_id: EXAMPLE.eventId,
  ...SESSION,
};

const FOUND: FoundRow = { kind: 'practice_day', ...DAY };

export const DAY_EXPORT = example(
  { ...SESSION, laps },
  { practice_day: DAY, sessions: [{ ...SESSION, laps }] },
  toLapRows,
  LAP_COLUMNS,
);

export const DRIVER_EXPORT = example(
  DRIVER_SESSION,
  { driver: { name: SESSION.driver_name }, sessions: [DRIVER_SESSION] },
  toDriverRows,
  DRIVER_COLUMNS,
);

export const SEARCH_EXPORT = example(
  FOUND,
  { track: { slug: EXAMPLE.slug, name: EXAMPLE.name }, items: [FOUND] },
  toFoundCells,
  SEARCH_COLUMNS,
);

function example<Item>(
  item: Item,
  json: object,
  toRows: (item: Item) => Iterable<Cell[]>,
  columns: readonly string[],
): ExportExample {
  return { csv: toCsv([...toRows(item)], columns), json, ndjson: `${JSON.stringify(item)}\n` };
}

const RACE: Race = {
  id: 'b1d5a8c4-7f0e-5a3b-9c52-6d1e8f4a2b07',
  source_race_id: '6120417',
  event_id: '7c1b5f0e-93b4-5c1d-8d57-2f6a4b9e0c18',
  section: 'main',
  round: null,
  race_number: 14,
  label: '1/8 Electric Buggy A-Main',
  class_name: '1/8 Electric Buggy',
  length_seconds: 1800,
  completed_at: '2025-11-16T17:30',
  driver_count: 12,
  lap_count: 444,
  winner_name: 'INES CALDWELL',
  state: 'read',
  error: null,
};

const RESULT: RaceResult = {
  position: 2,
  status: null,
  driver_name: 'OWEN PRITCHARD',
  source_driver_id: '518204',
  car_number: 3,
  qualified_position: 3,
  started: true,
  lap_count: 47,
  total_seconds: 1843.434,
  gap_ahead_seconds: 12.052,
  gap_ahead_laps: null,
  gap_winner_seconds: 12.052,
  gap_winner_laps: null,
  fastest_lap_seconds: 36.017,
  fastest_lap_number: 45,
  average_lap_seconds: 39.088,
  average_top_5_seconds: 36.521,
  average_top_10_seconds: 36.82,
  average_top_15_seconds: 37.013,
  top_2_consecutive_seconds: 73.416,
  top_3_consecutive_seconds: 111.02,
  standard_deviation_seconds: 2.852,
  consistency_percent: 92.704,
};

const RACE_LAP = { lap_number: 1, lap_time_seconds: 41.2, elapsed_seconds: 41.2, position: 3 };
const RESULT_ROW = toResultRow({ race: RACE, result: RESULT });
const RACE_LAP_ROW = toRaceLapRow({ race: RACE, driver: RESULT, lap: RACE_LAP });

export const EVENT_EXPORT = example(
  RESULT_ROW,
  { event: { id: RACE.event_id, name: 'Autumn Club Round' }, results: [RESULT_ROW] },
  (row) => [RESULT_COLUMNS.map((column) => row[column] ?? null)],
  RESULT_COLUMNS,
);

export const RACE_EXPORT = example(
  RACE_LAP_ROW,
  { race: RACE, laps: [RACE_LAP_ROW] },
  (row) => [RACE_LAP_COLUMNS.map((column) => row[column] ?? null)],
  RACE_LAP_COLUMNS,
);
