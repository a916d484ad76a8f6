import { jest } from '@jest/globals';
import { type MonthKey, monthKey, monthOfKey, resolveRange } from '@trackside/calendar';
import { LivercTimeoutError, type Turn } from '@trackside/liverc-scraper';
import type { UnknownMonth } from '../src/discovery/known-months.js';
import type { MonthListed, MonthOutcome } from '../src/discovery/discovery-records.js';
import type { PracticeWish } from '../src/discovery/discovery-request.js';
import { RunningRefreshes } from '../src/discovery/running-refreshes.js';
import { UnknownMonths } from '../src/discovery/unknown-months.js';
import { day, TRACK } from './known-practice.js';
import { FREE_LEASES, NOTHING_ELSEWHERE } from './free-leases.js';
import { MovedClock } from './moved-clock.js';
import { listing, monthStep, SteppedRefreshes } from './stepped-refreshes.js';

const ANNA: Turn = { key: 'anna', lane: 'people' };
const WHOLE = { from: '2025-01-01', until: '2025-12-31' };

function unknown(key: MonthKey, change: Partial<UnknownMonth> = {}): UnknownMonth {
  return {
    month: monthOfKey(key),
    hasPractice: false,
    wasListed: false,
    expired: null,
    refresh: false,
    window: WHOLE,
    ...change,
  };
}

function expired(key: MonthKey, dates: string[]): UnknownMonth['expired'] {
  const days = dates.map((date) => day(date));
  const fetchedAt = '2025-06-01T00:00:00.000Z';
  return {
    kind: 'known',
    month: monthOfKey(key),
    days,
    source: 'store',
    fetchedAt,
    stale: true,
    failure: null,
  };
}

describe('months that LiveRC is asked about', () => {
  const clock = new MovedClock('2025-11-20T12:00:00Z');
  let refreshes: SteppedRefreshes;
  let told: string[];
  let outcomes: (MonthListed | MonthOutcome)[];
  let leave: () => void;

  function discover(months: UnknownMonth[], change: Partial<PracticeWish> = {}): void {
    const running = new RunningRefreshes(
      refreshes.asMonthRefresh(),
      FREE_LEASES,
      NOTHING_ELSEWHERE,
    );
    const range = resolveRange({}, clock.now(), 12);
    const wish = { range, refresh: false, skipCovered: false, turn: ANNA, ...change };
    const subscription = new UnknownMonths(running, clock).discover(TRACK, months, wish).subscribe({
      next: (step) => {
        told.push(`${monthKey(step.month)} ${step.kind}`);
        outcomes.push(step);
      },
      complete: () => told.push('end'),
    });
    leave = () => subscription.unsubscribe();
  }

  const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    clock.set('2025-11-20T12:00:00Z');
    refreshes = new SteppedRefreshes();
    [told, outcomes] = [[], []];
  });
  afterEach(() => {
    leave();
    jest.useRealTimers();
  });

  it('are asked for all at once where each is known to have practice', () => {
    discover([unknown(202511, { hasPractice: true }), unknown(202510, { hasPractice: true })]);

    expect(refreshes.months).toEqual([202511, 202510]);
  });

  it('wait for the newest one’s list of months, which spares those without practice', async () => {
    discover([unknown(202511), unknown(202510), unknown(202509)]);
    expect(refreshes.months).toEqual([202511]);
    refreshes.of(202511).steps.next(listing([202511, 202509]));
    await pass(0);

    expect(refreshes.months).toEqual([202511, 202509]);
    expect(told).toEqual(['202511 listed', '202510 known']);
    expect(outcomes[1]).toEqual({
      kind: 'known',
      month: { year: 2025, month: 10 },
      days: [],
      source: 'liverc',
      fetchedAt: '2025-11-20T12:00:01.000Z',
      stale: false,
      failure: null,
    });
  });

  it('end each with one outcome, and all together then', async () => {
    discover([unknown(202511), unknown(202510)]);
    refreshes.of(202511).steps.next(listing([202511]));
    await pass(0);
    refreshes.end(202511, monthStep([day('2025-11-08')]));

    expect(told).toEqual(['202511 listed', '202510 known', '202511 known', 'end']);
    expect(outcomes[2]).toMatchObject({ stale: false, source: 'liverc', failure: null });
  });

  it('learn the list from a month that has practice, too', async () => {
    discover([unknown(202511, { hasPractice: true }), unknown(202510), unknown(202509)]);
    expect(refreshes.months).toEqual([202511, 202510]);
    refreshes.of(202511).steps.next(listing([202511]));
    await pass(0);

    expect(told).toEqual(['202511 listed', '202509 known']);
  });

  it('wait for a newest page that hangs two seconds, and four, and no longer', async () => {
    discover([unknown(202511), unknown(202510), unknown(202509), unknown(202508)]);
    await pass(1_999);
    expect(refreshes.months).toEqual([202511]);
    await pass(1);
    expect(refreshes.months).toEqual([202511, 202510]);
    await pass(1_999);
    expect(refreshes.months).toEqual([202511, 202510]);
    await pass(1);

    expect(refreshes.months).toEqual([202511, 202510, 202509, 202508]);
  });

  it('ask for the next list when the newest one’s page failed', async () => {
    discover([unknown(202511), unknown(202510), unknown(202509)]);
    refreshes.of(202511).steps.error(new LivercTimeoutError('no answer', 'url'));
    await pass(0);

    expect(refreshes.months).toEqual([202511, 202510]);
    expect(told).toEqual(['202511 failed']);
  });

  it('ask for the next list when the newest month needed no calendar', async () => {
    discover([unknown(202511), unknown(202510), unknown(202509)]);
    refreshes.end(202511);
    await pass(0);

    expect(refreshes.months).toEqual([202511, 202510]);
  });

  it('that an earlier list named are asked for though the list lacks them', async () => {
    discover([unknown(202511), unknown(202510, { wasListed: true })]);
    refreshes.of(202511).steps.next(listing([202511]));
    await pass(0);

    expect(refreshes.months).toEqual([202511, 202510]);
  });

  it('of which days are stored are asked for though the list lacks them', async () => {
    discover([
      unknown(202511),
      unknown(202510, { expired: expired(202510, ['2025-10-25']) }),
      unknown(202509, { expired: expired(202509, []) }),
    ]);
    refreshes.of(202511).steps.next(listing([202511]));
    await pass(0);

    expect(refreshes.months).toEqual([202511, 202510]);
    expect(told).toEqual(['202511 listed', '202509 known']);
  });

  it('that nobody on earth has reached are asked for last', () => {
    discover([unknown(202601), unknown(202512), unknown(202511)]);

    expect(refreshes.months).toEqual([202511]);
  });

  it('count as reached as soon as the easternmost place has', () => {
    clock.set('2025-11-30T10:00:00Z');
    discover([unknown(202512), unknown(202511)]);

    expect(refreshes.months).toEqual([202512]);
  });

  it('that fail are shown as their expired copies, with the reason', () => {
    const failure = new LivercTimeoutError('no answer', 'url');
    discover([unknown(202511, { expired: expired(202511, ['2025-11-08']) })]);
    refreshes.of(202511).steps.error(failure);

    expect(told).toEqual(['202511 known', 'end']);
    expect(outcomes[0]).toMatchObject({ stale: true, source: 'store', failure });
  });

  it('that fail without a copy are failed, never empty', () => {
    const failure = new LivercTimeoutError('no answer', 'url');
    discover([unknown(202511)]);
    refreshes.of(202511).steps.error(failure);

    expect(outcomes).toEqual([{ kind: 'failed', month: { year: 2025, month: 11 }, failure }]);
  });

  it('hurt no other when one fails', async () => {
    discover([unknown(202511, { hasPractice: true }), unknown(202510, { hasPractice: true })]);
    refreshes.of(202511).steps.error(new LivercTimeoutError('no answer', 'url'));
    refreshes.end(202510);

    expect(told).toEqual(['202511 failed', '202510 known', 'end']);
  });

  it('are known with the failures of their days, of which one stands for the month', () => {
    const failure = new LivercTimeoutError('no answer', 'url');
    const failures = new Map([['2025-11-08', failure]]);
    discover([unknown(202511)]);
    refreshes.end(202511, monthStep([day('2025-11-08')], failures));

    expect(outcomes[0]).toMatchObject({ kind: 'known', failure, failures, stale: false });
  });

  it('are asked for as their caller wishes', () => {
    const window = { from: '2025-11-05', until: '2025-11-20' };
    discover([unknown(202511, { refresh: true, window })], { skipCovered: true });

    expect(refreshes.of(202511).mode).toMatchObject({ refresh: true, skipCovered: true, window });
    expect(refreshes.of(202511).mode.waiters.turns).toEqual([ANNA]);
  });

  it('are no longer read, nor begun, when their caller leaves', async () => {
    discover([unknown(202511), unknown(202510)]);
    leave();
    await pass(10_000);

    expect(refreshes.of(202511).left).toBe(true);
    expect(refreshes.months).toEqual([202511]);
  });

  it('end at once where there are none', () => {
    discover([]);

    expect(told).toEqual(['end']);
  });
});
