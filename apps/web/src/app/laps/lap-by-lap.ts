import type { Lap } from '@trackside/contracts';

/** A session in a comparison, in the order in which it was chosen. */
export interface ComparedLaps {
  readonly id: string;
  readonly laps: readonly Lap[];
  /** Equal for sessions whose times say something about each other: of one class at one track. */
  readonly rivals: string;
}

/** One line of the table: the same lap number of every session. */
export interface ComparedLap {
  readonly number: number;
  /** In the sessions' order; null where one has no such lap. */
  readonly laps: readonly (Lap | null)[];
  /** The least valid time of each session's rivals; null unless two of them have a valid one. */
  readonly quickest: readonly (number | null)[];
}

export function lapByLap(compared: readonly ComparedLaps[]): ComparedLap[] {
  const numbered = compared.map(({ laps }) => new Map(laps.map((lap) => [lap.lap_number, lap])));
  const numbers = new Set(numbered.flatMap((laps) => [...laps.keys()]));
  return [...numbers]
    .sort((a, b) => a - b)
    .map((number) => {
      const laps = numbered.map((byNumber) => byNumber.get(number) ?? null);
      const quickest = compared.map(({ rivals }) => quickestLap(rivals, compared, laps));
      return { number, laps, quickest };
    });
}

/** @param laps of one number, in the sessions' order */
function quickestLap(
  rivals: string,
  compared: readonly ComparedLaps[],
  laps: readonly (Lap | null)[],
): number | null {
  const valid = laps.flatMap((lap, index) =>
    lap?.is_valid && compared[index]?.rivals === rivals ? lap.lap_time_seconds : [],
  );
  return valid.length < 2 ? null : Math.min(...valid);
}
