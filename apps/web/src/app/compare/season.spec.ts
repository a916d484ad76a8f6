import type { DriverDay } from '@trackside/contracts';
import { seasonSentence, sharedClasses, sharedDays, yearsOf } from './season';

const day = (date: string, best: number | null, event_id: string | null = date): DriverDay =>
  ({ date, event_id, fastest_lap_seconds: best }) as DriverDay;
const MIA = { days: [day('2025-10-25', 34.5), day('2025-10-11', 35), day('2025-09-06', 36.2)] };
const THEO = { days: [day('2025-10-25', 34.912), day('2025-09-06', 36), day('2025-08-02', 37)] };
const NAMES: [string, string] = ['Mia', 'Theo'];

describe('two drivers over a season', () => {
  it('meet on the days that both were there, newest first', () => {
    expect(sharedDays(MIA, THEO, null).map(({ date, gapSeconds }) => [date, gapSeconds])).toEqual([
      ['2025-10-25', 0.412],
      ['2025-09-06', -0.2],
    ]);
  });

  it('have no gap on a day on which one has no lap', () => {
    const [met] = sharedDays(MIA, { days: [day('2025-10-11', null)] }, null);

    expect(met?.gapSeconds).toBeNull();
    expect(seasonSentence(NAMES, met ? [met] : [])).toBeNull();
  });

  it('are told apart by who was quicker on more days', () => {
    const days = sharedDays(MIA, THEO, null);
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
    const days = sharedDays(MIA, { days: [day('2025-10-25', 11.2, null)] }, null);

    expect(days.map(({ gapSeconds }) => gapSeconds)).toEqual([-23.3]);
    expect(seasonSentence(NAMES, days)).toBeNull();
    const both = [...days, ...sharedDays(MIA, THEO, null).slice(0, 1)];
    expect(seasonSentence(NAMES, both)).toMatch(/on 1 of 1 imported day,/);
  });

  it('are compared in the class that both drove most, in the year that is looked at', () => {
    const driven = (...days: [date: string, ...classes: [string | null, number][]][]) => ({
      days: days.map(([date, ...classes]): DriverDay => {
        const driven = classes.map(([class_name, session_count]) => ({
          class_name,
          session_count,
        }));
        return { date, classes: driven } as unknown as DriverDay;
      }),
    });
    const mia = driven(['2025-10-25', ['Buggy', 3], ['Truggy', 2]], ['2024-05-04', [null, 9]]);
    const theo = driven(['2025-10-11', ['Truggy', 5]], ['2024-05-04', ['Buggy', 1], [null, 1]]);

    expect(sharedClasses(mia, theo, null)).toEqual(['Truggy', 'Buggy']);
    expect(sharedClasses(mia, theo, 2025)).toEqual(['Truggy']);
    expect(sharedClasses(mia, theo, 2024)).toEqual([]);
    expect(yearsOf([mia, theo])).toEqual([2025, 2024]);
  });

  it('meet in a year on the days of that year alone', () => {
    const late = { days: [day('2025-01-04', 34), day('2024-12-28', 35)] };

    expect(sharedDays(late, late, 2024).map(({ date }) => date)).toEqual(['2024-12-28']);
  });
});
