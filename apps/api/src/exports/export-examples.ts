import type { DriverSession, PracticeSessionWithLaps } from '@trackside/contracts';
import {
  DRIVER_COLUMNS,
  type FoundRow,
  LAP_COLUMNS,
  SEARCH_COLUMNS,
  toDriverRows,
  toFoundCells,
  toLapRows,
} from './export-rows.js';
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
