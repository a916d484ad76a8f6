import fc from 'fast-check';
import type { TimedLap } from '../src/figures.js';
import { countedLaps } from '../src/pace.js';
import { fadeOf, quantile, rollingMedian } from '../src/run.js';

const SEED = 20_251_127;

function laps(...times: number[]): TimedLap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    is_valid: time > 0,
  }));
}

describe('the pace over a run', () => {
  it('is the median of five laps around each, of what is there at the ends', () => {
    expect(rollingMedian(laps(25, 24, 26, 23, 27, 22))).toEqual([
      { lap_number: 1, seconds: 25 },
      { lap_number: 2, seconds: 24.5 },
      { lap_number: 3, seconds: 25 },
      { lap_number: 4, seconds: 24 },
      { lap_number: 5, seconds: 24.5 },
      { lap_number: 6, seconds: 23 },
    ]);
  });

  it('passes over a crash and invalid laps', () => {
    const paces = rollingMedian(countedLaps(laps(24, 24.1, 301, -9, 24.2, 24.1, 24)));
    expect(Math.max(...paces.map(({ seconds }) => seconds))).toBeLessThan(24.2);
    expect(paces.map(({ lap_number }) => lap_number)).toEqual([1, 2, 5, 6, 7]);
    expect(rollingMedian(countedLaps(laps(24, 24.1, 24.2, 24.3, -25, 301)))).toEqual([]);
  });

  it('lies between the quickest and the slowest valid lap', () => {
    const times = fc.array(fc.double({ min: 10, max: 300, noNaN: true }), { minLength: 5 });
    fc.assert(
      fc.property(times, (list) => {
        for (const { seconds } of rollingMedian(laps(...list))) {
          expect(seconds).toBeGreaterThanOrEqual(Math.min(...list));
          expect(seconds).toBeLessThanOrEqual(Math.max(...list));
        }
      }),
      { seed: SEED },
    );
  });
});

describe('the fade of a run', () => {
  it('is what each lap adds, whatever a crash did', () => {
    const fade = fadeOf(laps(24, 24.05, 24.1, 90, 24.2, 24.25, 24.3));
    expect(fade?.slope).toBeCloseTo(0.05, 6);
    expect(fade?.isClear).toBe(true);
  });

  it('is not told of fewer than four laps that count', () => {
    expect(fadeOf(countedLaps(laps(24, 25, 26, -27)))).toBeNull();
  });
});

it('finds quartiles between the nearest values', () => {
  expect([0.25, 0.5, 0.75].map((share) => quantile([24, 25, 26, 28], share))).toEqual([
    24.75, 25.5, 26.5,
  ]);
  expect(quantile([], 0.5)).toBeNull();
});
