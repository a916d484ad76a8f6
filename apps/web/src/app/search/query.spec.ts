import { convertToParamMap } from '@angular/router';
import { readFilter, readQuery, writeFilter, writeQuery } from './query';

const ID = '5f0f5d1e-7a52-5c06-9d4e-5d6f3f3d9b01';

describe('a search in the address', () => {
  it('reads back as it was written', () => {
    const custom = {
      trackId: ID,
      when: { period: 'custom', start: '2025-03-01', end: '2025-06-09' },
      practiceDays: false,
    } as const;
    expect(readQuery(convertToParamMap(writeQuery(custom)))).toEqual(custom);
    expect(writeQuery(custom)).toEqual({
      track: ID,
      when: 'custom',
      from: '2025-03-01',
      to: '2025-06-09',
      practice: 'no',
    });
  });

  it('is none without a track', () => {
    expect(readQuery(convertToParamMap({ when: '6m' }))).toBeNull();
  });

  it('takes the default for what makes no sense', () => {
    expect(readQuery(convertToParamMap({ track: ID, when: '<script>' }))).toEqual({
      trackId: ID,
      when: { period: '6m' },
      practiceDays: true,
    });
    expect(readFilter(convertToParamMap({ month: '2025-13', show: 'x', sort: 'y' }))).toEqual({
      shown: 'all',
      month: null,
      text: '',
      sort: 'newest',
    });
  });

  it('holds the filters too, and only where they say something', () => {
    const filter = { shown: 'events', month: '2025-10', text: 'cup', sort: 'sessions' } as const;
    expect(readFilter(convertToParamMap(writeFilter(filter)))).toEqual(filter);
    expect(writeFilter({ shown: 'all', month: null, text: '', sort: 'newest' })).toEqual({
      show: null,
      month: null,
      text: null,
      sort: null,
    });
  });
});
