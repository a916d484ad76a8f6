import { isTimeToRetry, longestRetryMs } from '../src/retry-policy.js';

const POLICY = { firstPauseMs: 60_000, mostFailures: 3 };
const NOW = new Date('2025-11-20T12:00:00Z');

/** A failure so many milliseconds ago. */
const failed = (count: number, agoMs: number) => ({
  count,
  lastAt: new Date(NOW.getTime() - agoMs),
});

describe('something that failed', () => {
  it.each([
    ['once', 1, 60_000],
    ['twice', 2, 120_000],
    ['three times', 3, 240_000],
  ])('%s is tried again once its pause is over', (_, count, pauseMs) => {
    expect(isTimeToRetry(POLICY, failed(count, pauseMs), NOW)).toBe(false);
    expect(isTimeToRetry(POLICY, failed(count, pauseMs + 1), NOW)).toBe(true);
  });

  it('is given up after the most failures', () => {
    expect(isTimeToRetry(POLICY, failed(4, 1e12), NOW)).toBe(false);
  });

  it('is tried again when its failure lies in the future, noted by a wrong clock', () => {
    expect(isTimeToRetry(POLICY, failed(1, -3_600_000), NOW)).toBe(true);
  });

  it('counts as failed once when its failures were not counted', () => {
    expect(isTimeToRetry(POLICY, failed(0, 60_001), NOW)).toBe(true);
  });

  it('waits no longer than the last pause', () => {
    expect(longestRetryMs(POLICY)).toBe(240_000);
  });
});
