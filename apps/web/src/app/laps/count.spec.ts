import { countWords, formatCount } from './count';

describe('a count', () => {
  it('has its thousands apart', () => {
    expect([0, 999, 8031, 1_204_512].map(formatCount)).toEqual(['0', '999', '8,031', '1,204,512']);
  });

  it('says one of one, and several of all else', () => {
    expect([0, 1, 8031].map((count) => countWords(count, 'lap'))).toEqual([
      ...['0 laps', '1 lap', '8,031 laps'],
    ]);
    expect(countWords(2, 'class', 'classes')).toBe('2 classes');
  });
});
