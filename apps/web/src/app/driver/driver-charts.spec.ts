import type { DriverDay } from '@trackside/contracts';
import type { ChartColours } from '../charts/chart-colours';
import type { ChartPoint } from '../charts/chart-model';
import { driverCharts } from './driver-charts';

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
  xAxis: { axisLabel: { formatter: (value: number) => string } };
  yAxis: { min: number; max: number };
  series: { type: string; data: ChartPoint[] }[];
}

function optionOf(...days: DriverDay[]): Option {
  const [chart] = driverCharts({ name: 'Mia Sanders', days });
  return chart?.option(COLOURS) as unknown as Option;
}

describe('the charts of a driver', () => {
  it('go from the oldest day to the newest, each under its date', () => {
    const option = optionOf(day('2025-11-15', 34.7, 93), day('2025-10-25', 35.1, 93));
    expect(option.series[0]?.data.map(({ value }) => value)).toEqual([
      [1, 35.1],
      [2, 34.7],
    ]);
    expect([0, 1, 2, 3].map(option.xAxis.axisLabel.formatter)).toEqual([
      '',
      '25 Oct',
      '15 Nov',
      '',
    ]);
  });

  it('tell the year of each day where there are several', () => {
    const option = optionOf(day('2026-02-07', 34.7, 93), day('2025-11-15', 35.1, 93));
    expect([1, 2].map(option.xAxis.axisLabel.formatter)).toEqual(['15 Nov\n2025', '7 Feb\n2026']);
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
      [1, 16.2],
      [3, 16.4],
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
    const [chart] = driverCharts({ name: 'Mia Sanders', days });
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
      [1, 16.2],
      [2, 16.4],
    ]);
  });

  it('have no room above a consistency of 100 %, and a day below 0 at the edge', () => {
    const days = [day('2025-11-15', 34.7, -23.6), day('2025-10-25', 35.1, 99.9)];
    const chart = driverCharts({ name: 'Mia Sanders', days })[1];
    const option = chart?.option(COLOURS) as unknown as Option;
    expect(option.yAxis).toMatchObject({ min: 0, max: 100 });
    expect(option.series[0]?.data[1]).toMatchObject({ symbolRotate: 180 });
  });

  it('leave out what nobody tells', () => {
    const days = [day('2025-11-15', null), day('2025-10-25', 35.1)];
    expect(optionOf(...days).series[1]?.data).toHaveLength(1);
    expect(driverCharts({ name: 'Mia Sanders', days }).map(({ title }) => title)).toEqual([
      'Lap time in seconds, day by day',
    ]);
    const imported = [day('2025-11-15', 34.7, 93.4), day('2025-10-25', 35.1, 99.9)];
    expect(driverCharts({ name: 'Mia Sanders', days: imported }).map(({ title }) => title)).toEqual(
      ['Lap time in seconds, day by day', 'LiveRC consistency in %, day by day'],
    );
    expect(driverCharts({ name: 'Mia Sanders', days: [] })).toEqual([]);
  });
});
