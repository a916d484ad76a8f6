import type { DriverAtTrack, DriverDay } from '@trackside/contracts';
import { dayAndMonth, formatDate } from '../calendar/calendar-date';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartModel, ChartPoint, LegendItem } from '../charts/chart-model';
import { type Axis, axisOf } from '../charts/fit';
import { type XAxis, frame, numberedAxis } from '../charts/frame';
import { type LineStyle, lineSeries, pointAt } from '../charts/series';
import { formatLapTime, formatPercent } from '../laps/lap-time';

/** Slower than so many times the usual lap says more about a broken car than about the driver. */
const BEYOND = 2;
const BEST = { symbol: 'circle', dash: 'solid' } as const;
const AVERAGE = { symbol: 'diamond', dash: [6, 5] };

const NOT_IMPORTED = 'not imported: invalid laps count, too';

type Driver = Pick<DriverAtTrack, 'name' | 'days'>;

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
  return {
    title: 'Lap time in seconds, day by day',
    summary: `Best and average lap of ${name} on ${days.length} days.`,
    fileName: `lap times ${name}`,
    legend: legendOf(days),
    table: { head: ['Day', 'Best', 'Average'], rows: days.map(rowOf) },
    option: (colours) => ({
      ...frame(colours, dayAxis(days), axis),
      series: [
        ...dayByDay(days, axis, bestOf, bestWords, colours, { ...BEST, color: colours.accent }),
        ...dayByDay(days, axis, averageOf, averageWords, colours, {
          ...AVERAGE,
          color: colours.series3,
        }),
      ],
    }),
  };
}

/** Fits the imported days where one has a lap: a cut lap elsewhere must not flatten them. */
function lapAxis(days: readonly DriverDay[]): Axis | null {
  const axisFor = (shown: readonly DriverDay[]): Axis | null =>
    axisOf(withoutOutliers(shown.flatMap((day) => [bestOf(day), averageOf(day)])));
  return axisFor(days.filter((day) => !countsAllLaps(day))) ?? axisFor(days);
}

function legendOf(days: readonly DriverDay[]): LegendItem[] {
  const known: LegendItem[] = [
    { name: 'Best', form: 'disc', colour: 'accent' },
    { name: 'Average', form: 'diamond', colour: 'series3' },
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
      ...frame(colours, dayAxis(days), axis, String),
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
  const axis = axisOf(values.map((value) => Math.max(0, value)));
  return axis && { ...axis, min: Math.max(0, axis.min), max: Math.min(100, axis.max) };
}

function dayAxis(days: readonly DriverDay[]): XAxis {
  const years = new Set(days.map(({ date }) => date.slice(0, 4)));
  return numberedAxis(days.length, (number) => {
    const { date } = days[number - 1] as DriverDay;
    // Under each day, not only a year's first: that one's label may be left out for want of room.
    return years.size > 1 ? `${dayAndMonth(date)}\n${date.slice(0, 4)}` : dayAndMonth(date);
  });
}

function pointsOf(
  days: readonly DriverDay[],
  axis: Axis,
  valueOf: (day: DriverDay) => number | null,
  wordsOf: (value: number) => string,
): ChartPoint[] {
  return days.flatMap((day, index) => {
    const value = valueOf(day);
    const driven = `${day.session_count} sessions, ${day.lap_count} laps`;
    return value === null
      ? []
      : [pointAt(index + 1, value, axis, [formatDate(day.date), wordsOf(value), driven])];
  });
}

/** The laps that the axis has to hold; those far beyond stand at its edge. */
function withoutOutliers(laps: readonly (number | null)[]): number[] {
  const sorted = laps.filter((lap) => lap !== null).sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return sorted.filter((lap) => lap <= usual * BEYOND);
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
