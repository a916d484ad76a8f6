import { convertToParamMap } from '@angular/router';
import { readSeason } from './season-query';

const read = (params: Record<string, string | string[]>) => readSeason(convertToParamMap(params));

describe('a season in the address', () => {
  it('names a track, two drivers, a class and a year', () => {
    const params = { track: 't1', driver: ['Mia', 'Theo', 'Ida'], class: 'Buggy', year: '2025' };
    expect(read(params)).toEqual({
      trackId: 't1',
      labels: ['Mia', 'Theo'],
      twice: false,
      className: 'Buggy',
      year: 2025,
    });
  });

  it('says that the same driver stands there twice, however he is written', () => {
    const { labels, twice } = read({ driver: ['Mia Sanders', 'mia  sanders'] });
    expect([labels, twice]).toEqual([['Mia Sanders'], true]);
  });

  it('is empty without anything, and of all years with a year that is none', () => {
    const empty = { trackId: null, labels: [], twice: false, className: null, year: null };
    expect(read({})).toEqual(empty);
    expect(read({ driver: ' ', year: 'last' })).toEqual(empty);
  });
});
