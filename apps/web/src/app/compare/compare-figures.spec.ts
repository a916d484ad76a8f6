import { session } from '../../test/sessions';
import { compareFigures } from './compare-figures';

const LONG = session('a', { average_lap_seconds: 26, consistency_percent: 95 });
const LONGER = session('b', { average_lap_seconds: 25, consistency_percent: 94 });
const SHORT = session('c', {
  lap_count: 4,
  fastest_lap_seconds: 24,
  average_lap_seconds: 24.1,
  consistency_percent: 99,
});
const LONE = session('d', { lap_count: 1, consistency_percent: 100 });

function lineOf(name: string, ...sessions: Parameters<typeof compareFigures>[0]) {
  return compareFigures(sessions).find((line) => line.name === name);
}

describe('the figures compared', () => {
  it('call the best by average and consistency only a session with five valid laps', () => {
    const sessions = [LONG, LONGER, SHORT];
    expect(lineOf('Average', ...sessions)?.best).toEqual([false, true, false]);
    expect(lineOf('LiveRC consistency', ...sessions)?.best).toEqual([true, false, false]);
    expect(lineOf('Best', ...sessions)?.best).toEqual([false, false, true]);
    expect(lineOf('Average', LONG, SHORT)?.best).toEqual([false, false]);
  });

  it('tell no consistency of a single lap', () => {
    expect(lineOf('LiveRC consistency', LONG, LONE)?.values).toEqual(['95.0\u00a0%', '–']);
  });
});
