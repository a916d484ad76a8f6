import { formatMonth, lastDayOf, monthsOf, shiftMonth, shortMonth } from './month';

describe('months', () => {
  it('of a range are those it touches, newest first', () => {
    expect(monthsOf({ start: '2024-11-30', end: '2025-02-01' })).toEqual([
      '2025-02',
      '2025-01',
      '2024-12',
      '2024-11',
    ]);
    expect(monthsOf({ start: '2025-10-25', end: '2025-10-25' })).toEqual(['2025-10']);
  });

  it('shift over the end of a year in both directions', () => {
    expect(shiftMonth('2025-01', -1)).toBe('2024-12');
    expect(shiftMonth('2024-12', 1)).toBe('2025-01');
    expect(shiftMonth('2025-03', -15)).toBe('2023-12');
  });

  it('end where they end', () => {
    expect(lastDayOf('2024-02')).toBe('2024-02-29');
    expect(lastDayOf('2025-02')).toBe('2025-02-28');
    expect(lastDayOf('2025-12')).toBe('2025-12-31');
  });

  it('have names', () => {
    expect(formatMonth('2025-10')).toBe('October 2025');
    expect(shortMonth('2025-05')).toBe('May');
  });
});
