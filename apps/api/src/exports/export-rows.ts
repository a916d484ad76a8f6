import type {
  DriverSession,
  EventsSearchResult,
  ImportedPracticeSession,
  Lap,
  PracticeSessionWithLaps,
} from '@trackside/contracts';
import type { Cell } from '../http/csv.js';

const SESSION_FIELDS = [
  'id',
  'source_session_id',
  'driver_name',
  'class_name',
  'transponder',
  'started_at',
  'ended_at',
  'duration_seconds',
  'lap_count',
  'fastest_lap_seconds',
  'average_lap_seconds',
  'top_3_consecutive_seconds',
  'average_top_5_seconds',
  'average_top_10_seconds',
  'average_top_15_seconds',
  'standard_deviation_seconds',
  'consistency_percent',
  'valid_lap_min_seconds',
  'valid_lap_max_seconds',
  'invalid_lap_count',
  'laps_state',
] as const satisfies (keyof ImportedPracticeSession)[];

const LAP_FIELDS = [
  'lap_number',
  'lap_time_seconds',
  'crossed_at',
  'is_valid',
] as const satisfies (keyof Lap)[];

const SESSION_COLUMNS = [...SESSION_FIELDS, 'laps_error_code', 'laps_error_message'];

/** They came later: who reads columns by their place finds the others where they were. */
const OWN_FIELDS = [
  'median_lap_seconds',
  'pace_consistency_percent',
] as const satisfies (keyof ImportedPracticeSession)[];

/** Columns of a day's download, which has one row for each lap. */
export const LAP_COLUMNS = [...SESSION_COLUMNS, ...LAP_FIELDS, ...OWN_FIELDS];
/** Columns of a driver's download, which has one row for each session. */
export const DRIVER_COLUMNS = ['date', 'event_id', ...SESSION_COLUMNS, ...OWN_FIELDS];

/** One row for each lap. A session without laps has one row, with empty cells for the lap. */
export function* toLapRows(session: PracticeSessionWithLaps): Generator<Cell[]> {
  const [cells, own] = [toSessionCells(session), toOwnCells(session)];
  if (session.laps.length === 0) yield [...cells, ...LAP_FIELDS.map(() => null), ...own];
  for (const lap of session.laps) {
    yield [...cells, ...LAP_FIELDS.map((field) => lap[field]), ...own];
  }
}

export function toDriverRows(session: DriverSession): Cell[][] {
  const { date, event_id: eventId } = session;
  return [[date, eventId, ...toSessionCells(session), ...toOwnCells(session)]];
}

function toOwnCells(session: ImportedPracticeSession): Cell[] {
  return OWN_FIELDS.map((field) => session[field]);
}

function toSessionCells(session: ImportedPracticeSession): Cell[] {
  const { laps_error: error } = session;
  return [
    ...SESSION_FIELDS.map((field) => session[field]),
    error?.code ?? null,
    error?.message ?? null,
  ];
}

/** Columns of a search: the kind of the row, then the fields of events and of practice days. */
export const SEARCH_COLUMNS = [
  'kind',
  'id',
  'source_event_id',
  'name',
  'start_date',
  'end_date',
  'entries',
  'drivers',
  'url',
  'imported',
  'event_id',
  'date',
  'track_slug',
  'session_count',
  'total_laps',
  'total_track_time_seconds',
  'unique_drivers',
  'unique_classes',
  'time_range_start',
  'time_range_end',
  'verified',
  'fetched_at',
] as const;

/** An event or a practice day, with its fields as the search gives them. */
export type FoundRow = { kind: 'event' | 'practice_day' | 'discovered_practice_day' } & {
  [Field in (typeof SEARCH_COLUMNS)[number]]?: Cell;
};

/** Events, then imported days, then discovered ones, each newest first. */
export function toFoundRows(found: EventsSearchResult): FoundRow[] {
  return [
    ...found.events.map((event) => ({ kind: 'event' as const, ...event })),
    ...(found.practice_days ?? []).map((day) => ({ kind: 'practice_day' as const, ...day })),
    ...(found.discovered_practice_days ?? []).map((day) => ({
      kind: 'discovered_practice_day' as const,
      ...day,
    })),
  ];
}

export function toFoundCells(row: FoundRow): Cell[][] {
  return [SEARCH_COLUMNS.map((column) => row[column] ?? null)];
}
