import { STATISTICS } from '../laps/statistic';
import { axisOf, axisOfLaps, lapKinds, placed, roundStep } from './fit';

function laps(...times: number[]) {
  return times.map((lap_time_seconds, index) => ({
    lap_number: index + 1,
    lap_time_seconds,
    crossed_at: null,
    is_valid: true,
  }));
}

describe('the axis of laps', () => {
  it('is not flattened by a lap of five minutes', () => {
    const axis = axisOfLaps(laps(24.1, 24.3, 24.8, 25.2, 24.6, 301.5));
    expect(axis).toEqual({ min: 24, max: 25.5, step: 0.5 });
    expect(placed(301.5, axis!)).toEqual({ at: 25.5, beyond: 'top' });
    expect(placed(24.8, axis!)).toEqual({ at: 24.8, beyond: null });
  });

  it('leaves invalid laps beyond its edge', () => {
    const cut = { lap_number: 9, lap_time_seconds: 11.2, is_valid: false };
    const axis = axisOfLaps([...laps(24.1, 24.3, 24.8, 25.2), cut]);
    expect(axis?.min).toBe(24);
    expect(placed(11.2, axis!)).toEqual({ at: 24, beyond: 'bottom' });
  });

  it('shows what there is when every lap is invalid', () => {
    const axis = axisOfLaps([{ lap_number: 1, lap_time_seconds: 94.8, is_valid: false }]);
    expect(axis!.min).toBeLessThan(94.8);
    expect(axis!.max).toBeGreaterThan(94.8);
  });

  it('reaches values that must be on it', () => {
    expect(axisOfLaps(laps(24.1, 24.3), [22])?.min).toBeLessThan(22);
    expect(axisOf([])).toBeNull();
  });
});

it('marks an axis in ones, twos and fives', () => {
  expect([roundStep(0.13), roundStep(0.3), roundStep(3), roundStep(7)]).toEqual([0.2, 0.5, 5, 10]);
});

it('names a lap valid, invalid or standing out', () => {
  const driven = laps(24.1, 24.3, 24.8, 25.2, 24.6, 301.5);
  const cut = { lap_number: 7, lap_time_seconds: 11.2, crossed_at: null, is_valid: false };
  const kind = lapKinds([...driven, cut]);
  expect([kind(driven[0]!), kind(driven[5]!), kind(cut)]).toEqual(['valid', 'outlier', 'invalid']);
});

it('names what happened in a lap where the clean pace is chosen', () => {
  const driven = laps(24.1, 24.3, 28.8, 24.5, 24.6, 301.5, 24.2, 16.1, 24.3);
  const kind = lapKinds(driven, STATISTICS.clean);
  expect(driven.map(kind)).toEqual([
    ...['valid', 'valid', 'crash', 'valid', 'valid', 'stop', 'valid', 'cut', 'valid'],
  ]);
});
