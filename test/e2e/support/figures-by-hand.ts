/** A lap as a test knows it. */
export interface DrivenLap {
  seconds: number;
  isValid: boolean;
}

/**
 * The figures of sessions, as the decision words them and without a line of ours: a valid lap counts
 * unless it lies farther than four median deviations (× 1.4826, at least 1 % of the median) from the
 * median of its session, which takes four valid laps.
 */
export function figuresByHand(sessions: DrivenLap[][]) {
  const counted = sessions.flatMap((laps) => {
    const valid = laps.filter(({ isValid }) => isValid).map(({ seconds }) => seconds);
    if (valid.length < 4) return valid;
    const middle = middleOf(valid);
    const spread = 1.4826 * middleOf(valid.map((seconds) => Math.abs(seconds - middle)));
    const reach = 4 * Math.max(spread, middle / 100);
    return valid.filter((seconds) => Math.abs(seconds - middle) <= reach);
  });
  const valid = sessions.flat().filter(({ isValid }) => isValid);
  const mean = counted.reduce((sum, seconds) => sum + seconds, 0) / counted.length;
  const variance =
    counted.reduce((sum, seconds) => sum + (seconds - mean) ** 2, 0) / counted.length;
  return {
    sessions: sessions.length,
    laps: sessions.flat().length,
    best: valid.length > 0 ? Math.min(...valid.map(({ seconds }) => seconds)) : null,
    median: counted.length > 0 ? toThousandths(middleOf(counted)) : null,
    consistency: counted.length > 1 ? toThousandths(100 * (1 - Math.sqrt(variance) / mean)) : null,
  };
}

function middleOf(values: number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const half = ascending.length / 2;
  return (ascending[Math.floor(half)]! + ascending[Math.ceil(half) - 1]!) / 2;
}

/** Half a thousandth goes up, however a sum of seconds lies beside it. */
function toThousandths(value: number): number {
  return Math.round(Number((value * 1000).toFixed(6))) / 1000;
}
