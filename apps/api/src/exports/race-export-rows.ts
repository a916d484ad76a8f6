import type { Race, RaceDriverLaps, RaceLap, RaceResult } from '@trackside/contracts';
import type { Cell } from '../http/csv.js';
import type { WorkbookPlan } from '../http/workbook.js';
import { column, type ColumnOf, rowOf } from './workbook-columns.js';

/** A result with the race that it is of. */
export interface ExportedResult {
  race: Race;
  result: RaceResult;
}

/** A lap with its driver and race. */
export interface ExportedLap {
  race: Race;
  driver: Omit<RaceDriverLaps, 'laps'>;
  lap: RaceLap;
}

const RACE_FIELDS = [
  ...(['source_race_id', 'section', 'round', 'race_number', 'label', 'class_name'] as const),
  'completed_at',
] as const satisfies (keyof Race)[];

const RESULT_FIELDS = [
  ...(['position', 'status', 'driver_name', 'source_driver_id', 'car_number'] as const),
  ...(['qualified_position', 'started', 'lap_count', 'total_seconds'] as const),
  ...(['gap_ahead_seconds', 'gap_ahead_laps', 'gap_winner_seconds', 'gap_winner_laps'] as const),
  ...(['fastest_lap_seconds', 'fastest_lap_number', 'average_lap_seconds'] as const),
  ...(['average_top_5_seconds', 'average_top_10_seconds', 'average_top_15_seconds'] as const),
  ...(['top_2_consecutive_seconds', 'top_3_consecutive_seconds'] as const),
  ...(['standard_deviation_seconds', 'consistency_percent'] as const),
] as const satisfies (keyof RaceResult)[];

const DRIVER_FIELDS = ['driver_name', 'source_driver_id', 'car_number'] as const;

const LAP_FIELDS = [
  ...(['lap_number', 'lap_time_seconds', 'elapsed_seconds', 'position'] as const),
] as const satisfies (keyof RaceLap)[];

/** Columns of an event's download, which has a row for each result. */
export const RESULT_COLUMNS = [...RACE_FIELDS, ...RESULT_FIELDS];
/** Columns of a race's download, which has a row for each lap. */
export const RACE_LAP_COLUMNS = [...RACE_FIELDS, ...DRIVER_FIELDS, ...LAP_FIELDS];

/** A row of a download by the names of its columns, as JSON has it. */
export type ExportedRow = Record<string, Cell>;

export function toResultRow({ race, result }: ExportedResult): ExportedRow {
  return { ...picked(race, RACE_FIELDS), ...picked(result, RESULT_FIELDS) };
}

export function toRaceLapRow({ race, driver, lap }: ExportedLap): ExportedRow {
  const names = picked(driver, DRIVER_FIELDS);
  return { ...picked(race, RACE_FIELDS), ...names, ...picked(lap, LAP_FIELDS) };
}

function picked<Of, Field extends keyof Of & string>(
  from: Of,
  fields: readonly Field[],
): Record<Field, Of[Field]> {
  return Object.fromEntries(fields.map((field) => [field, from[field]])) as Record<
    Field,
    Of[Field]
  >;
}

const OF_RACE: readonly ColumnOf<{ race: Race }>[] = [
  column('Section', 'text', ({ race }) => race.section),
  column('Round', 'count', ({ race }) => race.round),
  column('Race', 'count', ({ race }) => race.race_number),
  column('Name', 'text', ({ race }) => race.label),
  column('Class', 'text', ({ race }) => race.class_name),
];

const RESULT_SHEET: readonly ColumnOf<ExportedResult>[] = [
  ...OF_RACE,
  column('Position', 'count', ({ result }) => result.position),
  column('Status', 'text', ({ result }) => result.status),
  column('Driver', 'text', ({ result }) => result.driver_name),
  column('Car', 'count', ({ result }) => result.car_number),
  column('Qualified', 'count', ({ result }) => result.qualified_position),
  column('Laps', 'count', ({ result }) => result.lap_count),
  column('Time (s)', 'decimal', ({ result }) => result.total_seconds),
  column('To the car ahead (s)', 'decimal', ({ result }) => result.gap_ahead_seconds),
  column('To the car ahead (laps)', 'count', ({ result }) => result.gap_ahead_laps),
  column('To the winner (s)', 'decimal', ({ result }) => result.gap_winner_seconds),
  column('To the winner (laps)', 'count', ({ result }) => result.gap_winner_laps),
  column('Best lap (s)', 'decimal', ({ result }) => result.fastest_lap_seconds),
  column('Best lap was', 'count', ({ result }) => result.fastest_lap_number),
  column('Average (s)', 'decimal', ({ result }) => result.average_lap_seconds),
  column('Average of best 5 laps (s)', 'decimal', ({ result }) => result.average_top_5_seconds),
  column('Average of best 10 laps (s)', 'decimal', ({ result }) => result.average_top_10_seconds),
  column('Average of best 15 laps (s)', 'decimal', ({ result }) => result.average_top_15_seconds),
  column('Best 2 in a row (s)', 'decimal', ({ result }) => result.top_2_consecutive_seconds),
  column('Best 3 in a row (s)', 'decimal', ({ result }) => result.top_3_consecutive_seconds),
  column('Deviation (s)', 'decimal', ({ result }) => result.standard_deviation_seconds),
  column('LiveRC consistency (%)', 'decimal', ({ result }) => result.consistency_percent),
];

const LAP_SHEET: readonly ColumnOf<ExportedLap>[] = [
  column('Driver', 'text', ({ driver }) => driver.driver_name),
  column('Car', 'count', ({ driver }) => driver.car_number),
  column('Lap', 'count', ({ lap }) => lap.lap_number),
  column('Lap time (s)', 'decimal', ({ lap }) => lap.lap_time_seconds),
  column('Since the start (s)', 'decimal', ({ lap }) => lap.elapsed_seconds),
  column('Position', 'count', ({ lap }) => lap.position),
];

/** Results as a workbook of one sheet. */
export function resultsWorkbook(preface: Cell[][]): WorkbookPlan<ExportedResult> {
  return {
    sheets: [{ name: 'Results', columns: RESULT_SHEET, preface: [...preface, []] }],
    add: (row, [sheet]) => sheet!.add(rowOf(RESULT_SHEET, row)),
    end: () => undefined,
  };
}

/** A race's results and laps, a sheet each. */
export function raceWorkbook(
  preface: Cell[][],
  results: readonly ExportedResult[],
): WorkbookPlan<ExportedLap> {
  return {
    sheets: [
      { name: 'Results', columns: RESULT_SHEET, preface: [...preface, []] },
      { name: 'Laps', columns: LAP_SHEET },
    ],
    add: (row, [, laps]) => laps!.add(rowOf(LAP_SHEET, row)),
    end([sheet]) {
      for (const result of results) sheet!.add(rowOf(RESULT_SHEET, result));
    },
  };
}
