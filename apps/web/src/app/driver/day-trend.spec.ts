import type { DriverDay } from '@trackside/contracts';
import { addDays } from '../calendar/calendar-date';
import { type DayFigure, basisWords, dayTrend, trendDays } from './day-trend';

const BEST: DayFigure = { name: 'Best lap', of: (day) => day.fastest_lap_seconds };

function days(step: number, ...bests: (number | null)[]): DriverDay[] {
  return bests.map(
    (best, index) =>
      ({ date: addDays('2025-08-01', index * step), fastest_lap_seconds: best }) as DriverDay,
  );
}

describe('the trend of days', () => {
  it('says how much quicker a month, whatever one broken car did', () => {
    const trend = dayTrend(days(30, 26, 25.8, 25.6, 301.5, 25.2, 25, 24.8), BEST);
    expect(trend?.words).toBe('Best lap: 0.203 s quicker a month.');
  });

  it('speaks of weeks where it is young, and says slower', () => {
    expect(dayTrend(days(7, 25, 25.1, 25.2, 25.3, 25.4), BEST)?.words).toBe(
      'Best lap: 0.100 s slower a week.',
    );
  });

  it('claims nothing of days that go up and down', () => {
    expect(dayTrend(days(7, 25, 24.6, 25.2, 24.7, 25.1, 24.8), BEST)?.words).toBe(
      'Best lap: no clear change.',
    );
  });

  it('is none of fewer than four days', () => {
    expect(dayTrend(days(7, 25, null, 24.8, 24.6), BEST)).toBeNull();
  });

  it('goes by the days whose laps are read, where there are four of them', () => {
    const all = days(7, 25, 24.9, 24.8, 24.7, 24.6);
    const unread = new Set([all[0]]);
    expect(trendDays(all, (day) => unread.has(day))).toEqual(all.slice(1));
    expect(trendDays(all, (day) => day !== all[0])).toEqual(all);
    expect(basisWords(all)).toBe(
      'Trend over 5 days since Fri 1 Aug 2025; single days don’t turn it.',
    );
  });
});
