import type { Entrant } from './race-field.js';
import { compareRuns, type Run } from './race-drive.js';
import { compareResults } from './qualifying.js';

const USUAL_IN_MAIN = 10;
const SEMI_PLACES = 20;
const ADVANCE = 5;

/** Grids of a class's mains, the A main first, from the order of qualifying. */
export function mainGrids(order: readonly Entrant[]): Entrant[][] {
  const count = Math.max(1, Math.round(order.length / USUAL_IN_MAIN));
  return Array.from({ length: count }, (_, main) =>
    order.slice(
      Math.round((main * order.length) / count),
      Math.round(((main + 1) * order.length) / count),
    ),
  );
}

/** The best drivers of qualifying, one after the other in either semi-final. */
export function semiGrids(order: readonly Entrant[]): [Entrant[], Entrant[]] {
  const best = order.slice(0, SEMI_PLACES);
  return [best.filter((_, i) => i % 2 === 0), best.filter((_, i) => i % 2 === 1)];
}

/** Grids after two semi-finals: who advanced, then who qualified for none, in mains of ten. */
export function gridsAfterSemis(order: readonly Entrant[], semis: readonly Run[][]): Entrant[][] {
  const places = Array.from({ length: ADVANCE }, (_, place) =>
    semis.flatMap((runs) => runs[place] ?? []).sort(compareRuns),
  );
  const final = places.flat().map(({ entrant }) => entrant);
  const rest = order.slice(SEMI_PLACES);
  return rest.length === 0 ? [final] : [final, ...mainGrids(rest)];
}

export const mainLetter = (index: number): string => String.fromCharCode(65 + index);

/** The points of a driver in one leg: the place. */
export interface LegScore {
  place: number;
  run: Run;
  counts: boolean;
}

export interface MultiMainRow {
  position: number;
  /** Place on the grid. */
  seeded: number;
  entrant: Entrant;
  points: number;
  legs: LegScore[];
}

const COUNTED_LEGS = 2;

function rowOf(entrant: Entrant, seeded: number, legs: readonly Run[][]): MultiMainRow {
  const scores = legs.map((runs): LegScore => {
    const index = runs.findIndex((run) => run.entrant.racer === entrant.racer);
    return { place: index + 1, run: runs[index] as Run, counts: false };
  });
  const best = [...scores].sort((a, b) => a.place - b.place || compareResults(a.run, b.run));
  const counting = best.slice(0, COUNTED_LEGS);
  for (const score of counting) score.counts = true;
  const points = counting.reduce((sum, { place }) => sum + place, 0);
  return { position: 0, seeded, entrant, points, legs: scores };
}

export function bestLeg({ legs }: MultiMainRow): LegScore {
  const byPlace = (a: LegScore, b: LegScore) => a.place - b.place || compareResults(a.run, b.run);
  return [...legs].sort(byPlace)[0] as LegScore;
}

/** Points, then the best place, then the result that won it. */
function compareRows(a: MultiMainRow, b: MultiMainRow): number {
  const [bestA, bestB] = [bestLeg(a), bestLeg(b)];
  return (
    a.points - b.points ||
    bestA.place - bestB.place ||
    compareResults(bestA.run, bestB.run) ||
    a.seeded - b.seeded
  );
}

/** The standing of a main that is run three times, after the legs so far; the best two count. */
export function multiMainTable(legs: readonly Run[][]): MultiMainRow[] {
  const grid = [...(legs[0] ?? [])].sort((a, b) => a.carNumber - b.carNumber);
  const rows = grid.map(({ entrant, carNumber }) => rowOf(entrant, carNumber, legs));
  rows.sort(compareRows);
  rows.forEach((row, index) => (row.position = index + 1));
  return rows;
}
