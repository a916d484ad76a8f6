import type { DriverDay } from '@trackside/contracts';
import { seasonSentence, sharedClasses, sharedDays } from './season';

const day = (date: string, best: number | null, event_id: string | null = date): DriverDay =>
  ({ date, event_id, fastest_lap_seconds: best }) as DriverDay;
const MIA = { days: [day('2025-10-25', 34.5), day('2025-10-11', 35), day('2025-09-06', 36.2)] };
const THEO = { days: [day('2025-10-25', 34.912), day('2025-09-06', 36), day('2025-08-02', 37)] };
const NAMES: [string, string] = ['Mia', 'Theo'];

describe('two drivers over a season', () => {
  it('meet on the days that both were there, newest first', () => {
    expect(sharedDays(MIA, THEO).map(({ date, gapSeconds }) => [date, gapSeconds])).toEqual([
      ['2025-10-25', 0.412],
      ['2025-09-06', -0.2],
    ]);
  });

  it('have no gap on a day on which one has no lap', () => {
    const [met] = sharedDays(MIA, { days: [day('2025-10-11', null)] });

    expect(met?.gapSeconds).toBeNull();
    expect(seasonSentence(NAMES, met ? [met] : [])).toBeNull();
  });

  it('are told apart by who was quicker on more days', () => {
    const days = sharedDays(MIA, THEO);
    const [first] = days;

    expect(seasonSentence(NAMES, days)).toBe('Each had the quicker best lap on 1 of 2 days.');
    expect(seasonSentence(NAMES, first ? [first] : [])).toBe(
      'Mia had the quicker best lap on 1 of 1 day, at most by 0.412 s.',
    );
    expect(seasonSentence(NAMES, days.slice(1))).toBe(
      'Theo had the quicker best lap on 1 of 1 day, at most by 0.200 s.',
    );
  });

  it('are not told apart by a day that is not imported: a cut lap may be its best', () => {
    const days = sharedDays(MIA, { days: [day('2025-10-25', 11.2, null)] });

    expect(days.map(({ gapSeconds }) => gapSeconds)).toEqual([-23.3]);
    expect(seasonSentence(NAMES, days)).toBeNull();
  });

  it('are compared in the class that both drove most', () => {
    const driven = (...classes: [string | null, number][]) => ({
      days: [],
      classes: classes.map(
        ([class_name, session_count]) => ({ class_name, session_count }) as never,
      ),
    });

    expect(
      sharedClasses(
        driven(['Buggy', 3], ['Truggy', 2], [null, 9]),
        driven(['Truggy', 5], ['Buggy', 1], [null, 1]),
      ),
    ).toEqual(['Truggy', 'Buggy']);
  });
});
