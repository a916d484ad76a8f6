import type { ChangedValue } from '@trackside/contracts';
import type { ShownRow } from '@trackside/page-vault';
import type { EntryRow, ListedRace, RankingRowRow, ResultRow } from './race-rows.js';

/** Of a race's page: its results with their laps. */
export function resultRow(row: ResultRow): ShownRow {
  const { row_number, driver_hidden, source_driver_id, ...shown } = row;
  const { lap_numbers, lap_times, lap_positions, ...figures } = shown;
  const laps = lap_numbers.flatMap((lap, i) => [
    [`laps.${lap}.lap_time_seconds`, lap_times[i] ?? null] as const,
    [`laps.${lap}.position`, lap_positions[i] ?? null] as const,
  ]);
  return {
    keys: [source_driver_id, row.driver_name],
    place: row_number,
    label: null,
    driverName: row.driver_name,
    driverHidden: driver_hidden,
    fields: { ...figures, ...Object.fromEntries(laps) },
    // Some pages show their results before their laps, and what follows from those.
    isGrowing: lap_numbers.length === 0,
  };
}

export function entryRow(row: EntryRow): ShownRow {
  const { car_number, transponder } = row;
  return { ...ofClass(row), fields: { car_number, transponder } };
}

export function rankingRow(row: RankingRowRow): ShownRow {
  const rounds = row.rounds.flatMap(({ round, ...figures }) =>
    Object.entries(figures).map(([figure, value]) => [`rounds.${round}.${figure}`, value]),
  ) as [string, ChangedValue][];
  const { position, result, tie_breaker } = row;
  return {
    ...ofClass(row),
    fields: { position, result, tie_breaker, ...Object.fromEntries(rounds) },
  };
}

/** Of the event's page; what a race's own page tells better is left to it. */
export function listedRow(
  race: Omit<ListedRace, 'label' | 'section_title' | 'listed_as' | 'id'>,
  label: string,
): ShownRow {
  const { section, round, race_number, class_name, completed_at } = race;
  return {
    keys: [race.source_race_id],
    place: race.position,
    label,
    driverName: null,
    driverHidden: false,
    fields: { section, round, race_number, class_name, completed_at },
    isGrowing: true,
  };
}

/** What a page says of itself. */
export function pageRow(fields: Record<string, ChangedValue>): ShownRow {
  return {
    keys: ['page'],
    place: -1,
    label: null,
    driverName: null,
    driverHidden: false,
    fields,
    isGrowing: true,
  };
}

function ofClass(row: EntryRow | RankingRowRow): Omit<ShownRow, 'fields'> {
  return {
    keys: [`${row.class_name} ${row.driver_name}`],
    place: row.row_number,
    label: row.class_name,
    driverName: row.driver_name,
    driverHidden: row.driver_hidden,
  };
}
