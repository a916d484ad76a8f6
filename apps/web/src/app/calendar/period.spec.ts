import { problemOf, rangeOf } from './period';

const TODAY = '2025-11-16';

describe('a period', () => {
  it('of months counts calendar months, this one included', () => {
    expect(rangeOf({ period: '3m' }, TODAY, null)).toEqual({ start: '2025-09-01', end: TODAY });
    expect(rangeOf({ period: '6m' }, TODAY, null)).toEqual({ start: '2025-06-01', end: TODAY });
    expect(rangeOf({ period: '12m' }, TODAY, null)).toEqual({ start: '2024-12-01', end: TODAY });
  });

  it('of this year begins in January', () => {
    expect(rangeOf({ period: 'year' }, TODAY, null)).toEqual({ start: '2025-01-01', end: TODAY });
  });

  it('of all is 180 days, or more where more is known', () => {
    expect(rangeOf({ period: 'all' }, TODAY, null)).toEqual({ start: '2025-05-20', end: TODAY });
    expect(rangeOf({ period: 'all' }, TODAY, '2025-10-01').start).toBe('2025-05-20');
    expect(rangeOf({ period: 'all' }, TODAY, '2019-03-09').start).toBe('2019-03-09');
  });

  it('of custom dates says what is wrong with them', () => {
    const problem = (start: string, end: string): string | null =>
      problemOf({ period: 'custom', start, end }, TODAY);

    expect(problem('2025-10-01', '2025-10-31')).toBeNull();
    expect(problem('', '2025-10-31')).toBe('Choose a first and a last day.');
    expect(problem('2025-02-30', '2025-10-31')).toBe('Choose a first and a last day.');
    expect(problem('2025-10-31', '2025-10-01')).toBe('The first day lies after the last.');
    expect(problem('1999-12-31', '2025-10-01')).toBe('Nothing is known before the year 2000.');
    expect(problem('2025-10-01', '2025-11-17')).toBe('The last day lies in the future.');
  });
});
