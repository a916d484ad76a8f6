import type { DriverAtTrack, DriverDay } from '@trackside/contracts';
import { type UsualRange, usualRangeOf } from '@trackside/lap-statistics';
import { dayNumber, formatDate } from '../calendar/calendar-date';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from '../charts/chart-model';
import { type Axis, axisOf } from '../charts/fit';
import { frame } from '../charts/frame';
import { type LineStyle, lineSeries, pointAt } from '../charts/series';
import { countWords } from '../laps/count';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import { type Statistic, STATISTICS } from '../laps/statistic';
import { dayAxis } from './day-axis';
import { type DayFigure, type DayTrend, basisWords, dayTrend, trendDays } from './day-trend';

/** So many times the usual, or less than its part, says more about a car than about the driver. */
const BEYOND = 2;
const EVERY: UsualRange = { min: -Infinity, max: Infinity };
const BEST = { symbol: 'circle', dash: 'solid' } as const;
const PACE = { symbol: 'diamond', dash: [6, 5] };
const EVEN = { symbol: 'rect', dash: 'solid' } as const;

const NOT_IMPORTED = 'not imported: invalid laps count, too';

const BEST_LAP: DayFigure = { name: 'Best lap', of: bestOf };

type Driver = Pick<DriverAtTrack, 'name' | 'days'>;

/** Whether somebody got quicker, in sentences; empty where there are too few days to tell. */
export function trendSentences(days: readonly DriverDay[], statistic: Statistic): string[] {
  const basis = trendDays([...days].reverse(), countsAllLaps);
  const trends = [BEST_LAP, paceFigure(statistic)].flatMap(
    (figure) => dayTrend(basis, figure) ?? [],
  );
  return trends.length === 0 ? [] : [...trends.map(({ words }) => words), basisWords(basis)];
}

/**
 * The statistic to go by: the one chosen, or LiveRC's figures as long as there is no day whose laps
 * are here.
 */
export function statisticOf(days: readonly DriverDay[], chosen: Statistic): Statistic {
  return days.some((day) => chosen.told(day).seconds !== null) ? chosen : STATISTICS.valid;
}

function paceFigure({ pace, told }: Statistic): DayFigure {
  return { name: pace, of: (day) => told(day).seconds };
}

/** What changed from day to day: lap times, and consistency. Without what nothing is told of. */
export function driverCharts({ name, days }: Driver, statistic: Statistic): ChartModel[] {
  const inTime = [...days].reverse();
  const charts = [lapTimes(name, inTime, statistic), consistency(name, inTime, statistic)];
  return charts.filter((chart) => chart !== null);
}

/** Whether a day's laps are not read, so that its best and average count invalid ones, too. */
export function countsAllLaps({ event_id, consistency_percent }: DriverDay): boolean {
  return event_id === null || consistency_percent === null;
}

/** Best and pace of each day. @param days oldest first, as in all charts here */
function lapTimes(
  name: string,
  days: readonly DriverDay[],
  statistic: Statistic,
): ChartModel | null {
  const pace = paceFigure(statistic);
  const axis = lapAxis(days, pace);
  if (axis === null) {
    return null;
  }
  const basis = trendDays(days, countsAllLaps);
  const trends = [dayTrend(basis, BEST_LAP), dayTrend(basis, pace)] as const;
  const told = trends.flatMap((trend) => trend?.words ?? []);
  const word = pace.name.toLowerCase();
  return {
    title: 'Lap time in seconds, day by day',
    summary: [
      `Best and ${word} lap of ${name} on ${countWords(days.length, 'day')}.`,
      ...told,
    ].join(' '),
    fileName: `lap times ${name}`,
    legend: legendOf(days, pace, told.length > 0),
    table: { head: ['Day', 'Best', pace.name], rows: days.map((day) => rowOf(day, pace)) },
    option: (colours) => ({
      ...frame(colours, dayAxis(days.map(({ date }) => date)), axis),
      series: [
        ...dayByDay(days, axis, bestOf, 'best', colours, { ...BEST, color: colours.accent }),
        ...dayByDay(days, axis, pace.of, word, colours, { ...PACE, color: colours.series3 }),
        ...trendLine(trends[0], colours.accent),
        ...trendLine(trends[1], colours.series3),
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

/** Fits the usual bests and the usual paces, each among their own kind. */
function lapAxis(days: readonly DriverDay[], pace: DayFigure): Axis | null {
  return axisOf([bestOf, pace.of].flatMap((valueOf) => usualLaps(days.map(valueOf))));
}

function legendOf(days: readonly DriverDay[], pace: DayFigure, hasTrend: boolean): LegendItem[] {
  const known: LegendItem[] = [
    { name: 'Best', form: 'disc', colour: 'accent' },
    { name: pace.name, form: 'diamond', colour: 'series3' },
    ...(hasTrend ? [{ name: 'Trend', form: 'dots', colour: 'soft' } as const] : []),
  ];
  return days.some(countsAllLaps)
    ? [...known, { name: NOT_IMPORTED, form: 'ring', colour: 'soft' }]
    : known;
}

function rowOf(day: DriverDay, pace: DayFigure): string[] {
  const best = formatLapTime(bestOf(day));
  const marked = countsAllLaps(day) && bestOf(day) !== null ? `${best} (all laps)` : best;
  return [formatDate(day.date), marked, formatLapTime(pace.of(day))];
}

/** A line through the imported days, and the others as hollow points beside it. */
function dayByDay(
  days: readonly DriverDay[],
  axis: Axis,
  valueOf: (day: DriverDay) => number | null,
  word: string,
  colours: ChartColours,
  style: LineStyle,
): object[] {
  const valuesWhere =
    (allLaps: boolean) =>
    (day: DriverDay): number | null =>
      countsAllLaps(day) === allLaps ? valueOf(day) : null;
  const wordsOf = (seconds: number): string => `${word} ${formatLapTime(seconds)}`;
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

function consistency(
  name: string,
  days: readonly DriverDay[],
  { consistency: title, told }: Statistic,
): ChartModel | null {
  const valueOf = (day: DriverDay): number | null => told(day).consistency;
  const known = days.flatMap((day) => valueOf(day) ?? []);
  const axis = percentAxis(known);
  if (axis === null || known.length < 2) {
    return null;
  }
  const wordsOf = (percent: number): string => `consistency ${formatPercent(percent)}`;
  return {
    title: `${title} in %, day by day`,
    summary: `${title} of ${name} on the days that are imported.`,
    fileName: `consistency ${name}`,
    legend: [{ name: title, form: 'square', colour: 'old' }],
    table: {
      head: ['Day', title],
      rows: days.map((day) => [formatDate(day.date), formatPercent(valueOf(day))]),
    },
    option: (colours) => ({
      ...frame(colours, dayAxis(days.map(({ date }) => date)), axis, String),
      series: [lineSeries(pointsOf(days, axis, valueOf, wordsOf), { ...EVEN, color: colours.old })],
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
    const driven = [
      countWords(day.session_count, 'session'),
      countWords(day.lap_count, 'lap'),
    ].join(', ');
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
