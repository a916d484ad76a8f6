import { checkWords, figureWords, mismatchWords } from './checks';

describe('what is said of checks', () => {
  it('is how many figures were checked, and how many differ', () => {
    const mismatch = { driver_name: 'AMY', figure: 'total_seconds', printed: 1, computed: 2 };
    expect(checkWords({ figures: 0, mismatches: [] })).toBeNull();
    expect(checkWords({ figures: 1599, mismatches: [] })).toBe(
      'Checked against 1,599 printed figures: all follow from the laps.',
    );
    expect(checkWords({ figures: 599, mismatches: [mismatch] })).toBe(
      'Checked against 599 printed figures: 1 differs from what the laps give.',
    );
    expect(checkWords({ figures: 36, mismatches: [mismatch, mismatch] }, 'the rounds')).toBe(
      'Checked against 36 printed figures: 2 differ from what the rounds give.',
    );
  });

  it('is a figure in words, with the lap it is of', () => {
    expect(figureWords('average_top_5_seconds')).toBe('average top 5');
    expect(figureWords('lap_position', 3)).toBe('lap position, lap 3');
  });

  it('is what is printed and what the laps give', () => {
    const one = {
      driver_name: 'AMY',
      figure: 'average_lap_seconds',
      printed: 26.1,
      computed: 26.01,
    };
    expect(mismatchWords(one)).toBe('average lap is printed as 26.1, the laps give 26.01.');
  });
});
