import { convertToParamMap } from '@angular/router';
import { monthOfYear, readPracticeQuery } from './practice-query';

describe('the address of practice days', () => {
  it('names a track and a month', () => {
    const params = convertToParamMap({ track: 't1', month: '2025-10' });
    expect(readPracticeQuery(params)).toEqual({ trackId: 't1', month: '2025-10' });
  });

  it('with a month that cannot be names none', () => {
    for (const month of ['2025-13', '1999-12', 'October']) {
      const params = convertToParamMap({ track: 't1', month });
      expect(readPracticeQuery(params)).toEqual({ trackId: 't1', month: null });
    }
    expect(readPracticeQuery(convertToParamMap({}))).toEqual({ trackId: null, month: null });
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
