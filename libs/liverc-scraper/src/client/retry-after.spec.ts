import { retryAfterMs } from './retry-after.js';

const NOON = 'Wed, 05 Nov 2025 12:00:00 GMT';
const HALF_A_MINUTE_LATER = 'Wed, 05 Nov 2025 12:00:30 GMT';

describe('retryAfterMs', () => {
  it.each([
    ['120', 120_000],
    [' 7 ', 7000],
    ['999999999999', 3_600_000],
    ['0', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['2025', 2_025_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
    [['5', '6'], undefined],
  ])('of %j is %s', (header, expected) => {
    expect(retryAfterMs(header, undefined, 0)).toBe(expected);
  });

  it('reads a date against the date of the answer', () => {
    expect(retryAfterMs(HALF_A_MINUTE_LATER, NOON, 0)).toBe(30_000);
    expect(retryAfterMs(NOON, HALF_A_MINUTE_LATER, 0)).toBeUndefined();
  });

  it('reads a date against our clock when the answer has none', () => {
    expect(retryAfterMs(HALF_A_MINUTE_LATER, undefined, Date.parse(NOON))).toBe(30_000);
    expect(retryAfterMs(HALF_A_MINUTE_LATER, 'rubbish', Date.parse(NOON))).toBe(30_000);
  });
});
