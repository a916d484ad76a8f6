import type { ImportedPracticeSession } from '@trackside/contracts';
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

function lineOf(name: string, ...sessions: ImportedPracticeSession[]) {
  const beside = sessions.map((one) => ({ session: one, rivals: one.class_name ?? '' }));
  return compareFigures(beside).find((line) => line.name === name);
}

describe('the figures compared', () => {
  it('call the best by average and consistency only a session with five valid laps', () => {
    const sessions = [LONG, LONGER, SHORT];
    expect(lineOf('Average', ...sessions)?.best).toEqual([false, true, false]);
    expect(lineOf('LiveRC consistency', ...sessions)?.best).toEqual([true, false, false]);
    expect(lineOf('Best', ...sessions)?.best).toEqual([false, false, true]);
    expect(lineOf('Average', LONG, SHORT)?.best).toEqual([false, false]);
  });

  it('call none the best of another class', () => {
    const truggy = session('e', { class_name: 'Truggy', fastest_lap_seconds: 19 });
    const quicker = session('f', { class_name: 'Truggy', fastest_lap_seconds: 18.5 });
    expect(lineOf('Best', LONG, truggy)?.best).toEqual([false, false]);
    expect(lineOf('Best', LONG, truggy, SHORT, quicker)?.best).toEqual([false, false, true, true]);
  });

  it('tell no consistency of a single lap', () => {
    expect(lineOf('LiveRC consistency', LONG, LONE)?.values).toEqual(['95.0\u00a0%', '–']);
  });
});
