import type { ErrorCode } from '@trackside/contracts';
import { latestDue, nextTry, type Trouble } from '../src/background/retry-pace.js';

const SEARCHED = new Date('2026-03-06T12:00:00Z');
const MINUTE = 60_000;

/** Minutes from one try to the next, until the month is left alone; each try takes no time. */
function pauses(trouble: Trouble): number[] {
  const minutes: number[] = [];
  let now = SEARCHED;
  for (let tries = 0; ; tries += 1) {
    const next = nextTry(trouble, { tries, searchedAt: SEARCHED }, now);
    if (!next) return minutes;
    minutes.push((next.getTime() - now.getTime()) / MINUTE);
    now = next;
  }
}

describe('the next try at a month that was searched in vain', () => {
  it.each<ErrorCode>(['LIVERC_TIMEOUT', 'LIVERC_UNAVAILABLE', 'LIVERC_PAGE_INCOMPLETE'])(
    'comes after growing pauses for three days where it ended with %s',
    (code) => {
      const minutes = pauses({ code });

      expect(minutes.slice(0, 6)).toEqual([1, 5, 15, 60, 360, 360]);
      expect(minutes).toHaveLength(15);
      expect(minutes.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(72 * 60);
    },
  );

  it.each<ErrorCode>(['LIVERC_PAGE_CHANGED', 'INTERNAL_ERROR'])(
    'comes every six hours alone where it ended with %s',
    (code) => expect(pauses({ code })).toEqual(Array.from({ length: 12 }, () => 360)),
  );

  it('never comes where LiveRC was switched off', () => {
    expect(pauses({ code: 'LIVERC_DISABLED' })).toEqual([]);
  });

  it('waits as long as LiveRC asks, and not less than its own pause', () => {
    expect(pauses({ code: 'LIVERC_UNAVAILABLE', retryAfterSeconds: 1_800 }).slice(0, 5)).toEqual([
      30, 30, 30, 60, 360,
    ]);
    expect(pauses({ code: 'LIVERC_UNAVAILABLE', retryAfterSeconds: 90 * 86_400 })).toEqual([4_320]);
  });

  it('is never later than what counts as told by a clock that ran ahead', () => {
    const late = nextTry(
      { code: 'LIVERC_UNAVAILABLE', retryAfterSeconds: 90 * 86_400 },
      { tries: 0, searchedAt: SEARCHED },
      SEARCHED,
    );

    expect(late!.getTime()).toBeLessThanOrEqual(latestDue(SEARCHED).getTime());
  });
});
