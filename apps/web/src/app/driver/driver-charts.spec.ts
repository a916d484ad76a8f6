import type { DriverDay } from '@trackside/contracts';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartPoint } from '../charts/chart-model';
import { dayNumber } from '../calendar/calendar-date';
import { STATISTICS } from '../laps/statistic';
import { driverCharts, statisticOf, trendSentences } from './driver-charts';

const COLOURS = new Proxy({}, { get: () => '#000' }) as ChartColours;

function day(date: string, best: number | null, consistency: number | null = null): DriverDay {
  return {
    date,
    event_id: consistency === null ? null : `day-${date}`,
    session_count: 4,
    lap_count: 61,
    class_names: [],
    fastest_lap_seconds: best,
    average_lap_seconds: best,
    consistency_percent: consistency,
    median_lap_seconds: null,
    pace_consistency_percent: null,
    classes: [],
  };
}

interface Option {
  xAxis: { axisLabel: { formatter: (value: number) => string; customValues: number[] } };
  yAxis: { min: number; max: number };
  series: { type: string; data: ChartPoint[] }[];
}

function optionOf(...days: DriverDay[]): Option {
  const [chart] = driverCharts({ name: 'Mia Sanders', days }, STATISTICS.valid);
  return chart?.option(COLOURS) as unknown as Option;
}

describe('the charts of a driver', () => {
  it('go from the oldest day to the newest, each under its date', () => {
    const option = optionOf(day('2025-11-15', 34.7, 93), day('2025-10-25', 35.1, 93));
    expect(option.series[0]?.data.map(({ value }) => value)).toEqual([
      [dayNumber('2025-10-25'), 35.1],
      [dayNumber('2025-11-15'), 34.7],
    ]);
    const { customValues, formatter } = option.xAxis.axisLabel;
    expect(customValues.map(formatter)).toEqual(['25 Oct', '15 Nov']);
  });

  it('keep the day of a broken car at the edge, as an arrow that tells its time', () => {
    const option = optionOf(
      day('2025-11-15', 34.7, 93),
      day('2025-11-08', 301.5, 93),
      day('2025-10-25', 35.1, 93),
    );
    expect(option.yAxis.max).toBeLessThan(36);
    expect(option.series[0]?.data[1]).toMatchObject({
      symbol: 'triangle',
      words: ['Sat 8 Nov 2025', 'best 5:01.500', '4 sessions, 61 laps'],
    });
  });

  it('keep days that are not imported apart, hollow, and off the line and its scale', () => {
    const days = [
      day('2025-11-15', 16.4, 93),
      day('2025-11-08', 6.48),
      day('2025-10-25', 16.2, 93),
    ];
    const option = optionOf(...days);
    const [line, hollow] = option.series;
    expect(line?.data.map(({ value }) => value)).toEqual([
      [dayNumber('2025-10-25'), 16.2],
      [dayNumber('2025-11-15'), 16.4],
    ]);
    expect(option.yAxis.min).toBeGreaterThan(15);
    expect(hollow).toMatchObject({ type: 'scatter', itemStyle: { borderWidth: 2 } });
    expect(hollow?.data).toMatchObject([
      {
        symbol: 'triangle',
        symbolRotate: 180,
        words: [
          'Sat 8 Nov 2025',
          'best 6.480',
          '4 sessions, 61 laps',
          'not imported: invalid laps count, too',
        ],
      },
    ]);
    const [chart] = driverCharts({ name: 'Mia Sanders', days }, STATISTICS.valid);
    expect(chart?.legend.map(({ name }) => name)).toEqual([
      'Best',
      'Average',
      'not imported: invalid laps count, too',
    ]);
    expect(chart?.table.rows[1]).toEqual(['Sat 8 Nov 2025', '6.480 (all laps)', '6.480']);
  });

  it('fit all days where none is imported', () => {
    const option = optionOf(day('2025-11-15', 16.4), day('2025-10-25', 16.2));
    expect(option.series[0]?.data).toEqual([]);
    expect(option.series[1]?.data.map(({ value }) => value)).toEqual([
      [dayNumber('2025-10-25'), 16.2],
      [dayNumber('2025-11-15'), 16.4],
    ]);
  });

  it('have no room above a consistency of 100 %, and a day below 0 at the edge', () => {
    const days = [day('2025-11-15', 34.7, -23.6), day('2025-10-25', 35.1, 99.9)];
    const chart = driverCharts({ name: 'Mia Sanders', days }, STATISTICS.valid)[1];
    const option = chart?.option(COLOURS) as unknown as Option;
    expect(option.yAxis).toMatchObject({ min: 0, max: 100 });
    expect(option.series[0]?.data[1]).toMatchObject({ symbolRotate: 180 });
  });

  it('fit most points, also where averages are far apart and few days are imported', () => {
    const averages = [40, 55, 37, 62, 48, 44, 58];
    const days = averages.map((average, index) => ({
      ...day(`2025-11-0${7 - index}`, 25 + index / 10, index < 2 ? 90 : null),
      average_lap_seconds: average,
    }));
    const { yAxis } = optionOf(...days);
    expect(averages.filter((average) => average > yAxis.max)).toEqual([]);
  });

  it('draw the trend of four days and more as a line from the first to the last', () => {
    const days = [34.6, 34.7, 34.8, 34.9].map((best, index) =>
      day(`2025-11-${String(22 - index * 7).padStart(2, '0')}`, best, 93),
    );
    const [chart] = driverCharts({ name: 'Mia Sanders', days }, STATISTICS.valid);
    const option = chart?.option(COLOURS) as unknown as { series: { data: number[][] }[] };
    const line = option.series.at(-2)?.data;
    expect(line?.map(([date]) => date)).toEqual([dayNumber('2025-11-01'), dayNumber('2025-11-22')]);
    expect(line?.[0]?.[1]).toBeCloseTo(34.9, 6);
    expect(chart?.summary).toContain('Best lap: 0.100 s quicker a week.');
    expect(trendSentences(days, STATISTICS.valid)).toEqual([
      'Best lap: 0.100 s quicker a week.',
      'Average: 0.100 s quicker a week.',
      'Trend over 4 days since Sat 1 Nov 2025; single days don’t turn it.',
    ]);
    expect(trendSentences(days.slice(1), STATISTICS.valid)).toEqual([]);
  });

  it('go by the median and our own consistency, where these are chosen and laps are here', () => {
    const own = { median_lap_seconds: 35.3, pace_consistency_percent: 97.2 };
    const days = ['2025-11-15', '2025-10-25'].map((date) => ({ ...day(date, 34.7, 12.1), ...own }));
    const charts = driverCharts({ name: 'Mia Sanders', days }, STATISTICS.counted);
    expect(charts.map(({ table }) => [table.head, table.rows[0]])).toEqual([
      [
        ['Day', 'Best', 'Median'],
        ['Sat 25 Oct 2025', '34.700', '35.300'],
      ],
      [
        ['Day', 'Consistency'],
        ['Sat 25 Oct 2025', '97.2\u00a0%'],
      ],
    ]);
    expect(statisticOf(days, STATISTICS.counted)).toBe(STATISTICS.counted);
    expect(statisticOf([day('2025-11-15', 34.7)], STATISTICS.counted)).toBe(STATISTICS.valid);
  });

  it('leave out what nobody tells', () => {
    const days = [day('2025-11-15', null), day('2025-10-25', 35.1)];
    expect(optionOf(...days).series[1]?.data).toHaveLength(1);
    expect(
      driverCharts({ name: 'Mia Sanders', days }, STATISTICS.valid).map(({ title }) => title),
    ).toEqual(['Lap time in seconds, day by day']);
    const imported = [day('2025-11-15', 34.7, 93.4), day('2025-10-25', 35.1, 99.9)];
    expect(
      driverCharts({ name: 'Mia Sanders', days: imported }, STATISTICS.valid).map(
        ({ title }) => title,
      ),
    ).toEqual(['Lap time in seconds, day by day', 'LiveRC consistency in %, day by day']);
    expect(driverCharts({ name: 'Mia Sanders', days: [] }, STATISTICS.valid)).toEqual([]);
  });
});
