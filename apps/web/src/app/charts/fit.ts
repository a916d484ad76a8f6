import type { Lap } from '@trackside/contracts';
import { type TimedLap, usualRange } from '@trackside/lap-statistics';
import { type LapMark, type Statistic, STATISTICS } from '../laps/statistic';

/** An axis from `min` to `max`, with a mark every `step`. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Where a value is drawn: in its place, or at the edge that it lies beyond. */
export interface Placed {
  readonly at: number;
  readonly beyond: 'top' | 'bottom' | null;
}

const MARKS = 5;
/** Room above and below, as a share of what is shown. */
const ROOM = 0.06;
const LEAST_SPAN_SECONDS = 0.5;

/** An axis around the values, on round marks; null without any. */
export function axisOf(values: readonly number[]): Axis | null {
  if (values.length === 0) {
    return null;
  }
  const [low, high] = [smallest(values), -smallest(values.map((value) => -value))];
  const span = Math.max(high - low, LEAST_SPAN_SECONDS);
  const step = roundStep(span / MARKS);
  const room = Math.max(span * ROOM, (LEAST_SPAN_SECONDS - (high - low)) / 2);
  const min = Math.floor(round((low - room) / step)) * step;
  const max = Math.ceil(round((high + room) / step)) * step;
  return { min: round(min), max: round(max), step };
}

/**
 * An axis that fits the laps that matter: the valid ones that do not stand out. With none of those,
 * the valid ones; with none of those, all. `others` are values that must be on it, too.
 */
export function axisOfLaps(laps: readonly TimedLap[], others: readonly number[] = []): Axis | null {
  const valid = laps.filter((lap) => lap.is_valid);
  const usual = usualRange(valid);
  const times = (valid.length > 0 ? valid : laps).map((lap) => lap.lap_time_seconds);
  const shown = times.filter((time) => usual === null || (time >= usual.min && time <= usual.max));
  return axisOf([...(shown.length > 0 ? shown : times), ...others]);
}

/** A value in its place, or at the edge of the axis. */
export function placed(value: number, axis: Axis): Placed {
  if (value > axis.max) {
    return { at: axis.max, beyond: 'top' };
  }
  return value < axis.min ? { at: axis.min, beyond: 'bottom' } : { at: value, beyond: null };
}

/** How a lap is to be drawn, and named in its table. */
export type LapKind = 'valid' | 'invalid' | LapMark;

/** Tells the kind of each lap of a session. @param statistic by which laps are marked */
export function lapKinds(
  laps: readonly Lap[],
  { marks }: Pick<Statistic, 'marks'> = STATISTICS.counted,
): (lap: TimedLap) => LapKind {
  const marked = marks(laps);
  return (lap) => {
    if (!lap.is_valid) {
      return 'invalid';
    }
    return marked.get(lap.lap_number) ?? 'valid';
  };
}

/** The smallest of 1, 2 and 5 times a power of ten that is no less than `least`. */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * 0.999) ?? 10;
  return round(factor * power);
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}

/** Takes away what binary fractions add. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
