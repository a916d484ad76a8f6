import { convertToParamMap } from '@angular/router';
import { readDriversQuery, writeDriversQuery } from './drivers-query';

const read = (params: Record<string, string>) => readDriversQuery(convertToParamMap(params));

describe('the question for drivers in the address', () => {
  it('asks nobody without a track', () => {
    expect(read({ q: 'mia' })).toBeNull();
  });

  it('is all drivers of all years when it names a track alone', () => {
    expect(read({ track: 't' })).toEqual({
      ...{ trackId: 't', text: '', className: null, year: null, sort: 'days' },
    });
  });

  it('is by best lap within one class alone: classes have none in common', () => {
    expect(read({ track: 't', class: 'Truggy', sort: 'best' })?.sort).toBe('best');
    expect(read({ track: 't', sort: 'best' })?.sort).toBe('days');
    expect(read({ track: 't', class: 'Truggy', sort: 'worst' })?.sort).toBe('days');
  });

  it('reads text and class without needless blanks, and the year', () => {
    expect(read({ track: 't', q: ' mia  s ', class: ' 1/8  Buggy ', year: '2025' })).toEqual({
      ...{ trackId: 't', text: 'mia s', className: '1/8 Buggy', year: 2025, sort: 'days' },
    });
  });

  it.each(['25', '1999', '20255', 'x', ''])('counts "%s" as no year', (year) => {
    expect(read({ track: 't', year })?.year).toBeNull();
  });

  it('comes back as it was written', () => {
    const question = {
      ...{ trackId: 't', text: 'mia', className: 'Truggy', year: 2025, sort: 'best' as const },
    };
    const { track, q, class: name, year, sort } = writeDriversQuery(question);

    expect(read({ track, q, class: name, year: String(year), sort })).toEqual(question);
  });

  it('leaves out of the address what is not asked', () => {
    const all = { trackId: 't', text: '', className: null, year: null, sort: 'best' as const };

    expect(writeDriversQuery(all)).toEqual({
      ...{ track: 't', q: null, class: null, year: null, sort: null },
    });
  });
});
