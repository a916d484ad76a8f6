import type { DriverDay } from '@trackside/contracts';
import type { ChartColours } from '../charts/chart-colours';
import { seasonChart } from './season-chart';
import type { SharedDay } from './season';

function shared(date: string, imported: boolean, ...bests: [number, number]): SharedDay {
  const [one, other] = bests.map(
    (best) => ({ date, event_id: imported ? date : null, fastest_lap_seconds: best }) as DriverDay,
  );
  return { date, days: [one!, other!], gapSeconds: bests[1] - bests[0] };
}

function yAxis(days: SharedDay[]): { min: number; max: number } {
  const option = seasonChart(['Mia', 'Zoë'], days)?.option({} as ChartColours);
  return option?.['yAxis'] as { min: number; max: number };
}

describe('two drivers over a season', () => {
  it('are drawn on the scale of imported days: the best of another may be a cut lap', () => {
    const days = [
      shared('2025-10-25', true, 34.2, 34.9),
      shared('2025-10-18', true, 34.5, 35.1),
      shared('2025-10-11', false, 3.1, 34.8),
    ];
    expect(yAxis(days).min).toBeGreaterThan(33);
    const words = JSON.stringify(seasonChart(['Mia', 'Zoë'], days)?.option({} as ChartColours));
    expect(words.match(/of all laps, not imported/g)).toHaveLength(2);
    const legend = seasonChart(['Mia', 'Zoë'], days)?.legend.map(({ name }) => name);
    expect(legend).toEqual(['Mia', 'Zoë', 'of all laps, not imported']);
    expect(words.match(/"itemStyle":{"borderWidth":2}/g)).toHaveLength(2);
    expect(seasonChart(['Mia', 'Zoë'], days.slice(0, 2))?.legend).toHaveLength(2);
  });

  it('have no line to a day off the scale, which is a mark at the edge', () => {
    const days = [
      shared('2025-10-25', true, 34.2, 34.9),
      shared('2025-10-18', false, 3.1, 34.8),
      shared('2025-10-11', true, 34.5, 35.1),
    ];
    const option = seasonChart(['Mia', 'Zoë'], days)?.option({} as ChartColours);
    const series = option?.['series'] as { type: string; data: { words?: unknown }[] }[];
    expect(series.map(({ type }) => type)).toEqual(['scatter', 'scatter', 'line', 'line']);
    expect(series[0]?.data.map(({ words }) => words)).toHaveLength(3);
    const heights = series
      .slice(2)
      .map(({ data }) => (data as [number, number | null][]).map(([, y]) => y));
    expect(heights).toEqual([
      [34.5, null, 34.2],
      [35.1, 34.8, 34.9],
    ]);
  });

  it('are drawn on the scale of all days where none is imported', () => {
    expect(yAxis([shared('2025-10-11', false, 3.1, 34.8)]).min).toBeLessThan(4);
  });
});
