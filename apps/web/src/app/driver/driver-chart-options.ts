import type { EChartsCoreOption } from 'echarts/core';
import type { DriverDay } from '@trackside/contracts';
import { dayAndMonth, formatDate } from '../calendar/calendar-date';
import { lapTime, percent } from './lap-time';

/** What the chart is drawn in; the page's own colours. */
export interface ChartColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  readonly second: string;
  readonly surface: string;
}

/** A point of a line; one beyond the axis stands at its edge as an arrow. */
export interface ChartPoint {
  readonly value: number | null;
  readonly symbol?: 'triangle';
  readonly symbolSize?: number;
}

/** A canvas inherits no font. */
const FONT = { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 13 };

/** Slower than so many times the usual lap says more about a broken car than about the driver. */
const BEYOND = 2;

/** The slowest value that the axis has to hold; outliers beyond it stand at its edge. */
export function axisEnd(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)];
  return usual === undefined ? null : Math.max(...sorted.filter((v) => v <= usual * BEYOND));
}

export function pointOf(value: number | null, end: number | null): ChartPoint {
  return value !== null && end !== null && value > end
    ? { value: end, symbol: 'triangle', symbolSize: 12 }
    : { value };
}

/** Best, average and consistency day by day, as ECharts draws them. @param days newest first */
export function driverChart(days: readonly DriverDay[], colours: ChartColours): EChartsCoreOption {
  const inTime = [...days].reverse();
  return {
    animation: false,
    textStyle: FONT,
    grid: { left: 8, right: 8, top: 64, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemGap: 10,
      itemWidth: 18,
      textStyle: { ...FONT, color: colours.ink },
    },
    tooltip: tooltip(inTime, colours),
    xAxis: {
      type: 'category',
      data: inTime.map(({ date }) => dayAndMonth(date)),
      axisLabel: { ...FONT, color: colours.soft },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: [
      axis('Lap time', colours, (value) => lapTime(value).replace(/\.?0+$/, '')),
      {
        ...axis('Consistency', colours, (value) => `${value} %`, false),
        ...consistencyScale(inTime.map((day) => day.consistency_percent)),
      },
    ],
    series: seriesOf(inTime, colours),
  };
}

/** From a round number below the least consistent day up to 100, in three to five steps. */
export function consistencyScale(values: readonly (number | null)[]): {
  min: number;
  max: number;
  interval: number;
} {
  const least = Math.min(100, ...values.filter((value) => value !== null));
  const span = Math.max(15, 100 - least);
  const interval = [5, 10, 20].find((step) => span <= step * 5) ?? 20;
  const min = Math.max(0, 100 - Math.ceil(span / interval) * interval);
  return { min, max: 100, interval };
}

/** Told apart by stroke and by symbol too, not by colour alone. */
function seriesOf(inTime: readonly DriverDay[], { accent, ink, second }: ChartColours): object[] {
  const best = inTime.map((day) => day.fastest_lap_seconds);
  const average = inTime.map((day) => day.average_lap_seconds);
  const consistency = inTime.map((day) => ({ value: day.consistency_percent }));
  const end = axisEnd([...best, ...average]);
  const laps = [
    line(
      'Best lap',
      accent,
      'solid',
      'circle',
      best.map((value) => pointOf(value, end)),
    ),
    line(
      'Average lap',
      ink,
      'dashed',
      'rect',
      average.map((value) => pointOf(value, end)),
    ),
  ];
  const steady = line('Consistency', second, 'dotted', 'diamond', consistency);
  const known = consistency.some(({ value }) => value !== null);
  return known ? [...laps, { ...steady, yAxisIndex: 1 }] : laps;
}

function axis(
  name: string,
  colours: ChartColours,
  formatter: (value: number) => string,
  lines = true,
): object {
  return {
    type: 'value',
    scale: true,
    name,
    nameTextStyle: { ...FONT, color: colours.soft },
    axisLabel: { ...FONT, color: colours.soft, formatter },
    splitLine: { show: lines, lineStyle: { color: colours.line } },
  };
}

function line(
  name: string,
  color: string,
  type: string,
  symbol: string,
  data: readonly ChartPoint[],
): object {
  const style = { lineStyle: { color, type, width: 2 }, itemStyle: { color } };
  return { type: 'line', name, symbol, symbolSize: 8, connectNulls: true, ...style, data };
}

/** Its text is built of numbers and dates alone: nothing that a page wrote gets into the markup. */
function tooltip(inTime: readonly DriverDay[], colours: ChartColours): object {
  return {
    trigger: 'axis',
    confine: true,
    backgroundColor: colours.surface,
    borderColor: colours.line,
    textStyle: { ...FONT, color: colours.ink },
    formatter: ([first]: { dataIndex: number }[]) => {
      const day = inTime[first?.dataIndex ?? 0];
      return day ? tipOf(day) : '';
    },
  };
}

function tipOf(day: DriverDay): string {
  return [
    formatDate(day.date),
    `best ${lapTime(day.fastest_lap_seconds)}`,
    `average ${lapTime(day.average_lap_seconds)}`,
    `consistency ${percent(day.consistency_percent)}`,
    `${day.session_count} sessions, ${day.lap_count} laps`,
  ].join('<br>');
}
