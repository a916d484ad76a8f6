import type { DriverAtTrack, DriverDay } from '@trackside/contracts';
import { type UsualRange, usualRangeOf } from '@trackside/lap-statistics';
import { dayNumber, formatDate } from '../calendar/calendar-date';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from '../charts/chart-model';
import { type Axis, axisOf } from '../charts/fit';
import { frame } from '../charts/frame';
import { type LineStyle, lineSeries, pointAt } from '../charts/series';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import { dayAxis } from './day-axis';
import { type DayFigure, type DayTrend, basisWords, dayTrend, trendDays } from './day-trend';

/** So many times the usual, or less than its part, says more about a car than about the driver. */
const BEYOND = 2;
const EVERY: UsualRange = { min: -Infinity, max: Infinity };
const BEST = { symbol: 'circle', dash: 'solid' } as const;
const AVERAGE = { symbol: 'diamond', dash: [6, 5] };

const NOT_IMPORTED = 'not imported: invalid laps count, too';

const BEST_LAP: DayFigure = { name: 'Best lap', of: bestOf };
const AVERAGE_LAP: DayFigure = { name: 'Average', of: averageOf };

type Driver = Pick<DriverAtTrack, 'name' | 'days'>;

/** Whether somebody got quicker, in sentences; empty where there are too few days to tell. */
export function trendSentences({ days }: Pick<Driver, 'days'>): string[] {
  const basis = trendDays([...days].reverse(), countsAllLaps);
  const trends = [BEST_LAP, AVERAGE_LAP].flatMap((figure) => dayTrend(basis, figure) ?? []);
  return trends.length === 0 ? [] : [...trends.map(({ words }) => words), basisWords(basis)];
}

/** What changed from day to day: lap times, and consistency. Without what nothing is told of. */
export function driverCharts({ name, days }: Driver): ChartModel[] {
  const inTime = [...days].reverse();
  return [lapTimes(name, inTime), consistency(name, inTime)].filter((chart) => chart !== null);
}

/** Whether a day's laps are not read, so that its best and average count invalid ones, too. */
export function countsAllLaps({ event_id, consistency_percent }: DriverDay): boolean {
  return event_id === null || consistency_percent === null;
}

/** Best and average of each day. @param days oldest first, as in all charts here */
function lapTimes(name: string, days: readonly DriverDay[]): ChartModel | null {
  const axis = lapAxis(days);
  if (axis === null) {
    return null;
  }
  const basis = trendDays(days, countsAllLaps);
  const [best, average] = [dayTrend(basis, BEST_LAP), dayTrend(basis, AVERAGE_LAP)];
  const told = [best, average].flatMap((trend) => trend?.words ?? []);
  return {
    title: 'Lap time in seconds, day by day',
    summary: [`Best and average lap of ${name} on ${days.length} days.`, ...told].join(' '),
    fileName: `lap times ${name}`,
    legend: legendOf(days, best !== null || average !== null),
    table: { head: ['Day', 'Best', 'Average'], rows: days.map(rowOf) },
    option: (colours) => ({
      ...frame(colours, dayAxis(days.map(({ date }) => date)), axis),
      series: [
        ...dayByDay(days, axis, bestOf, bestWords, colours, { ...BEST, color: colours.accent }),
        ...dayByDay(days, axis, averageOf, averageWords, colours, {
          ...AVERAGE,
          color: colours.series3,
        }),
        ...trendLine(best, colours.accent),
        ...trendLine(average, colours.series3),
      ],
    }),
  };
}

/** Straight, through the clear air between the days; it has no points to be reached. */
function trendLine(trend: DayTrend | null, color: string): object[] {
  if (trend === null) {
    return [];
  }
  const { slope, intercept } = trend.trend;
  return [
    {
      type: 'line',
      data: trend.ends.map((day) => [day, intercept + slope * day]),
      symbol: 'none',
      silent: true,
      z: 1,
      lineStyle: { color, width: 2, type: [2, 4] },
    },
  ];
}

/** Fits the usual bests and the usual averages, each among their own kind. */
function lapAxis(days: readonly DriverDay[]): Axis | null {
  return axisOf([bestOf, averageOf].flatMap((valueOf) => usualLaps(days.map(valueOf))));
}

function legendOf(days: readonly DriverDay[], hasTrend: boolean): LegendItem[] {
  const known: LegendItem[] = [
    { name: 'Best', form: 'disc', colour: 'accent' },
    { name: 'Average', form: 'diamond', colour: 'series3' },
    ...(hasTrend ? [{ name: 'Trend', form: 'dots', colour: 'soft' } as const] : []),
  ];
  return days.some(countsAllLaps)
    ? [...known, { name: NOT_IMPORTED, form: 'ring', colour: 'soft' }]
    : known;
}

function rowOf(day: DriverDay): string[] {
  const best = formatLapTime(bestOf(day));
  const marked = countsAllLaps(day) && bestOf(day) !== null ? `${best} (all laps)` : best;
  return [formatDate(day.date), marked, formatLapTime(averageOf(day))];
}

/** A line through the imported days, and the others as hollow points beside it. */
function dayByDay(
  days: readonly DriverDay[],
  axis: Axis,
  valueOf: (day: DriverDay) => number | null,
  wordsOf: (value: number) => string,
  colours: ChartColours,
  style: LineStyle,
): object[] {
  const valuesWhere =
    (allLaps: boolean) =>
    (day: DriverDay): number | null =>
      countsAllLaps(day) === allLaps ? valueOf(day) : null;
  const apart = pointsOf(days, axis, valuesWhere(true), wordsOf);
  return [
    lineSeries(pointsOf(days, axis, valuesWhere(false), wordsOf), style),
    {
      type: 'scatter',
      data: apart.map((point) => ({ ...point, words: [...point.words, NOT_IMPORTED] })),
      symbol: style.symbol,
      symbolSize: 9,
      itemStyle: { color: colours.surface, borderColor: style.color, borderWidth: 2 },
      cursor: 'default',
    },
  ];
}

function consistency(name: string, days: readonly DriverDay[]): ChartModel | null {
  const known = days.flatMap((day) => consistencyOf(day) ?? []);
  const axis = percentAxis(known);
  if (axis === null || known.length < 2) {
    return null;
  }
  return {
    title: 'LiveRC consistency in %, day by day',
    summary: `LiveRC consistency of ${name} on the days that are imported.`,
    fileName: `consistency ${name}`,
    legend: [{ name: 'LiveRC consistency', form: 'square', colour: 'old' }],
    table: {
      head: ['Day', 'LiveRC consistency'],
      rows: days.map((day) => [formatDate(day.date), formatPercent(consistencyOf(day))]),
    },
    option: (colours) => ({
      ...frame(colours, dayAxis(days.map(({ date }) => date)), axis, String),
      series: [
        lineSeries(
          pointsOf(days, axis, consistencyOf, (value) => `consistency ${formatPercent(value)}`),
          { color: colours.old, symbol: 'rect', dash: 'solid' },
        ),
      ],
    }),
  };
}

/** No consistency is above 100; a day below 0 stands at the edge. */
function percentAxis(values: readonly number[]): Axis | null {
  const shown = within(values, usualRangeOf(values) ?? EVERY);
  const axis = axisOf(shown.map((value) => Math.max(0, value)));
  return axis && { ...axis, min: Math.max(0, axis.min), max: Math.min(100, axis.max) };
}

function pointsOf(
  days: readonly DriverDay[],
  axis: Axis,
  valueOf: (day: DriverDay) => number | null,
  wordsOf: (value: number) => string,
): ChartPoint[] {
  return days.flatMap((day) => {
    const value = valueOf(day);
    const driven = `${day.session_count} sessions, ${day.lap_count} laps`;
    return value === null
      ? []
      : [pointAt(dayNumber(day.date), value, axis, [formatDate(day.date), wordsOf(value), driven])];
  });
}

/**
 * The laps that an axis has to hold, always more than half of them; the others stand at its edge.
 * Where most are far apart, so is what is usual, and the axis holds them all.
 */
function usualLaps(laps: readonly (number | null)[]): number[] {
  const sorted = laps.filter((lap) => lap !== null).sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return within(sorted, usualRangeOf(sorted) ?? { min: middle / BEYOND, max: middle * BEYOND });
}

function within(values: readonly number[], { min, max }: UsualRange): number[] {
  return values.filter((value) => value >= min && value <= max);
}

function bestOf(day: DriverDay): number | null {
  return day.fastest_lap_seconds;
}

function bestWords(seconds: number): string {
  return `best ${formatLapTime(seconds)}`;
}

function averageOf(day: DriverDay): number | null {
  return day.average_lap_seconds;
}

function averageWords(seconds: number): string {
  return `average ${formatLapTime(seconds)}`;
}

function consistencyOf(day: DriverDay): number | null {
  return day.consistency_percent;
}
