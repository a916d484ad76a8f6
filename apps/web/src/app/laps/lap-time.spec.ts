import { formatAxisTime, formatGap, formatLapTime, formatPercent } from './lap-time';

describe('a lap time', () => {
  it.each([
    [34.746, '34.746'],
    [62.345, '1:02.345'],
    [3723.456, '1:02:03.456'],
    [59.9996, '1:00.000'],
    [0.05, '0.050'],
    [600, '10:00.000'],
    [null, '–'],
  ])('of %p s reads %s', (seconds, words) => {
    expect(formatLapTime(seconds)).toBe(words);
  });
});

describe('a gap', () => {
  it.each([
    [0.1234, '+0.123'],
    [-1.5, '−1.500'],
    [0.0001, '0.000'],
    [72.1, '+1:12.100'],
    [null, '–'],
  ])('of %p s reads %s', (seconds, words) => {
    expect(formatGap(seconds)).toBe(words);
  });
});

it('marks an axis with no more decimals than it needs', () => {
  expect([formatAxisTime(24, 2), formatAxisTime(24.5, 0.5), formatAxisTime(61.25, 0.05)]).toEqual([
    '24',
    '24.5',
    '1:01.25',
  ]);
});

it('gives consistency with one decimal', () => {
  expect([formatPercent(94.695), formatPercent(-55.2), formatPercent(null)]).toEqual([
    '94.7\u00a0%',
    '−55.2\u00a0%',
    '–',
  ]);
});
