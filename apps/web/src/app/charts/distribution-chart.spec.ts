import type { Lap } from '@trackside/contracts';
import { distributionChart } from './distribution-chart';

function laps(...times: number[]): Lap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    crossed_at: null,
    is_valid: time > 0,
  }));
}

describe('the distribution of a run', () => {
  it('counts each valid lap once, those far off together at the end', () => {
    const chart = distributionChart(
      laps(24.1, 24.12, 24.2, 24.3, 24.3, 24.35, 24.4, 24.45, 301.5, -9),
      'Zoë',
    );
    const counts = chart?.table.rows.map(([range, count]) => [range, Number(count)]);
    expect(counts?.at(-1)).toEqual(['24.6 and slower', 1]);
    const legend = chart?.legend.map(({ name }) => name);
    expect(legend).toEqual(['Valid laps', 'Slower ones, together']);
    expect(counts?.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(9);
    expect(chart?.summary).toContain(
      '9 valid laps of Zoë. The middle half took 24.200 to 24.400 s.',
    );
  });

  it('names nothing slower in its legend where nothing is', () => {
    const even = distributionChart(laps(24.1, 24.12, 24.2, 24.3, 24.3, 24.35, 24.4, 24.45), 'Zoë');
    expect(even?.legend.map(({ name }) => name)).toEqual(['Valid laps']);
  });

  it('has no shape with fewer than eight valid laps', () => {
    expect(distributionChart(laps(24, 24.1, 24.2, 24.3, 24.4, 24.5, 24.6, -24), 'Zoë')).toBeNull();
  });
});
