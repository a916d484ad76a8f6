import type { Lap, PracticeSessionWithLaps } from '@trackside/contracts';
import type { Cell } from '../http/csv.js';
import type { ColumnKind, SheetColumn } from '../http/workbook.js';

/** A column, and what of an item stands in it. */
export type ColumnOf<Item> = SheetColumn & { of: (item: Item) => Cell };

/** A lap with its session, and whether it counts in median and consistency. */
export interface SheetLap {
  session: PracticeSessionWithLaps;
  lap: Lap;
  counts: boolean;
}

/** Whether the laps are read, in words. */
const LAPS_STATES: Record<PracticeSessionWithLaps['laps_state'], string> = {
  read: 'yes',
  pending: 'not yet',
  failed: 'failed',
};

/** "Median" and "Consistency" are ours, "Average" and "LiveRC consistency" theirs, as on the page. */
export const SESSION_SHEET: readonly ColumnOf<PracticeSessionWithLaps>[] = [
  column('Driver', 'text', (session) => session.driver_name),
  column('Class', 'text', (session) => session.class_name),
  column('Transponder', 'text', (session) => session.transponder),
  column('Started', 'moment', (session) => session.started_at),
  column('Ended', 'moment', (session) => session.ended_at),
  column('Length (s)', 'count', (session) => session.duration_seconds),
  column('Laps', 'count', (session) => session.lap_count),
  column('Invalid laps', 'count', (session) => session.invalid_lap_count),
  column('Best lap (s)', 'decimal', (session) => session.fastest_lap_seconds),
  column('Median (s)', 'decimal', (session) => session.median_lap_seconds),
  column('Consistency (%)', 'decimal', (session) => session.pace_consistency_percent),
  column('Average (s)', 'decimal', (session) => session.average_lap_seconds),
  column('LiveRC consistency (%)', 'decimal', (session) => session.consistency_percent),
  column('Deviation (s)', 'decimal', (session) => session.standard_deviation_seconds),
  column('Best 3 in a row (s)', 'decimal', (session) => session.top_3_consecutive_seconds),
  column('Average of best 5 laps (s)', 'decimal', (session) => session.average_top_5_seconds),
  column('Average of best 10 laps (s)', 'decimal', (session) => session.average_top_10_seconds),
  column('Average of best 15 laps (s)', 'decimal', (session) => session.average_top_15_seconds),
  column('Valid from (s)', 'decimal', (session) => session.valid_lap_min_seconds),
  column('Valid to (s)', 'decimal', (session) => session.valid_lap_max_seconds),
  column('Laps read', 'text', (session) => LAPS_STATES[session.laps_state]),
  column('Why not', 'text', (session) => session.laps_error?.message ?? null),
  column('LiveRC session', 'text', (session) => session.source_session_id),
];

export const LAP_SHEET: readonly ColumnOf<SheetLap>[] = [
  column('Driver', 'text', ({ session }) => session.driver_name),
  column('Class', 'text', ({ session }) => session.class_name),
  column('Session started', 'moment', ({ session }) => session.started_at),
  column('Lap', 'count', ({ lap }) => lap.lap_number),
  column('Lap time (s)', 'decimal', ({ lap }) => lap.lap_time_seconds),
  column('Crossed the line', 'moment', ({ lap }) => lap.crossed_at),
  column('Valid', 'text', ({ lap }) => inWords(lap.is_valid)),
  column('Counts', 'text', ({ counts }) => inWords(counts)),
  column('LiveRC session', 'text', ({ session }) => session.source_session_id),
];

export function column<Item>(
  heading: string,
  kind: ColumnKind,
  of: (item: Item) => Cell,
): ColumnOf<Item> {
  return { heading, kind, of };
}

/** The item's row, in the order of the columns. */
export function rowOf<Item>(columns: readonly ColumnOf<Item>[], item: Item): Cell[] {
  return columns.map(({ of }) => of(item));
}

function inWords(is: boolean): string {
  return is ? 'yes' : 'no';
}
