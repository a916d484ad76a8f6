import fc from 'fast-check';
import { cleanLaps, lapEvents } from '../src/clean.js';
import type { TimedLap } from '../src/figures.js';

const SEED = 20_251_127;

function laps(...times: number[]): TimedLap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Math.abs(time),
    is_valid: time > 0,
  }));
}

function events(...times: number[]): [number, string][] {
  return [...lapEvents(laps(...times))];
}

describe('what happened in a lap', () => {
  it('is a crash, a stop or a cut by its time among its neighbours', () => {
    expect(events(24.1, 24.3, 29.8, 24.2, 24.4, 95.2, 24.3, 17.6, 24.2, 24.5)).toEqual([
      [3, 'crash'],
      [6, 'stop'],
      [8, 'cut'],
    ]);
  });

  it('is nothing in a run that gets slower by a tenth', () => {
    expect(events(24, 24.2, 24.5, 24.7, 25, 25.2, 25.5, 25.8, 26.1, 26.4)).toEqual([]);
  });

  it('is found beside another one, and at both ends', () => {
    const run = [31, 24.1, 24.3, 24.2, 30.5, 31.2, 24.2, 24.4, 24.3, 24.1, 24.2, 33];
    expect(events(...run).map(([lap]) => lap)).toEqual([1, 5, 6, 12]);
  });

  it('is nothing for who is uneven anyway', () => {
    expect(events(30, 38, 27, 41, 33, 45, 29, 36, 40, 31)).toEqual([]);
  });

  it('is not asked of invalid laps, which move nothing either', () => {
    expect(events(24.1, 24.3, -9, 24.2, -300, 24.4, 29.8, 24.3)).toEqual([[7, 'crash']]);
    expect(cleanLaps(laps(24.1, 24.3, -9, 24.2, 24.4, 29.8)).map((lap) => lap.lap_number)).toEqual([
      1, 2, 4, 5,
    ]);
  });

  it('is not told of fewer than four valid laps', () => {
    expect(events(24, 90, 24, -24)).toEqual([]);
    expect(events()).toEqual([]);
  });
});

describe('in any run', () => {
  const time = fc.double({ min: 10, max: 120, noNaN: true });
  const runs = fc.array(time, { minLength: 4, maxLength: 40 });

  it('laps near one pace are clean', () => {
    const near = fc.array(fc.double({ min: 24, max: 25, noNaN: true }), { minLength: 4 });
    fc.assert(
      fc.property(near, (list) => expect(events(...list)).toEqual([])),
      { seed: SEED },
    );
  });

  it('one crash in an even run is found, and nothing else', () => {
    const even = fc.array(fc.double({ min: 24, max: 24.5, noNaN: true }), { minLength: 6 });
    const loss = fc.double({ min: 1.2, max: 1.7, noNaN: true });
    fc.assert(
      fc.property(even, loss, fc.nat(), (list, factor, place) => {
        const at = place % list.length;
        const crashed = list.map((lap, index) => (index === at ? lap * factor : lap));
        expect(events(...crashed)).toEqual([[at + 1, 'crash']]);
      }),
      { seed: SEED },
    );
  });

  it('the same happened when it is driven backwards, or on a track twice as long', () => {
    fc.assert(
      fc.property(runs, (list) => {
        const forwards = events(...list);
        const backwards = events(...list.toReversed())
          .map(([lap, event]): [number, string] => [list.length + 1 - lap, event])
          .toReversed();
        expect(backwards).toEqual(forwards);
        expect(events(...list.map((lap) => lap * 2))).toEqual(forwards);
      }),
      { seed: SEED },
    );
  });

  it('at most half of the valid laps are left out', () => {
    fc.assert(
      fc.property(runs, (list) => {
        expect(lapEvents(laps(...list)).size).toBeLessThanOrEqual(list.length / 2);
      }),
      { seed: SEED },
    );
  });
});
