import type { DiscoverRangeResult, MonthState } from '@trackside/contracts';
import { AnswerValidity } from '../src/discovery/answer-validity.js';
import { FakeChanges } from './fake-changes.js';
import { MovedClock } from './moved-clock.js';

const NOW = '2025-11-20T12:10:00Z';
const NOVEMBER: MonthState = {
  year: 2025,
  month: 11,
  status: 'complete',
  source: 'cache',
  fetched_at: '2025-11-20T12:05:00Z',
  stale: false,
  missing_dates: [],
  missing: [],
  covered: false,
};
const JUNE: MonthState = { ...NOVEMBER, month: 6, fetched_at: '2025-11-01T00:00:00Z' };

function answer(...months: MonthState[]): DiscoverRangeResult {
  return { months } as DiscoverRangeResult;
}

describe('an answer that may be given again', () => {
  const clock = new MovedClock(NOW);
  let changes: FakeChanges;
  let validity: AnswerValidity;

  beforeEach(() => {
    clock.set(NOW);
    changes = new FakeChanges();
    validity = new AnswerValidity(changes, clock, {
      openMonthTtlSeconds: 600,
      rangeMonthsCap: 12,
      rangeTimeoutMs: 90_000,
      liveDayIntervalMs: 30_000,
      prefetchRequestsPerDay: 0,
    });
  });

  const judge = (...months: MonthState[]) => validity.judge(answer(...months), 'abc', 1);
  const holdsAt = (now: string, ...months: MonthState[]): boolean => {
    const judged = judge(...months)!;
    clock.set(now);
    return validity.holds(judged);
  };

  it('may be until the first of its months is no longer fresh', () => {
    expect(holdsAt('2025-11-20T12:14:59Z', NOVEMBER, JUNE)).toBe(true);
    clock.set(NOW);
    expect(holdsAt('2025-11-20T12:15:00Z', NOVEMBER, JUNE)).toBe(false);
  });

  it('may be until it may be another day somewhere, at a full hour', () => {
    expect(holdsAt('2025-11-20T12:59:59Z', JUNE)).toBe(true);
    clock.set(NOW);
    expect(holdsAt('2025-11-20T13:00:00Z', JUNE)).toBe(false);
  });

  it.each<[string, Partial<MonthState>]>([
    ['came from LiveRC just now', { source: 'liverc' }],
    ['came from the store, and will come from the cache', { source: 'store' }],
    ['lacks days', { status: 'partial' }],
    ['failed', { status: 'failed', fetched_at: null }],
    ['is an old copy', { stale: true }],
  ])('is none of which a month %s', (_, change) => {
    expect(judge(JUNE, { ...NOVEMBER, ...change })).toBeNull();
  });

  it('may have months without practice, which the list of months tells', () => {
    expect(judge(NOVEMBER, { ...JUNE, source: 'store', covered: true })).not.toBeNull();
  });

  it('is none about a track that has changed since it was begun', () => {
    changes.revision = 2;

    expect(judge(NOVEMBER)).toBeNull();
  });

  it.each([
    ['has changed', 2],
    ['may have changed, because nobody would tell', null],
  ])('is given no more once the track %s', (_, revision) => {
    const judged = judge(NOVEMBER)!;
    changes.revision = revision;

    expect(validity.holds(judged)).toBe(false);
  });
});
