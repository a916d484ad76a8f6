import { compareResults } from './qualifying.js';
import { type Run } from './race-drive.js';
import { raceFigures, type RaceFigures } from './race-figures.js';
import type { Race } from './race.js';

/** A distance between two drivers: in time where both have the same laps, else in laps. */
export type Gap = { ms: number } | { laps: number };

export interface ResultRow {
  run: Run;
  /** Null where a word stands in its place. */
  position: number | null;
  /** Behind the row above; null of the first row and of rows with a word. */
  ahead: Gap | null;
  /** Behind the winner; null of the winner and of rows with a word. */
  winner: Gap | null;
  /** As printed. */
  figures: RaceFigures;
  /** What the laps give where a figure is printed wrong. */
  trueAverageMs: number | null;
  /** Position at the end of each lap. */
  positions: readonly number[];
}

/** By how much a wrong average is too large. */
const MISPRINT_MS = 137;

/** Whether the race's figures count lap 1. */
export function firstLapCounts(race: Race): boolean {
  return !race.eventClass.nitro;
}

function gapBetween(front: Run, behind: Run): Gap {
  const laps = front.laps.length - behind.laps.length;
  return laps === 0 ? { ms: behind.totalMs - front.totalMs } : { laps };
}

function gapTo(front: Run | undefined, run: Run): Gap | null {
  return front === undefined || run.word !== null ? null : gapBetween(front, run);
}

/** Equal results share a position; those who drove no lap have one each, by car number. */
function positionsOf(runs: readonly Run[]): (number | null)[] {
  let last: number | null = null;
  return runs.map((run, index) => {
    const before = runs[index - 1];
    const equal = before && run.laps.length > 0 && compareResults(before, run) === 0;
    if (!equal) last = index + 1;
    return run.word === null ? last : null;
  });
}

/** The rows of a race's page, in their order. */
export function resultRows(race: Race): ResultRow[] {
  const { runs } = race;
  const places = positionsOf(runs);
  return runs.map((run, index) => {
    const figures = raceFigures(run.laps, firstLapCounts(race));
    const trueAverageMs = figures.averageMs;
    if (race.misprinted && index === 0 && trueAverageMs !== null) {
      figures.averageMs = trueAverageMs + MISPRINT_MS;
    }
    return {
      run,
      position: places[index] ?? null,
      ahead: gapTo(runs[index - 1], run),
      winner: index === 0 ? null : gapTo(runs[0], run),
      figures,
      trueAverageMs,
      positions: race.positions[index] ?? [],
    };
  });
}
