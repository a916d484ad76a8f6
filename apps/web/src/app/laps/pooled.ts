/** LiveRC's figures of a session's valid laps, as it prints them. */
export interface PrintedFigures {
  readonly lapCount: number;
  readonly average: number | null;
  readonly deviation: number | null;
  readonly consistency: number | null;
}

/** Of sessions together, three decimals; null where none has the figure. */
export interface PooledFigures {
  readonly average: number | null;
  readonly consistency: number | null;
}

/**
 * LiveRC's figures of several sessions together, from those that it prints of each: so the server
 * reckons, too, and nowhere is a day told otherwise by a thousandth.
 */
export function pooledFigures(sessions: readonly PrintedFigures[]): PooledFigures {
  let [count, sum, squares] = [0, 0, 0];
  const measured = sessions.filter(({ lapCount, average }) => lapCount > 0 && average !== null);
  for (const { lapCount, average, deviation } of measured) {
    count += lapCount;
    sum += lapCount * (average ?? 0);
    squares += lapCount * ((average ?? 0) ** 2 + (deviation ?? 0) ** 2);
  }
  const mean = sum / count;
  if (count === 0 || mean <= 0) {
    return { average: null, consistency: null };
  }
  const [only] = measured.length === 1 ? measured : [];
  const spread = Math.sqrt(Math.max(0, squares / count - mean ** 2));
  return {
    average: toThousandths(mean),
    consistency: only ? only.consistency : toThousandths(100 * (1 - spread / mean)),
  };
}

/** Half a thousandth goes up, however a sum of seconds lies beside it. */
function toThousandths(value: number): number {
  return Math.round(Number((value * 1000).toFixed(6))) / 1000;
}
