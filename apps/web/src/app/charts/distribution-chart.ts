import type { Lap } from '@trackside/contracts';
import { quantile } from '@trackside/lap-statistics';
import { formatAxisTime, formatLapTime } from '../laps/lap-time';
import type { ChartModel } from './chart-model';
import { type Axis, axisOfLaps, roundStep } from './fit';
import { frame, stepOf } from './frame';

/** Fewer laps have no shape. */
const LEAST_LAPS = 8;
const BINS = 10;
const COUNT_STEPS = [1, 2, 5, 10, 20, 50, 100];
const LABEL_STEPS = [1, 2, 5];
const COUNT_MARKS = 5;
const LABELS = 6;

/** Laps from `from` up to, not including, `to` seconds; without an end: from there on. */
interface Bin {
  readonly from: number;
  readonly to: number | null;
  readonly count: number;
}

/**
 * How often each lap time was driven in a run: valid laps alone, those beyond the usual ones together
 * at both ends. Null with fewer than eight.
 */
export function distributionChart(laps: readonly Lap[], name: string): ChartModel | null {
  const valid = laps.filter((lap) => lap.is_valid);
  const axis = axisOfLaps(valid);
  if (axis === null || valid.length < LEAST_LAPS) {
    return null;
  }
  const times = valid.map((lap) => Math.round(lap.lap_time_seconds * 1000) / 1000);
  const width = roundStep((axis.max - axis.min) / BINS);
  const bins = binsOf(times, axis, width);
  const rows = bins.map((bin) => [rangeOf(bin, width), String(bin.count)]);
  return {
    title: 'Laps by their time in seconds',
    summary: `Distribution of ${valid.length} valid laps of ${name}. ${middleWords(times)}`,
    fileName: `distribution ${name}`,
    legend: [
      { name: 'Valid laps', form: 'square', colour: 'accent' },
      ...(bins.at(-1)?.to === null
        ? [{ name: 'Slower ones, together', form: 'square', colour: 'old' } as const]
        : []),
    ],
    table: { head: ['Seconds', 'Laps'], rows },
    option: (colours) => ({
      ...frame(colours, edges(bins, width), countAxis(bins), String),
      series: [
        {
          type: 'bar',
          barCategoryGap: '6%',
          cursor: 'default',
          itemStyle: { color: colours.accent },
          data: bins.map((bin, index) => ({
            value: [index + 0.5, bin.count],
            words: [rangeOf(bin, width), bin.count === 1 ? '1 lap' : `${bin.count} laps`],
            ...(bin.to === null ? { itemStyle: { color: colours.old } } : {}),
          })),
        },
      ],
    }),
  };
}

/** `Half of the laps took 24.200 to 24.500 s.` */
export function middleWords(times: readonly number[]): string {
  const [low, high] = [quantile(times, 0.25), quantile(times, 0.75)];
  return `The middle half took ${formatLapTime(low)} to ${formatLapTime(high)} s.`;
}

function binsOf(times: readonly number[], axis: Axis, width: number): Bin[] {
  const count = Math.max(1, Math.round((axis.max - axis.min) / width));
  const quick = times.reduce((least, time) => Math.min(least, time), axis.min);
  const at = (index: number): number => Math.round((axis.min + index * width) * 1000) / 1000;
  const bins = Array.from({ length: count }, (_, index): Bin => {
    const [from, to] = [index === 0 ? quick : at(index), at(index + 1)];
    return { from, to, count: times.filter((time) => time >= from && time < to).length };
  });
  const last = at(count);
  const slow = times.filter((time) => time >= last).length;
  return slow === 0 ? bins : [...bins, { from: last, to: null, count: slow }];
}

function rangeOf({ from, to }: Bin, width: number): string {
  const start = formatAxisTime(from, width);
  return to === null ? `${start} and slower` : `${start} to ${formatAxisTime(to, width)}`;
}

function edges(bins: readonly Bin[], width: number) {
  return {
    min: 0,
    max: bins.length,
    step: stepOf(bins.length, LABEL_STEPS, LABELS),
    label: (index: number): string => {
      const bin = bins[index];
      return bin ? formatAxisTime(bin.from, width) : '';
    },
  };
}

function countAxis(bins: readonly Bin[]): Axis {
  const most = bins.reduce((top, { count }) => Math.max(top, count), 1);
  const step = stepOf(most, COUNT_STEPS, COUNT_MARKS);
  return { min: 0, max: Math.ceil(most / step) * step, step };
}
