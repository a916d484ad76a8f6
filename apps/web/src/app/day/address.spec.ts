import { convertToParamMap } from '@angular/router';
import { readAddress, sortAfterPress, writeAddress } from './address';

describe('the address of a day', () => {
  it('without parameters is My day, newest session first, nobody chosen', () => {
    expect(readAddress(convertToParamMap({}))).toEqual({
      tab: 'my-day',
      person: [],
      className: null,
      session: null,
      compared: [],
      gapTo: null,
      ranking: 'best',
      sort: { key: 'time', descending: true },
      onlyClass: null,
      onlyDriver: null,
    });
  });

  it('reads back what it wrote', () => {
    const view = {
      tab: 'compare',
      person: ['Zoë Marlow', '3071066'],
      className: '1/8 Nitro Buggy',
      session: 's1',
      compared: ['s2', 's1'],
      gapTo: 's2',
      ranking: 'top5',
      sort: { key: 'best', descending: false },
      onlyClass: 'Truggy',
      onlyDriver: 'Idris Vale',
    } as const;
    expect(readAddress(convertToParamMap(writeAddress(view)))).toEqual(view);
  });

  it('falls back where a parameter makes no sense', () => {
    const odd = { tab: 'x', by: 'luck', sort: '-colour', compare: 'a,,a,b,c,d,e,f,g', driver: ' ' };
    const read = readAddress(convertToParamMap(odd));
    expect([read.tab, read.ranking, read.sort.key, read.person]).toEqual([
      'my-day',
      'best',
      'time',
      [],
    ]);
    expect(read.compared).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});

it('turns a column round when it is pressed twice', () => {
  const once = sortAfterPress({ key: 'time', descending: true }, 'best');
  expect(once).toEqual({ key: 'best', descending: false });
  expect(sortAfterPress(once, 'best')).toEqual({ key: 'best', descending: true });
});
