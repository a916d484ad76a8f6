import type { RaceFigures, RaceResult } from '../race-pages.js';
import type { RaceRow } from './race-row.js';
import type { Racer } from './racer-laps.js';

/**
 * Joins rows and script. A row that starts is linked to its driver's laps; who did not start has no
 * link, and is told by the name where only one driver of the script and one row without link bear it.
 *
 * @returns without the rows of a driver, by link and name, who had one before
 */
export function matchRacers(rows: RaceRow[], racers: Racer[]): RaceResult[] {
  const byId = new Map<string, Racer>();
  for (const racer of racers) {
    if (!byId.has(racer.sourceDriverId)) byId.set(racer.sourceDriverId, racer);
  }
  const unlinked = findUnlinked(rows, byId);
  const namesById = new Map<string, string>();
  const results: RaceResult[] = [];
  for (const row of rows) {
    const id = row.linkedDriverId ?? unlinked.get(row.driverName) ?? null;
    const racer = id === null ? undefined : byId.get(id);
    const driverName = racer ? nameOf(row.driverName, racer.driverName) : row.driverName;
    const before = id === null ? undefined : namesById.get(id);
    if (before === driverName) continue;
    if (id !== null && before === undefined) namesById.set(id, driverName);
    const isTaken = before !== undefined;
    results.push(
      toResult({ ...row, driverName }, isTaken ? null : id, isTaken ? undefined : racer),
    );
  }
  return results;
}

/** Ids by the names of rows without link, where nothing is in doubt. */
function findUnlinked(rows: RaceRow[], byId: Map<string, Racer>): Map<string, string> {
  const linked = new Set(rows.map(({ linkedDriverId }) => linkedDriverId));
  const free = [...byId.values()].filter(({ sourceDriverId }) => !linked.has(sourceDriverId));
  const ids = groupBy(free, ({ driverName }) => driverName);
  const alone = groupBy(
    rows.filter(({ linkedDriverId }) => linkedDriverId === null),
    ({ driverName }) => driverName,
  );
  const found = new Map<string, string>();
  for (const [name, same] of alone) {
    const candidates = ids.get(name) ?? [];
    const [candidate] = candidates;
    if (candidate && candidates.length === 1 && same.length === 1) {
      found.set(name, candidate.sourceDriverId);
    }
  }
  return found;
}

function groupBy<T>(all: T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** Some rows have a number glued to the front of the name; the script's name has none. */
function nameOf(printed: string, scripted: string): string {
  const glued = printed.endsWith(scripted) ? printed.slice(0, -scripted.length) : '';
  return /^\d{1,6} ?$/.test(glued) ? scripted : printed;
}

function toResult(row: RaceRow, id: string | null, racer: Racer | undefined): RaceResult {
  const { figures, linkedDriverId, ...printed } = row;
  const hasRun =
    linkedDriverId !== null || (printed.lapCount ?? 0) > 0 || (racer?.lapCount ?? 0) > 0;
  const started = hasRun && printed.status !== 'DNS';
  return {
    ...printed,
    ...joined(racer?.figures, figures),
    sourceDriverId: id,
    started,
    totalSeconds: started ? printed.totalSeconds : null,
  };
}

/** The script's figures, which have more decimals, and the table's where it has none. */
function joined(scripted: RaceFigures | undefined, printed: RaceFigures): RaceFigures {
  if (!scripted) return printed;
  const keys = Object.keys(printed) as (keyof RaceFigures)[];
  const pairs = keys.map((key) => [key, scripted[key] ?? printed[key]]);
  return Object.fromEntries(pairs) as unknown as RaceFigures;
}
