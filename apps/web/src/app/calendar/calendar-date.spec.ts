import * as fc from 'fast-check';
import {
  addDays,
  calendarDate,
  dayNumber,
  formatDate,
  isCalendarDate,
  latestTodayOnEarth,
} from './calendar-date';

describe('a calendar date', () => {
  it('is written as people at a track write it', () => {
    expect(formatDate('2025-10-25')).toBe('Sat 25 Oct 2025');
    expect(formatDate('2024-02-29')).toBe('Thu 29 Feb 2024');
    expect(formatDate('2000-01-01')).toBe('Sat 1 Jan 2000');
  });

  it('crosses months, years and leap days', () => {
    expect(addDays('2025-10-31', 1)).toBe('2025-11-01');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-11-16', -180)).toBe('2025-05-20');
  });

  it('must exist', () => {
    expect(isCalendarDate('2025-10-25')).toBe(true);
    expect(isCalendarDate('2025-02-30')).toBe(false);
    expect(isCalendarDate('2023-02-29')).toBe(false);
    expect(isCalendarDate('2025-2-3')).toBe(false);
    expect(isCalendarDate('2025-10-25T00:00')).toBe(false);
    expect(isCalendarDate('')).toBe(false);
  });

  it('agrees with the platform’s own calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 200_000 }), (days) => {
        const date = calendarDate(days);
        expect(date).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(days);
      }),
    );
  });

  it('is tomorrow already where the day begins first', () => {
    expect(latestTodayOnEarth(Date.parse('2025-11-16T09:59:59Z'))).toBe('2025-11-16');
    expect(latestTodayOnEarth(Date.parse('2025-11-16T10:00:00Z'))).toBe('2025-11-17');
  });
});
