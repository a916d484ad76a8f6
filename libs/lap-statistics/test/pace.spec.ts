import type { TimedLap } from '../src/figures.js';
import { countedLaps, paceFigures } from '../src/pace.js';

function laps(...times: number[]): TimedLap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    is_valid: time > 0,
  }));
}

describe('the pace of laps', () => {
  it('is their median, and how even they were', () => {
    expect(paceFigures([laps(26.1, 25.9, 26.4, 26)])).toEqual({
      counted_lap_count: 4,
      outlier_lap_count: 0,
      median_lap_seconds: 26.05,
      pace_consistency_percent: 99.283,
    });
  });

  it('leaves out invalid laps and those that stand out in their session, and counts the latter', () => {
    const crash = laps(24.2, 24.6, -3, 24.4, 24.5, 24.3, 301);
    expect(countedLaps(crash).map((lap) => lap.lap_number)).toEqual([1, 2, 4, 5, 6]);
    expect(paceFigures([crash])).toMatchObject({ counted_lap_count: 5, outlier_lap_count: 1 });
    expect(paceFigures([crash]).median_lap_seconds).toBe(24.4);
  });

  it('judges each session by itself: a slow morning does not stand out beside a quick noon', () => {
    const [morning, noon] = [laps(30, 30.2, 30.1, 30.3), laps(24, 24.1, 24.2, 24.1, 24)];
    expect(paceFigures([morning, noon])).toMatchObject({
      counted_lap_count: 9,
      outlier_lap_count: 0,
      median_lap_seconds: 24.2,
    });
  });

  it('is none without laps, and a single lap is neither even nor uneven', () => {
    expect(paceFigures([])).toMatchObject({
      median_lap_seconds: null,
      pace_consistency_percent: null,
    });
    expect(paceFigures([laps(25)])).toMatchObject({
      median_lap_seconds: 25,
      pace_consistency_percent: null,
    });
  });
});
