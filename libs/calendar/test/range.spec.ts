import { monthKey, monthsTouching } from '../src/months.js';
import { defaultDates, isInRange, isInWindow, resolveRange, windowOf } from '../src/range.js';

const now = new Date('2025-11-20T12:00:00Z');

describe('the months of a range', () => {
  it('are those that touch it, newest first', () => {
    expect(monthsTouching('2024-12-31', '2025-02-01')).toEqual([
      { year: 2025, month: 2 },
      { year: 2025, month: 1 },
      { year: 2024, month: 12 },
    ]);
  });

  it('are the newest of them when there are more than the cap', () => {
    const range = resolveRange({ startDate: '2000-01-01', endDate: '2025-11-20' }, now, 12);

    expect(range.months).toHaveLength(12);
    expect(range.months[0]).toEqual({ year: 2025, month: 11 });
    expect(range.months.at(-1)).toEqual({ year: 2024, month: 12 });
    expect(range).toMatchObject({ monthsRequested: 311, truncated: true });
  });

  it('are those of the last 180 days when nothing is said', () => {
    expect(defaultDates(now)).toEqual({ startDate: '2025-05-25', endDate: '2025-11-21' });
    expect(resolveRange({}, now, 12).months.map(monthKey)).toEqual([
      202511, 202510, 202509, 202508, 202507, 202506, 202505,
    ]);
  });

  it('given one by one are sorted, and bound the days that count', () => {
    const months = [
      { year: 2025, month: 2 },
      { year: 2025, month: 9 },
    ];

    expect(resolveRange({ months }, now, 12)).toMatchObject({
      months: [months[1], months[0]],
      startDate: '2025-02-01',
      endDate: '2025-09-30',
      truncated: false,
    });
  });
});

describe('the months of a short range', () => {
  it('are that month, be it one day', () => {
    const range = resolveRange({ startDate: '2024-02-29', endDate: '2024-02-29' }, now, 12);

    expect(range).toMatchObject({
      months: [{ year: 2024, month: 2 }],
      monthsRequested: 1,
      truncated: false,
    });
  });

  it('are two where it ends on the first of the next', () => {
    expect(monthsTouching('2024-12-31', '2025-01-01')).toEqual([
      { year: 2025, month: 1 },
      { year: 2024, month: 12 },
    ]);
  });

  it('are none where it ends before it begins', () => {
    expect(monthsTouching('2025-02-01', '2025-01-31')).toEqual([]);
  });
});

describe('a range', () => {
  const range = resolveRange({ startDate: '2024-02-10', endDate: '2024-04-20' }, now, 12);

  it('is not truncated by a cap of just as many months', () => {
    const request = { startDate: '2024-02-10', endDate: '2024-04-20' };

    expect(resolveRange(request, now, 3)).toMatchObject({ truncated: false, monthsRequested: 3 });
    expect(resolveRange(request, now, 2)).toMatchObject({
      months: [
        { year: 2024, month: 4 },
        { year: 2024, month: 3 },
      ],
      truncated: true,
      monthsRequested: 3,
    });
  });

  it('of months beyond the cap counts from the oldest month that is kept', () => {
    const months = [1, 3, 2].map((month) => ({ year: 2024, month }));

    expect(resolveRange({ months }, now, 2)).toMatchObject({
      months: [
        { year: 2024, month: 3 },
        { year: 2024, month: 2 },
      ],
      monthsRequested: 3,
      truncated: true,
      startDate: '2024-02-01',
      endDate: '2024-03-31',
    });
  });

  it('has one name for one meaning, in whatever order its months are given', () => {
    const months = [1, 3, 2].map((month) => ({ year: 2024, month }));

    expect(resolveRange({ months }, now, 12).signature).toBe('202403,202402,202401');
    expect(resolveRange({ months: months.toReversed() }, now, 12).signature).toBe(
      '202403,202402,202401',
    );
    expect(range.signature).toBe('2024-02-10/2024-04-20');
    expect(resolveRange({}, now, 12).signature).toBe('last-180-days');
  });

  it('ends with the latest date on earth when nothing is said', () => {
    expect(defaultDates(new Date('2024-12-31T09:59:59Z'))).toEqual({
      startDate: '2024-07-04',
      endDate: '2024-12-31',
    });
    expect(defaultDates(new Date('2024-12-31T10:00:00Z'))).toEqual({
      startDate: '2024-07-05',
      endDate: '2025-01-01',
    });
  });

  it('holds its first day and its last', () => {
    const dates = ['2024-02-09', '2024-02-10', '2024-04-20', '2024-04-21'];

    expect(dates.filter((date) => isInRange(date, range))).toEqual(['2024-02-10', '2024-04-20']);
  });

  it('cuts its first month and its last, and leaves those between whole', () => {
    expect(windowOf({ year: 2024, month: 2 }, range)).toEqual({
      from: '2024-02-10',
      until: '2024-02-29',
    });
    expect(windowOf({ year: 2024, month: 3 }, range)).toEqual({
      from: '2024-03-01',
      until: '2024-03-31',
    });
    expect(windowOf({ year: 2024, month: 4 }, range)).toEqual({
      from: '2024-04-01',
      until: '2024-04-20',
    });
  });

  it('cuts a month on both sides where it lies in one', () => {
    const inside = resolveRange({ startDate: '2024-02-10', endDate: '2024-02-12' }, now, 12);
    const window = windowOf({ year: 2024, month: 2 }, inside);

    expect(window).toEqual({ from: '2024-02-10', until: '2024-02-12' });
    expect(isInWindow('2024-02-09', window)).toBe(false);
    expect(isInWindow('2024-02-10', window)).toBe(true);
    expect(isInWindow('2024-02-12', window)).toBe(true);
    expect(isInWindow('2024-02-13', window)).toBe(false);
  });
});
