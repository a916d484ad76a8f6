import { convertToParamMap } from '@angular/router';
import { monthOfYear, monthShown, readPracticeQuery } from './practice-query';

const AT_TRACK = { trackId: 't1', month: null, year: null, senseless: null };

const read = (params: Record<string, string>) => readPracticeQuery(convertToParamMap(params));

describe('the address of practice days', () => {
  it('names a track and a month', () => {
    expect(read({ track: 't1', month: '2025-10' })).toEqual({ ...AT_TRACK, month: '2025-10' });
  });

  it('names a track and a year, or neither month nor year', () => {
    expect(read({ track: 't1', year: '2024' })).toEqual({ ...AT_TRACK, year: 2024 });
    expect(read({ track: 't1', year: '2024', month: '2025-10' }).year).toBeNull();
    expect(read({ track: 't1', month: '' })).toEqual(AT_TRACK);
    expect(read({}).trackId).toBeNull();
  });

  it('tells what in it is no month or year', () => {
    for (const month of ['2025-13', '1999-12', 'October']) {
      expect(read({ track: 't1', month })).toEqual({ ...AT_TRACK, senseless: `month=${month}` });
    }
    expect(read({ track: 't1', year: '25', month: '2025-1' }).senseless).toBe(
      'month=2025-1 and year=25',
    );
  });
});

describe('the month that is shown', () => {
  const TRACK = { last_practice_date: '2025-10-25', practice_months: ['2025-10', '2024-09'] };
  const shown = (params: Record<string, string>, track: typeof TRACK | null = TRACK) =>
    monthShown(read({ track: 't1', ...params }), track, false, '2025-11');

  it('is that of the address, never after this one', () => {
    expect(shown({ month: '2024-03' })).toBe('2024-03');
    expect(shown({ month: '2026-03' })).toBe('2025-11');
    expect(shown({ year: '2024' })).toBe('2024-09');
  });

  it('is the newest with practice, and none before that is known or where nothing makes sense', () => {
    expect(shown({})).toBe('2025-10');
    expect(shown({}, null)).toBeNull();
    expect(shown({ month: '2025-13' })).toBeNull();
  });
});

describe('another year', () => {
  it('begins with its newest month that has practice', () => {
    const months = ['2025-10', '2024-09', '2024-03'];
    expect(monthOfYear(2024, '2025-10', months, '2025-11')).toBe('2024-09');
  });

  it('begins with the same month where nothing is known, never after this one', () => {
    expect(monthOfYear(2024, '2025-10', null, '2025-11')).toBe('2024-10');
    expect(monthOfYear(2023, '2025-10', ['2025-10'], '2025-11')).toBe('2023-10');
    expect(monthOfYear(2025, '2024-12', null, '2025-11')).toBe('2025-11');
  });
});
