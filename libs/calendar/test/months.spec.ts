import fc from 'fast-check';
import {
  addDays,
  firstDate,
  lastDate,
  monthKey,
  monthOf,
  monthOfKey,
  monthsTouching,
  previousMonth,
} from '../src/months.js';

const month = fc.record({
  year: fc.integer({ min: 2000, max: 2100 }),
  month: fc.integer({ min: 1, max: 12 }),
});

describe('a month', () => {
  it('ends on its 28th, 29th, 30th or 31st, as leap years have it', () => {
    expect(lastDate({ year: 2024, month: 2 })).toBe('2024-02-29');
    expect(lastDate({ year: 2025, month: 2 })).toBe('2025-02-28');
    expect(lastDate({ year: 2000, month: 2 })).toBe('2000-02-29');
    expect(lastDate({ year: 2100, month: 2 })).toBe('2100-02-28');
    expect(lastDate({ year: 2025, month: 4 })).toBe('2025-04-30');
    expect(lastDate({ year: 2025, month: 12 })).toBe('2025-12-31');
  });

  it('begins on its first', () => {
    expect(firstDate({ year: 2025, month: 1 })).toBe('2025-01-01');
    expect(firstDate({ year: 2025, month: 12 })).toBe('2025-12-01');
  });

  it('follows December of the year before when it is January', () => {
    expect(previousMonth({ year: 2025, month: 1 })).toEqual({ year: 2024, month: 12 });
    expect(previousMonth({ year: 2025, month: 12 })).toEqual({ year: 2025, month: 11 });
  });

  it('has a key that sorts as the calendar does', () => {
    expect(monthKey({ year: 2024, month: 12 })).toBe(202_412);
    expect(monthKey({ year: 2025, month: 1 })).toBe(202_501);
  });

  it('is told again by its key, by its first date and by its last', () => {
    fc.assert(
      fc.property(month, (any) => {
        expect(monthOfKey(monthKey(any))).toEqual(any);
        expect(monthOf(firstDate(any))).toEqual(any);
        expect(monthOf(lastDate(any))).toEqual(any);
      }),
    );
  });

  it('begins the day after the month before it ends', () => {
    fc.assert(
      fc.property(month, (any) => {
        expect(addDays(lastDate(previousMonth(any)), 1)).toBe(firstDate(any));
        expect(addDays(firstDate(any), -1)).toBe(lastDate(previousMonth(any)));
      }),
    );
  });

  it('is the only one that its own days touch', () => {
    fc.assert(
      fc.property(month, (any) => {
        expect(monthsTouching(firstDate(any), lastDate(any))).toEqual([any]);
      }),
    );
  });
});

describe('a date some days later', () => {
  it('may lie in another month, across 29 February, or in another year', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
    expect(addDays('2024-12-31', 1)).toBe('2025-01-01');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(addDays('2025-03-30', 1)).toBe('2025-03-31');
    expect(addDays('2024-02-29', 366)).toBe('2025-03-01');
    expect(addDays('2025-10-25', 0)).toBe('2025-10-25');
  });
});
