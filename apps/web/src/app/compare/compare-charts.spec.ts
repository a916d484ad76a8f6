import type { Lap } from '@trackside/contracts';
import type { ChartColours } from '../charts/chart-colours';
import { lookOf } from '../charts/line-looks';
import { type Compared, gapChart } from './compare-charts';
import { gapsTo } from './gaps';

const COLOURS = {} as ChartColours;

function session(id: string, ...times: number[]): Compared {
  const laps: Lap[] = times.map((seconds, index) => ({
    lap_number: index + 1,
    lap_time_seconds: seconds,
    crossed_at: null,
    is_valid: true,
  }));
  return { id, laps, rivals: 'Buggy', name: id, notes: new Map(), look: lookOf(0) };
}

/** From where to where the axis of gaps goes. */
function axisOf(...compared: Compared[]): { min: number; max: number } {
  const reference = compared[0]!.id;
  const chart = gapChart(compared, gapsTo(reference, compared), reference);
  return chart!.option(COLOURS)['yAxis'] as { min: number; max: number };
}

const STEADY = session('steady', 25, 25.1, 25, 25.2, 25, 25.1);

describe('the axis of gaps', () => {
  it('reaches to all gaps where a crash on the first lap stands in nearly each of them', () => {
    const crashed = session('crashed', 41, 25.3, 25.1, 25.2, 25.3, 25.2);

    expect(axisOf(STEADY, crashed)).toMatchObject({ max: 20 });
  });

  it('leaves a crash on the last lap beyond its edge', () => {
    const crashed = session('crashed', 25.3, 25.1, 25.2, 25.3, 25.2, 41);

    expect(axisOf(STEADY, crashed).max).toBeLessThan(3);
  });

  it('is not stretched for one of several', () => {
    const crashed = session('crashed', 300, 25.3, 25.1, 25.2, 25.3, 25.2);
    const others = [
      session('b', 25.2, 25.2, 25.1, 25, 25.1, 25),
      session('c', 25, 25, 25, 25, 25, 25),
    ];

    expect(axisOf(STEADY, crashed, ...others).max).toBeLessThan(3);
  });
});
