import { session, unread } from '../../../test/sessions';
import type { ChartColours } from '../../charts/chart-colours';
import type { ChartPoint } from '../../charts/chart-model';
import { driverKey } from '../../me/driver-names';
import { classChart } from './class-chart';

const COLOURS = new Proxy({}, { get: () => '#000' }) as ChartColours;

const ROWS = [
  { key: 'zoë marlow', name: 'Zoë Marlow' },
  { key: 'idris vale', name: 'Idris Vale' },
];
const SESSIONS = [
  session('a', { fastest_lap_seconds: 24.5 }),
  session('b', { fastest_lap_seconds: 24.1 }),
  session('c', { driver_name: 'Idris Vale', fastest_lap_seconds: 24.7 }),
  unread('d', { driver_name: 'Idris Vale', fastest_lap_seconds: 9.8 }),
];

interface Option {
  yAxis: { min: number; max: number; axisLabel: { formatter: (value: number) => string } };
  series: { data: ChartPoint[] }[];
}

function chartOf(...sessions: typeof SESSIONS) {
  return classChart(ROWS, sessions, driverKey, 'Buggy');
}

describe('the chart of a class', () => {
  it('has a row for each driver, from the top, with the best of each session that is read', () => {
    const option = chartOf(...SESSIONS)?.option(COLOURS) as unknown as Option;
    const [best, others] = option.series.map(({ data }) => data.map(({ value }) => value));
    expect(best).toEqual([
      [24.1, -1],
      [24.7, -2],
    ]);
    expect(others).toEqual([[24.5, -1]]);
    expect([0, -1, -2, -3].map(option.yAxis.axisLabel.formatter)).toEqual([
      ...['', 'Zoë Marlow', 'Idris Vale', ''],
    ]);
  });

  it('is a table, too, the quickest of each first', () => {
    expect(chartOf(...SESSIONS)?.table.rows).toEqual([
      ['Zoë Marlow', '24.100', '24.100, 24.500'],
      ['Idris Vale', '24.700', '24.700'],
    ]);
  });

  it('keeps a session in which nothing went right at the edge', () => {
    const broken = session('e', { fastest_lap_seconds: 61 });
    const chart = chartOf(...SESSIONS, broken, session('f', { fastest_lap_seconds: 24.3 }));
    const option = chart?.option(COLOURS) as unknown as Option;
    const last = option.series[1]?.data.at(-1);
    expect(last).toMatchObject({ symbol: 'triangle', words: ['1:01.000', 'Zoë Marlow, 10:58'] });
    expect(last?.value[0]).toBeLessThan(30);
    expect(chart?.legend.at(-1)?.name).toBe('off the scale');
  });

  it('is none of one driver alone', () => {
    expect(classChart(ROWS.slice(0, 1), SESSIONS, driverKey, 'Buggy')).toBeNull();
    expect(classChart([], [], driverKey, 'Buggy')).toBeNull();
  });
});
