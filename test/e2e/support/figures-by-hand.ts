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
  const counted = sessions.flatMap(countedByHand);
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

/** The times of a session's laps that count. */
export function countedByHand(laps: DrivenLap[]): number[] {
  const valid = laps.filter(({ isValid }) => isValid).map(({ seconds }) => seconds);
  if (valid.length < 4) return valid;
  const middle = middleOf(valid);
  const spread = 1.4826 * middleOf(valid.map((seconds) => Math.abs(seconds - middle)));
  const reach = 4 * Math.max(spread, middle / 100);
  return valid.filter((seconds) => Math.abs(seconds - middle) <= reach);
}

/** A figure as LiveRC prints it of a session, or reckoned from what it prints of several. */
interface LivercByHand {
  lapCount: number;
  average: number | null;
  deviation: number | null;
  consistency: number | null;
}

/**
 * LiveRC's figures of sessions: of each the average and the deviation of its valid laps with three
 * decimals, and of several what follows from those.
 */
export function livercByHand(sessions: DrivenLap[][]): LivercByHand {
  const printed = sessions.map(printedByHand).filter(({ lapCount }) => lapCount > 0);
  if (printed.length < 2) return printed[0] ?? printedByHand([]);
  const lapCount = printed.reduce((sum, session) => sum + session.lapCount, 0);
  const over = (of: (session: LivercByHand) => number): number =>
    printed.reduce((sum, session) => sum + of(session) * session.lapCount, 0) / lapCount;
  const mean = over(({ average }) => average!);
  const square = over(({ average, deviation }) => average! ** 2 + deviation! ** 2);
  const deviation = Math.sqrt(square - mean ** 2);
  const consistency = toThousandths(100 * (1 - deviation / mean));
  return { lapCount, average: toThousandths(mean), deviation, consistency };
}

function printedByHand(laps: DrivenLap[]): LivercByHand {
  const valid = laps.filter(({ isValid }) => isValid).map(({ seconds }) => seconds);
  const lapCount = valid.length;
  if (lapCount === 0) return { lapCount, average: null, deviation: null, consistency: null };
  const mean = valid.reduce((sum, seconds) => sum + seconds, 0) / lapCount;
  const variance = valid.reduce((sum, seconds) => sum + (seconds - mean) ** 2, 0) / lapCount;
  return {
    lapCount,
    average: toThousandths(mean),
    deviation: toThousandths(Math.sqrt(variance)),
    consistency: toThousandths(100 * (1 - Math.sqrt(variance) / mean)),
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
