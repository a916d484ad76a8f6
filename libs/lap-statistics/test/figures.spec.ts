import fc from 'fast-check';
import { Simulator } from '@trackside/simulator';
import { lapFigures, outlierLaps, type TimedLap, usualRange } from '../src/index.js';

function lapsOf(...times: (number | string)[]): TimedLap[] {
  return times.map((time, index) => ({
    lap_number: index + 1,
    lap_time_seconds: Number.parseFloat(String(time)),
    is_valid: !String(time).endsWith('*'),
  }));
}

describe('figures of a session', () => {
  it('are those that LiveRC prints for five valid laps', () => {
    // Printed on a page captured in October 2025: laps, fastest, average, top 3, deviation, percent.
    expect(lapFigures(lapsOf(42.996, 47.016, 43.258, 49.466, 46.339))).toEqual({
      valid_lap_count: 5,
      invalid_lap_count: 0,
      fastest_lap_seconds: 42.996,
      average_lap_seconds: 45.815,
      top_3_consecutive_seconds: 133.27,
      average_top_5_seconds: 45.815,
      average_top_10_seconds: null,
      average_top_15_seconds: null,
      standard_deviation_seconds: 2.43,
      consistency_percent: 94.695,
    });
  });

  it('leave invalid laps out, and no three laps run across one', () => {
    const figures = lapFigures(lapsOf(30, '12.5*', 31, 32, 33));
    expect(figures).toMatchObject({
      valid_lap_count: 4,
      invalid_lap_count: 1,
      fastest_lap_seconds: 30,
      average_lap_seconds: 31.5,
      top_3_consecutive_seconds: 96,
    });
  });

  it('are null without a valid lap', () => {
    expect(lapFigures(lapsOf('12.5*'))).toMatchObject({
      invalid_lap_count: 1,
      fastest_lap_seconds: null,
      average_lap_seconds: null,
      consistency_percent: null,
    });
  });

  it('equal those of 1,000 simulated sessions', () => {
    const simulator = new Simulator({ tracks: 30 });
    const sessions = simulator.truth.tracks().flatMap(({ slug }) =>
      simulator.truth
        .months(slug)
        .slice(0, 2)
        .flatMap((month) => simulator.truth.month(slug, month).practice_days)
        .slice(0, 4)
        .flatMap(({ date }) => simulator.truth.day(slug, date)?.sessions ?? []),
    );
    expect(sessions.length).toBeGreaterThan(1_000);
    for (const { laps, detail } of sessions) {
      const figures: Partial<typeof detail> = lapFigures(laps);
      for (const [name, value] of Object.entries(detail)) {
        if (name in figures)
          expect([name, figures[name as keyof typeof detail]]).toEqual([name, value]);
      }
    }
  });
});

describe('outliers', () => {
  it('are the crash of five minutes and the cut track, not the slow lap', () => {
    const laps = lapsOf(34.7, 35.1, 34.9, 300, 36.2, 35.4, 20.1, '12*');
    expect([...outlierLaps(laps)]).toEqual([4, 7]);
  });

  it('need four valid laps to stand out from', () => {
    expect(outlierLaps(lapsOf(30, 31, 300)).size).toBe(0);
    expect(usualRange(lapsOf(30, 31, 300))).toBeNull();
  });

  it('do not depend on the order of the laps', () => {
    const times = fc.array(fc.integer({ min: 5_000, max: 300_000 }), { minLength: 4 });
    fc.assert(
      fc.property(times, (list) => {
        const forwards = usualRange(lapsOf(...list.map((ms) => ms / 1000)));
        const backwards = usualRange(lapsOf(...list.reverse().map((ms) => ms / 1000)));
        expect(backwards).toEqual(forwards);
      }),
    );
  });
});
