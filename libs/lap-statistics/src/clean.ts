import type { TimedLap } from './figures.js';
import { quantile } from './run.js';

/** What a lap's time says must have happened: the track was cut, a crash, or a stop. */
export type LapEvent = 'cut' | 'crash' | 'stop';

/** Valid laps nearest to a lap, as many before as after it where there are: its neighbourhood. */
const NEIGHBOURS = 6;
/** Fewer say nothing of what was usual there. */
const LEAST_NEIGHBOURS = 3;
/** Where in the neighbourhood the usual lap is sought: half of it may have crashed. */
const USUAL = 1 / 3;
/** Times the usual lap below which no lap went all the way round. */
const CUT_BELOW = 0.85;
/** Times the usual lap above which a lap lost more than a wide line costs. */
const CRASH_ABOVE = 1.12;
/** Times the usual lap above which the car stood. */
const STOP_ABOVE = 1.8;
/** Who is uneven anyway has to be so many of their own usual deviations away. */
const DEVIATIONS = 4;
/** What makes the median deviation comparable with a standard deviation. */
const NORMAL_FACTOR = 1.4826;

/**
 * The valid laps that were no clean ones, by their number, inferred from the laps alone: each against
 * the usual one of the six valid laps nearest to it, so that a run may get slower or quicker without
 * its laps being taken for something else. None with fewer than four valid laps. Every lap stays in the
 * list; what leaves some out says so.
 */
export function lapEvents(laps: readonly TimedLap[]): Map<number, LapEvent> {
  const valid = laps.filter((lap) => lap.is_valid);
  if (valid.length <= LEAST_NEIGHBOURS) return new Map();
  const ratios = valid.map((lap, index) => lap.lap_time_seconds / usualAround(valid, index));
  const deviations = ratios.map((ratio) => Math.abs(ratio - 1));
  const reach = DEVIATIONS * NORMAL_FACTOR * (quantile(deviations, 0.5) ?? 0);
  const events = valid.flatMap(({ lap_number }, index): [number, LapEvent][] => {
    const event = eventOf(ratios[index] ?? 1, reach);
    return event === null ? [] : [[lap_number, event]];
  });
  return new Map(events);
}

/** The valid laps that nothing happened in, in their order. */
export function cleanLaps<T extends TimedLap>(laps: readonly T[]): T[] {
  const events = lapEvents(laps);
  return laps.filter((lap) => lap.is_valid && !events.has(lap.lap_number));
}

function eventOf(ratio: number, reach: number): LapEvent | null {
  if (ratio < Math.min(CUT_BELOW, 1 - reach)) return 'cut';
  if (ratio <= Math.max(CRASH_ABOVE, 1 + reach)) return null;
  return ratio > STOP_ABOVE ? 'stop' : 'crash';
}

/** The usual time of the laps around one, without itself; at the ends of a run from one side. */
function usualAround(laps: readonly TimedLap[], index: number): number {
  const most = Math.min(NEIGHBOURS, laps.length - 1);
  const first = Math.min(Math.max(0, index - NEIGHBOURS / 2), laps.length - 1 - most);
  const around = laps.slice(first, first + most + 1).toSpliced(index - first, 1);
  const times = around.map((lap) => lap.lap_time_seconds);
  return quantile(times, USUAL) ?? Number.NaN;
}
