import { countWords, formatCount, ordinal } from './count';

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

it('counts as people do', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
    '111th',
  ]);
});
