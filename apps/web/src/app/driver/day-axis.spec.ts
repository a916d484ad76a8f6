import { addDays, dayNumber } from '../calendar/calendar-date';
import { dayAxis } from './day-axis';

function labels(...dates: string[]): string[] {
  const axis = dayAxis(dates);
  return (axis.marks ?? []).map(axis.label);
}

function every(step: number, count: number, from = '2025-01-10'): string[] {
  return Array.from({ length: count }, (_, index) => addDays(from, index * step));
}

describe('the axis of days', () => {
  it('is one of time: the next day is near, the next month far', () => {
    const axis = dayAxis(['2025-08-01', '2025-08-02', '2025-09-26']);
    const day = dayNumber('2025-08-01');
    expect(axis.marks).toEqual([day, day + 1, day + 56]);
    expect([axis.min < day, axis.max > day + 56, axis.max - axis.min < 70]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('marks few days each, with the year where there are several', () => {
    expect(labels('2025-10-25', '2025-11-15')).toEqual(['25 Oct', '15 Nov']);
    expect(labels('2025-11-15', '2026-02-07')).toEqual(['15 Nov\n2025', '7 Feb\n2026']);
  });

  it('marks weeks in a season, beginnings of months in a year, of every third in two', () => {
    expect(labels(...every(2, 12))).toEqual(['10 Jan', '17 Jan', '24 Jan', '31 Jan']);
    expect(labels(...every(9, 20))).toEqual(['Feb', 'Mar', 'Apr', 'May', 'Jun']);
    expect(labels(...every(60, 12))).toEqual([
      ...['Apr\n2025', 'Jul\n2025', 'Oct\n2025'],
      ...['Jan\n2026', 'Apr\n2026', 'Jul\n2026', 'Oct\n2026'],
    ]);
  });

  it('has room about a lone day', () => {
    const axis = dayAxis(['2025-10-25']);
    expect(axis.max - axis.min).toBe(2);
  });
});
