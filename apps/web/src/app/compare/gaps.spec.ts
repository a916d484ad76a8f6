import type { Lap } from '@trackside/contracts';
import { lapByLap } from '../laps/lap-by-lap';
import { gapsTo, quickestOf, rivalsOf } from './gaps';

function laps(...times: number[]): Lap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    crossed_at: null,
    is_valid: time > 0,
  }));
}

const rivals = 'Buggy';
const FIRST = { id: 'a', rivals, laps: laps(25, 24.5, 24.8) };
const SECOND = { id: 'b', rivals, laps: laps(24.6, 24.7, 24.4, 26) };

describe('the gap', () => {
  it('adds up lap by lap, as far as both go', () => {
    expect(gapsTo('b', [FIRST, SECOND]).map(({ gaps }) => gaps)).toEqual([
      [0.4, 0.2, 0.6],
      [0, 0, 0, 0],
    ]);
  });

  it('is measured to the session that needs least time for the laps that all have', () => {
    expect(quickestOf([FIRST, SECOND])).toBe('b');
    expect(quickestOf([FIRST, { id: 'c', rivals, laps: laps(24) }])).toBe('c');
    expect(quickestOf([{ id: 'd', rivals, laps: [] }, FIRST])).toBe('a');
    expect(quickestOf([{ id: 'd', rivals, laps: laps(-11) }])).toBeNull();
  });

  it('leaves invalid laps out', () => {
    const cut = { id: 'c', rivals, laps: laps(25, -11.2, 25) };
    expect(gapsTo('a', [FIRST, cut])[1]?.gaps).toEqual([0, 0.5]);
  });

  it('tells also what it were without laps that stand out', () => {
    const crash = { id: 'c', rivals, laps: laps(25, 24.5, 301, 24.8, 24.9) };
    const steady = { id: 'd', rivals, laps: laps(25, 25, 25, 25, 25) };
    const line = gapsTo('d', [crash, steady])[0];
    expect(line?.gaps[2]).toBe(275.5);
    expect(line?.usualGaps[2]).toBe(-0.6);
  });
});

it('measures nobody against another class', () => {
  const truggy = { id: 'c', rivals: 'Truggy', laps: laps(20, 20.5, 20.4) };
  expect(quickestOf([truggy, FIRST, SECOND])).toBe('b');
  expect(rivalsOf('b', [truggy, FIRST, SECOND]).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(lapByLap([truggy, FIRST, SECOND])[0]?.quickest).toEqual([null, 24.6, 24.6]);
});

it('marks the quickest valid lap of each line that at least two sessions have', () => {
  const cut = { id: 'c', rivals, laps: laps(25.5, -11.2) };
  expect(lapByLap([FIRST, cut]).map(({ number, quickest }) => [number, quickest])).toEqual([
    [1, [25, 25]],
    [2, [null, null]],
    [3, [null, null]],
  ]);
  expect(lapByLap([FIRST, cut])[2]?.laps[1]).toBeNull();
});
