import type { Lap } from '@trackside/contracts';
import { lapFigures } from '@trackside/lap-statistics';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartPoint } from '../../charts/chart-model';
import { session, unread } from '../../../test/sessions';
import { STATISTICS } from '../../laps/statistic';
import { dayChart } from './day-chart';

const COLOURS = new Proxy({}, { get: () => '#000' }) as ChartColours;

function laps(...times: number[]): Lap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    crossed_at: null,
    is_valid: time > 0,
  }));
}

function driven(id: string, start: string, ...times: number[]) {
  const own = laps(...times);
  const figures = lapFigures(own);
  return { session: session(id, { ...figures, started_at: start }), laps: own };
}

interface Option {
  xAxis: { min: number; max: number; interval: number };
  yAxis: { min: number; max: number };
  series: { name?: string; type: string; data: ChartPoint[] }[];
}

function optionOf(items: Parameters<typeof dayChart>[0], best: number | null = null): Option {
  const classBest = best === null ? null : { seconds: best, driver: 'Idris Vale' };
  return dayChart(items, '2025-10-25', classBest, STATISTICS.counted)?.option(
    COLOURS,
  ) as unknown as Option;
}

describe('the chart of a day', () => {
  it('has best and average of each session over the clock, in order', () => {
    const option = optionOf([
      driven('b', '2025-10-25T12:00:00', 24.2, 24.6),
      driven('a', '2025-10-25T10:00:00', 26, 27),
    ]);
    const [best, average] = option.series;
    expect(best?.data.map(({ value }) => value)).toEqual([
      [36_000, 26],
      [43_200, 24.2],
    ]);
    expect(average?.data.map(({ value }) => value[1])).toEqual([26.5, 24.4]);
    expect(option.xAxis).toMatchObject({ interval: 1800, min: 34_200, max: 45_000 });
  });

  it('puts each lap where it ended, also past midnight', () => {
    const option = optionOf([driven('a', '2025-10-25T23:59:50', 25, 26)]);
    expect(option.series[2]?.data.map(({ value }) => value)).toEqual([
      [86_415, 25],
      [86_441, 26],
    ]);
  });

  it('does not let a class much quicker flatten the laps', () => {
    const own = driven('a', '2025-10-25T10:00:00', 59, 60, 60.5, 61, 59.5);
    const near = optionOf([own], 58);
    const far = optionOf([own], 45);
    expect(near.yAxis.min).toBeLessThanOrEqual(58);
    expect(near.series.at(-1)?.data[0]?.value[1]).toBe(58);
    expect(far.yAxis.min).toBeGreaterThan(57);
    expect(far.series.at(-1)?.data[0]).toMatchObject({ symbol: 'triangle', symbolRotate: 180 });
    const model = dayChart(
      [own],
      '2025-10-25',
      { seconds: 45, driver: 'Idris Vale' },
      STATISTICS.counted,
    );
    expect(model?.legend.at(-1)?.name).toBe('Class best 45.000, off the scale');
  });

  it('keeps a crash at the edge with an arrow, and invalid laps apart', () => {
    const option = optionOf([
      driven('a', '2025-10-25T10:00:00', 24.1, 24.3, 24.8, 25.2, 24.6, 301.5, -11.2),
    ]);
    const [, , valid, invalid, outliers] = option.series;
    expect(valid?.data).toHaveLength(5);
    expect(option.yAxis.max).toBeLessThan(27);
    expect(outliers?.data[0]).toMatchObject({ symbol: 'triangle', symbolRotate: 0 });
    expect(outliers?.data[0]?.words[0]).toBe('5:01.500');
    expect(invalid?.data[0]).toMatchObject({ symbol: 'triangle', symbolRotate: 180 });
  });

  it('reaches the class’s best, which is a line of its own', () => {
    const option = optionOf([driven('a', '2025-10-25T10:00:00', 26, 27)], 25.1);
    expect(option.yAxis.min).toBeLessThanOrEqual(25.1);
    expect(option.series.at(-1)?.data.map(({ value }) => value[1])).toEqual([25.1, 25.1]);
  });

  it('does not draw what is not read', () => {
    expect(
      dayChart([{ session: unread('a'), laps: [] }], '2025-10-25', null, STATISTICS.counted),
    ).toBeNull();
  });
});
