import { isValidLap, type DrivenSession } from './sessions.js';

/** A day page's figures of a session; they count every lap, as LiveRC's list does. */
export interface RowFigures {
  lapCount: number;
  /** Sum of the laps, not rounded. */
  drivenMs: number;
  /** The sum rounded to whole seconds: LiveRC's "length". */
  lengthSeconds: number;
  /** Null without laps. */
  fastestMs: number | null;
  averageMs: number | null;
}

/**
 * A session page's figures; they count valid laps alone, and each is null when there are too few.
 * Milliseconds are whole numbers, as the page prints three decimals of a second.
 */
export interface DetailFigures {
  fastestMs: number | null;
  averageMs: number | null;
  /** Smallest sum of three valid laps in a row. */
  top3ConsecutiveMs: number | null;
  top5Ms: number | null;
  top10Ms: number | null;
  top15Ms: number | null;
  /** Population deviation. */
  deviationMs: number | null;
  /** `100 × (1 − deviation / average)`, three decimals. */
  consistencyPercent: number | null;
}

function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function averageOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(sumOf(values) / values.length);
}

function averageOfBest(ascending: readonly number[], count: number): number | null {
  return ascending.length < count ? null : averageOf(ascending.slice(0, count));
}

function top3Consecutive({ laps, car }: DrivenSession): number | null {
  let best: number | null = null;
  for (let i = 2; i < laps.length; i++) {
    const three = laps.slice(i - 2, i + 1);
    if (!three.every((lap) => isValidLap(car, lap))) continue;
    const sum = sumOf(three);
    if (best === null || sum < best) best = sum;
  }
  return best;
}

function spreadOf(values: readonly number[]): { deviation: number; mean: number } | null {
  if (values.length === 0) return null;
  const mean = sumOf(values) / values.length;
  const squares = sumOf(values.map((value) => (value - mean) ** 2));
  return { deviation: Math.sqrt(squares / values.length), mean };
}

export function rowFigures(session: DrivenSession): RowFigures {
  let drivenMs = 0;
  let fastestMs: number | null = null;
  for (const lap of session.laps) {
    drivenMs += lap;
    if (fastestMs === null || lap < fastestMs) fastestMs = lap;
  }
  const lapCount = session.laps.length;
  return {
    lapCount,
    drivenMs,
    lengthSeconds: Math.round(drivenMs / 1000),
    fastestMs,
    averageMs: lapCount === 0 ? null : Math.round(drivenMs / lapCount),
  };
}

export function detailFigures(session: DrivenSession): DetailFigures {
  const valid = session.laps.filter((lap) => isValidLap(session.car, lap));
  const ascending = [...valid].sort((a, b) => a - b);
  const spread = spreadOf(valid);
  return {
    fastestMs: ascending[0] ?? null,
    averageMs: averageOf(valid),
    top3ConsecutiveMs: top3Consecutive(session),
    top5Ms: averageOfBest(ascending, 5),
    top10Ms: averageOfBest(ascending, 10),
    top15Ms: averageOfBest(ascending, 15),
    deviationMs: spread && Math.round(spread.deviation),
    consistencyPercent: spread && Math.round(1e5 * (1 - spread.deviation / spread.mean)) / 1000,
  };
}
