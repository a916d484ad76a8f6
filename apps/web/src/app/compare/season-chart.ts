import type { DriverDay } from '@trackside/contracts';
import { dayNumber, formatDate } from '../calendar/calendar-date';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartModel, ChartPoint } from '../charts/chart-model';
import { type Axis, axisOf } from '../charts/fit';
import { frame } from '../charts/frame';
import { lineSeries, pointAt } from '../charts/series';
import { dayAxis } from '../driver/day-axis';
import { countWords } from '../laps/count';
import { formatGap, formatLapTime } from '../laps/lap-time';
import { type LineLook, lookOf } from '../charts/line-looks';
import type { SharedDay } from './season';

/** Said of a best lap wherever it may be a cut one. */
const ALL_LAPS = 'of all laps, not imported';
const HOLLOW = { name: ALL_LAPS, form: 'ring', colour: 'soft' } as const;

/** The best laps of both, day by day; null without a day on which one has a lap. */
export function seasonChart(
  names: readonly [string, string],
  newestFirst: readonly SharedDay[],
): ChartModel | null {
  const days = [...newestFirst].reverse();
  const axis = scaleOf(days.flatMap(({ days: both }) => both));
  if (axis === null) {
    return null;
  }
  return {
    title: 'Best lap in seconds, day by day',
    summary: `Best laps of ${names.join(' and ')} on ${countWords(days.length, 'day')} that both drove.`,
    fileName: `${names.join(' and ')}`,
    legend: [
      ...names.map((name, index) => ({ name, ...markOf(index) })),
      ...(days.some(({ days: both }) => both.some(isHollow)) ? [HOLLOW] : []),
    ],
    table: {
      head: ['Day', ...names, 'Gap'],
      rows: days.map(({ date, days: both, gapSeconds }) => [
        formatDate(date),
        ...both.map((day) => formatLapTime(day.fastest_lap_seconds)),
        formatGap(gapSeconds),
      ]),
    },
    option: (colours) => ({
      ...frame(colours, dayAxis(days.map(({ date }) => date)), axis),
      series: seriesOf(names, days, axis, colours),
    }),
  };
}

/** The days of each as marks, then their lines, which part at a day off the scale. */
function seriesOf(
  names: readonly [string, string],
  days: readonly SharedDay[],
  axis: Axis,
  colours: ChartColours,
): object[] {
  const drawn = names.map((name, index) => {
    const { colour, symbol, dash } = lookOf(index);
    const color = colours[colour];
    const hollow = { color: colours.surface, borderColor: color, borderWidth: 2 };
    return { points: pointsOf(name, index, days, axis, hollow), color, symbol, dash };
  });
  return [
    ...drawn.map(({ points, color, symbol }) => ({
      ...{ type: 'scatter', data: points, symbol, symbolSize: 9, cursor: 'default' },
      itemStyle: { color },
    })),
    ...drawn.map(({ points, color, dash }) => ({
      ...lineSeries(points.map(onLine), { color, symbol: 'none', dash }),
      silent: true,
    })),
  ];
}

/** Its place on the line; none for one that is drawn as an arrow at the edge. */
function onLine({ value: [x, y], symbol }: ChartPoint): readonly [number, number | null] {
  return [x, symbol === undefined ? y : null];
}

/** @param hollow how a best that may be a cut lap is filled */
function pointsOf(
  name: string,
  index: number,
  days: readonly SharedDay[],
  axis: Axis,
  hollow: object,
): ChartPoint[] {
  return days.flatMap(({ date, days: both }): ChartPoint[] => {
    const day = both[index];
    const best = day?.fastest_lap_seconds ?? null;
    if (day === undefined || best === null) return [];
    const words = [formatLapTime(best), `${name}, ${formatDate(date)}`];
    return isHollow(day)
      ? [{ ...pointAt(dayNumber(date), best, axis, [...words, ALL_LAPS]), itemStyle: hollow }]
      : [pointAt(dayNumber(date), best, axis, words)];
  });
}

function isHollow({ event_id: eventId, fastest_lap_seconds: best }: DriverDay): boolean {
  return eventId === null && best !== null;
}

/** The best of all laps of a day that is not imported may be a cut one: it must not squash the rest. */
function scaleOf(days: readonly DriverDay[]): Axis | null {
  const imported = days.filter(({ event_id: eventId }) => eventId !== null);
  return axisOf(bestsOf(imported)) ?? axisOf(bestsOf(days));
}

function bestsOf(days: readonly DriverDay[]): number[] {
  return days.flatMap(({ fastest_lap_seconds: best }) => best ?? []);
}

function markOf(index: number): Pick<LineLook, 'colour' | 'form'> {
  const { colour, form } = lookOf(index);
  return { colour, form };
}
