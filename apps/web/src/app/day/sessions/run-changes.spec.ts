import type { ImportedPracticeSession } from '@trackside/contracts';
import { session, unread } from '../../../test/sessions';
import { driverKey } from '../../me/driver-names';
import { runChanges } from './run-changes';

function run(id: string, hour: number, best: number, median: number, more = {}) {
  return session(id, {
    started_at: `2025-10-25T${hour}:00:00`,
    fastest_lap_seconds: best,
    median_lap_seconds: median,
    ...more,
  });
}

const RUNS = [run('c', 14, 24.1, 25.2), run('b', 12, 24.3, 25.1), run('a', 10, 25, 26.1)];

const MEDIAN = (of: ImportedPracticeSession): number | null => of.median_lap_seconds;

function changes(runs = RUNS) {
  return runChanges(runs, driverKey, MEDIAN);
}

describe('a run against the one before', () => {
  it('is told in best and pace, the first of the day in none', () => {
    expect([...changes()]).toEqual([
      ['b', { best: -0.7, pace: -1, timeBefore: '10:00' }],
      ['c', { best: -0.2, pace: 0.1, timeBefore: '12:00' }],
    ]);
  });

  it('is one of the same driver in the same class', () => {
    const other = run('x', 13, 31, 32, { class_name: 'Truggy' });
    const somebody = run('y', 13, 23, 24, { driver_name: 'Idris Vale' });
    expect([...changes([...RUNS, other, somebody])]).toEqual([...changes()]);
    const both = runChanges([...RUNS, somebody], () => 'me', MEDIAN);
    expect(both.get('c')?.timeBefore).toBe('13:00');
  });

  it('is one of the same car, as far as transponders tell', () => {
    const [c, b, a] = RUNS.map((one, at) => ({ ...one, transponder: at === 1 ? '2' : '1' }));
    expect([...changes([c!, b!, a!])]).toEqual([
      ['c', { best: -0.9, pace: -0.9, timeBefore: '10:00' }],
    ]);
    expect(changes([c!, { ...b!, transponder: null }, a!]).get('c')?.timeBefore).toBe('12:00');
  });

  it('passes over runs whose laps are not read', () => {
    const late = unread('late', { started_at: '2025-10-25T13:00:00', fastest_lap_seconds: 9 });
    expect([...changes([...RUNS, late])]).toEqual([...changes()]);
  });

  it('tells nothing where a figure is missing', () => {
    const without = run('b', 12, 24.3, 25.1, { median_lap_seconds: null });
    const told = runChanges([RUNS[0]!, without, RUNS[2]!], driverKey, MEDIAN);
    expect(told.get('c')).toEqual({ best: -0.2, pace: null, timeBefore: '12:00' });
  });
});
