import type { Entrant } from './race-field.js';
import { compareRuns, type Run } from './race-drive.js';

export interface RoundScore {
  points: number;
  /** What the runs give where points are printed wrong. */
  truePoints?: number;
  run: Run;
  status: 'DNS' | 'DNF' | null;
  /** Whether it is part of the result. */
  counts: boolean;
}

export interface PointsRow {
  /** Drivers who are equal in everything share it. */
  position: number;
  entrant: Entrant;
  /** Sum of the points that count. */
  result: number;
  scores: RoundScore[];
  /** Best points among those that do not count; null when all do. */
  thrownOut: number | null;
  /** Index of the round of the best result that counts. */
  bestRound: number;
}

/** Laps down, then time: equal for two who did the same, whatever their cars. */
export function compareResults(a: Run, b: Run): number {
  return b.laps.length - a.laps.length || a.totalMs - b.totalMs;
}

/** Rank of each run among those of the round over all heats; equal results share the better one. */
function ranksOf(runs: readonly Run[]): Map<number, number> {
  const ordered = [...runs].sort(compareRuns).sort(compareResults);
  const ranks = new Map<number, number>();
  ordered.forEach((run, index) => {
    const before = ordered[index - 1];
    const equal = before && compareResults(before, run) === 0;
    const rank = equal ? (ranks.get(before.entrant.racer.id) as number) : index + 1;
    ranks.set(run.entrant.racer.id, rank);
  });
  return ranks;
}

export function statusOf(run: Run): 'DNS' | 'DNF' | null {
  if (!run.present) return 'DNS';
  return run.retired ? 'DNF' : null;
}

/** The scores of a round by the driver's number. */
function scoreRound(runs: readonly Run[]): Map<number, RoundScore> {
  const ranks = ranksOf(runs);
  return new Map(
    runs.map((run) => {
      const rank = ranks.get(run.entrant.racer.id) as number;
      const points = rank === 1 ? 0 : rank;
      return [run.entrant.racer.id, { points, run, status: statusOf(run), counts: false }];
    }),
  );
}

function markCounting(scores: readonly RoundScore[], counted: number): void {
  const best = [...scores].sort((a, b) => a.points - b.points || compareResults(a.run, b.run));
  for (const score of best.slice(0, counted)) score.counts = true;
}

function rowOf(entrant: Entrant, scores: RoundScore[]): PointsRow {
  const counting = scores.filter(({ counts }) => counts);
  const thrown = scores.filter(({ counts }) => !counts).map(({ points }) => points);
  const [best] = [...counting].sort((a, b) => compareResults(a.run, b.run));
  return {
    position: 0,
    entrant,
    result: counting.reduce((sum, { points }) => sum + points, 0),
    scores,
    thrownOut: thrown.length === 0 ? null : Math.min(...thrown),
    bestRound: scores.indexOf(best as RoundScore),
  };
}

function compareRows(a: PointsRow, b: PointsRow): number {
  const best = (row: PointsRow) => row.scores[row.bestRound] as RoundScore;
  return (
    a.result - b.result ||
    (a.thrownOut ?? 0) - (b.thrownOut ?? 0) ||
    compareResults(best(a).run, best(b).run)
  );
}

/**
 * The points of a class after its rounds: 0 for the best of a round, then the rank, of which the
 * best `counted` make the result. With `byResult` all points are 0, so that the best result of any
 * round decides alone.
 */
export function pointsTable(
  entrants: readonly Entrant[],
  rounds: readonly Run[][],
  counted: number,
  byResult: boolean,
): PointsRow[] {
  const scored = rounds.map(scoreRound);
  if (byResult) for (const round of scored) for (const score of round.values()) score.points = 0;
  const rows = entrants.map((entrant) => {
    const scores = scored.map((round) => round.get(entrant.racer.id) as RoundScore);
    markCounting(scores, counted);
    return rowOf(entrant, scores);
  });
  rows.sort(compareRows);
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    row.position = before && compareRows(before, row) === 0 ? before.position : index + 1;
  });
  return rows;
}

/** By how much wrong points are too many. */
const WRONG_BY = 10;
/** Fewer drivers would not show how their points are given. */
const LEAST_ROWS = 4;

/**
 * Prints points of the second driver's first round wrong; result, order and what counts stay those of
 * the true ones.
 */
export function misprintPoints(tables: readonly PointsRow[][]): void {
  const score = tables.find((rows) => rows.length >= LEAST_ROWS)?.[1]?.scores[0];
  if (!score) return;
  score.truePoints = score.points;
  score.points += WRONG_BY;
}
