import { lapByLap } from '../../../laps/lap-by-lap';
import { NOTHING, formatLapTime, formatPercent } from '../../../laps/lap-time';
import { type Racer, lapNote } from '../racers';
import type { ShownRacer } from '../shown';

/** A figure of each racer's result, as printed. */
export interface FigureRow {
  readonly name: string;
  readonly values: readonly string[];
}

/** A lap of a racer beside the same lap of the others. */
export interface BesideCell {
  readonly time: string;
  /** `quickest`, `+0.123` behind it, or what the lap is instead. */
  readonly note: string;
  /** At its end, as printed. */
  readonly position: string;
  readonly isQuickest: boolean;
}

/** Null where a racer has no such lap. */
export interface BesideRow {
  readonly number: number;
  readonly cells: readonly (BesideCell | null)[];
}

type Printed = NonNullable<Racer['result']>;

const FIGURES: readonly (readonly [name: string, of: (result: Printed) => string])[] = [
  ['Laps', ({ lap_count }) => String(lap_count ?? NOTHING)],
  ['Time', ({ total_seconds }) => formatLapTime(total_seconds)],
  ['Best lap', ({ fastest_lap_seconds }) => formatLapTime(fastest_lap_seconds)],
  ['Average', ({ average_lap_seconds }) => formatLapTime(average_lap_seconds)],
  ['Average of best 5', ({ average_top_5_seconds }) => formatLapTime(average_top_5_seconds)],
  ['Average of best 10', ({ average_top_10_seconds }) => formatLapTime(average_top_10_seconds)],
  ['Average of best 15', ({ average_top_15_seconds }) => formatLapTime(average_top_15_seconds)],
  ['Best 3 in a row', ({ top_3_consecutive_seconds }) => formatLapTime(top_3_consecutive_seconds)],
  ['Deviation', ({ standard_deviation_seconds }) => formatLapTime(standard_deviation_seconds)],
  ['Consistency', ({ consistency_percent }) => formatPercent(consistency_percent)],
];

/** Printed figures of those who are shown; those that LiveRC prints of nobody are left out. */
export function figureRows(shown: readonly ShownRacer[]): FigureRow[] {
  return FIGURES.map(([name, of]) => ({
    name,
    values: shown.map(({ racer }) => (racer.result === null ? NOTHING : of(racer.result))),
  })).filter(({ values }) => values.some((value) => value !== NOTHING));
}

/** The laps of those who are shown, and which of each number was the quickest that counts. */
export function besideRows(shown: readonly ShownRacer[]): BesideRow[] {
  const compared = shown.map(({ racer }) => ({
    id: racer.name,
    laps: racer.timed,
    rivals: 'the race',
  }));
  return lapByLap(compared).map(({ number, laps, quickest }) => ({
    number,
    cells: laps.map((lap, index) => {
      const racer = shown[index]?.racer;
      return lap && racer ? cellOf(racer, number, quickest[index] ?? null) : null;
    }),
  }));
}

function cellOf(racer: Racer, number: number, quickest: number | null): BesideCell {
  const [lap, timed] = [racer.laps[number - 1], racer.timed[number - 1]];
  const seconds = lap?.lap_time_seconds ?? 0;
  const behind = timed?.is_valid && quickest !== null ? seconds - quickest : null;
  const gap = behind === null ? '' : behind <= 0 ? 'quickest' : `+${formatLapTime(behind)}`;
  const note = timed?.is_valid ? null : lapNote(racer, number);
  return {
    time: formatLapTime(seconds),
    note: note ?? gap,
    position: String(lap?.position ?? NOTHING),
    isQuickest: behind !== null && behind <= 0,
  };
}
