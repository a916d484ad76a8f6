import { monthKey, monthsTouching } from '../src/months.js';
import { defaultDates, resolveRange } from '../src/range.js';

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
