import { convertToParamMap } from '@angular/router';
import { missingWords, readComparison, writeComparison } from './compare-query';

const read = (params: Record<string, string>) => readComparison(convertToParamMap(params));

describe('a comparison in the address', () => {
  it('is empty without sessions', () => {
    expect(read({})).toEqual({ ids: [], gapTo: null });
    expect(writeComparison([], null)).toEqual({ ids: null, gap: null });
  });

  it('keeps the order in which sessions were chosen, each once, six at most', () => {
    expect(read({ ids: 'c,a,c,,b' }).ids).toEqual(['c', 'a', 'b']);
    expect(read({ ids: 'a,b,c,d,e,f,g' }).ids).toHaveLength(6);
  });

  it('takes race stints among the sessions, with commas and colons in a name', () => {
    const race = '7a1c7e0e-2222-5c06-9d4e-5d6f3f3d9e02';
    const ids = ['a', `${race}:REED, AMY: "x"`, 'b'];
    const params = convertToParamMap(writeComparison(ids, ids[1] ?? null));

    expect(readComparison(params)).toEqual({ ids, gapTo: ids[1] });
    const capitals = convertToParamMap({ ids: [`${race.toUpperCase()}:Amy`, 'A,B'] });
    expect(readComparison(capitals).ids).toEqual([`${race}:Amy`, 'a', 'b']);
    expect(read({ ids: 'no-race:Amy,b' }).ids).toEqual(['no-race:amy', 'b']);
  });

  it('measures gaps to one of them alone', () => {
    expect(read({ ids: 'a,b', gap: 'b' }).gapTo).toBe('b');
    expect(read({ ids: 'a,b', gap: 'x' }).gapTo).toBeNull();
  });

  it('comes back as it was written', () => {
    const { ids, gap } = writeComparison(['b', 'a'], 'a');

    expect(read({ ids, gap })).toEqual({ ids: ['b', 'a'], gapTo: 'a' });
  });

  it('names the sessions of a link that are not known', () => {
    const ids = ['a', 'b', 'c'];

    expect(missingWords(ids, [])).toBeNull();
    expect(missingWords(ids, ['b'])).toBe(
      'Of the 3 sessions of this link number 2 is not known here.',
    );
    expect(missingWords(ids, ['c', 'a'])).toBe(
      'Of the 3 sessions of this link numbers 1 and 3 are not known here.',
    );
    expect(missingWords(ids, ids)).toBe('None of the sessions of this link is known here.');
    expect(missingWords(['x'], ['x'])).toBe('The session of this link is not known here.');
  });
});
