import type { Turn } from '@trackside/liverc-scraper';
import type { RefreshMode } from '../src/discovery/month-refresh.js';
import { RunningRefreshes } from '../src/discovery/running-refreshes.js';
import { FREE_LEASES, NOTHING_ELSEWHERE } from './free-leases.js';
import { TRACK } from './known-practice.js';
import { listing, monthStep, SteppedRefreshes } from './stepped-refreshes.js';

const OCTOBER = { year: 2025, month: 10 };
const WHOLE = { from: '2025-10-01', until: '2025-10-31' };
const PLAIN: RefreshMode = { refresh: false, skipCovered: false, window: WHOLE };
const ANNA: Turn = { key: 'anna', lane: 'people' };
const BEN: Turn = { key: 'ben', lane: 'people' };

describe('readings of months under way', () => {
  let months: SteppedRefreshes;
  let running: RunningRefreshes;

  /** Somebody joins; what they are told is written down. */
  function join(turn = ANNA, mode = PLAIN, month = OCTOBER, track = TRACK) {
    const told: string[] = [];
    const subscription = running.join(track, month, mode, [turn]).subscribe({
      next: ({ kind }) => told.push(kind),
      error: (error: Error) => told.push(`failed: ${error.message}`),
      complete: () => told.push('end'),
    });
    return { told, leave: () => subscription.unsubscribe() };
  }

  beforeEach(() => {
    months = new SteppedRefreshes();
    running = new RunningRefreshes(months.asMonthRefresh(), FREE_LEASES, NOTHING_ELSEWHERE);
  });

  it('begin when somebody listens, and not before', () => {
    running.join(TRACK, OCTOBER, PLAIN, [ANNA]);

    expect(months.months).toEqual([]);
    expect(running.size).toBe(0);
  });

  it('are one for all who want the month, and tell late-comers everything', () => {
    const anna = join(ANNA);
    months.of(202510).steps.next(listing([202510]));
    months.of(202510).steps.next(monthStep([]));
    const ben = join(BEN);
    months.of(202510).steps.complete();

    expect(months.months).toEqual([202510]);
    expect([anna.told, ben.told]).toEqual([
      ['listing', 'month', 'end'],
      ['listing', 'month', 'end'],
    ]);
  });

  it('take the turns of all who wait, and of nobody who has left', () => {
    const anna = join(ANNA);
    join(BEN);
    const { waiters } = months.of(202510).mode;
    expect(waiters.turns).toEqual([ANNA, BEN]);
    anna.leave();

    expect(waiters.turns).toEqual([BEN]);
  });

  it('stop when the last one leaves, and not before', () => {
    const [anna, ben] = [join(ANNA), join(BEN)];
    anna.leave();
    expect(months.of(202510).left).toBe(false);
    ben.leave();

    expect(months.of(202510).left).toBe(true);
    expect(running.size).toBe(0);
  });

  it('are another one for another month, and for another track', () => {
    join(ANNA);
    join(ANNA, PLAIN, { year: 2025, month: 9 });
    join(ANNA, PLAIN, OCTOBER, { ...TRACK, id: '00000000-0000-5000-8000-000000000001' });

    expect(months.months).toEqual([202510, 202509, 202510]);
    expect(running.size).toBe(3);
  });

  it('begin anew for who asks when the last one has ended, even at that very moment', () => {
    const told: string[] = [];
    running
      .join(TRACK, OCTOBER, PLAIN, [ANNA])
      .subscribe({ complete: () => told.push(...join().told) });
    months.end(202510);

    expect(months.months).toEqual([202510, 202510]);
    expect(running.size).toBe(1);
  });

  it('begin anew for who asks when the last one has failed', () => {
    const anna = join(ANNA);
    months.of(202510).steps.error(new Error('no answer'));
    expect(running.size).toBe(0);
    join(BEN);

    expect(anna.told).toEqual(['failed: no answer']);
    expect(months.months).toEqual([202510, 202510]);
  });

  it.each<[string, RefreshMode, Partial<RefreshMode>]>([
    ['reads again what another run does not', PLAIN, { refresh: true }],
    ['wants the days that another run skips', { ...PLAIN, skipCovered: true }, {}],
    [
      'wants earlier days',
      { ...PLAIN, window: { from: '2025-10-10', until: '2025-10-31' } },
      { window: { from: '2025-10-09', until: '2025-10-31' } },
    ],
    [
      'wants later days',
      { ...PLAIN, window: { from: '2025-10-01', until: '2025-10-20' } },
      { window: { from: '2025-10-01', until: '2025-10-21' } },
    ],
  ])('are waited for, and one more begun, by who %s', (_, mode, wanted) => {
    const anna = join(ANNA, mode);
    const ben = join(BEN, { ...PLAIN, ...wanted });
    months.of(202510).steps.next(listing([202510]));
    expect(months.months).toEqual([202510]);
    months.end(202510);
    expect(ben.told).toEqual([]);
    months.end(202510);

    expect(months.begun[1]?.mode).toMatchObject({ ...PLAIN, ...wanted });
    expect(months.begun[1]?.mode.waiters.arrivals).toBe(1);
    expect(anna.told).toEqual(['listing', 'month', 'end']);
    expect(ben.told).toEqual(['month', 'end']);
  });

  it.each<[string, Partial<RefreshMode>, Partial<RefreshMode>]>([
    ['wants no reading again', { refresh: true }, {}],
    ['would skip covered days', {}, { skipCovered: true }],
    ['wants fewer days', {}, { window: { from: '2025-10-02', until: '2025-10-30' } }],
  ])('serve who %s', (_, mode, wanted) => {
    join(ANNA, { ...PLAIN, ...mode });
    const ben = join(BEN, { ...PLAIN, ...wanted });
    months.end(202510);

    expect(months.months).toEqual([202510]);
    expect(ben.told).toEqual(['month', 'end']);
  });

  it('that fail are no failure of who waits only for their end', () => {
    join(ANNA);
    const ben = join(BEN, { ...PLAIN, refresh: true });
    months.of(202510).steps.error(new Error('no answer'));
    months.end(202510);

    expect(ben.told).toEqual(['month', 'end']);
  });

  it('that fail a page are begun once more for who came after it was asked for', () => {
    const anna = join(ANNA);
    const { waiters, steps } = { ...months.of(202510).mode, ...months.of(202510) };
    const askedFor = waiters.arrivals;
    const [ben, cleo] = [join(BEN), join({ key: 'cleo', lane: 'people' })];
    waiters.noteFailure(askedFor);
    steps.error(new Error('no answer'));
    months.end(202510);

    expect(anna.told).toEqual(['failed: no answer']);
    expect([ben.told, cleo.told]).toEqual([
      ['month', 'end'],
      ['month', 'end'],
    ]);
    expect(months.months).toEqual([202510, 202510]);
  });

  it('that end without a day’s page are read once more for who came after it was asked for', () => {
    const anna = join(ANNA);
    const { waiters } = months.of(202510).mode;
    const askedFor = waiters.arrivals;
    months.of(202510).steps.next(listing([202510]));
    const ben = join(BEN);
    waiters.noteFailure(askedFor);
    months.end(202510, monthStep([], new Map([['2025-10-25', new Error('no answer')]])));
    expect(ben.told).toEqual(['listing']);
    months.end(202510);

    expect(anna.told).toEqual(['listing', 'month', 'end']);
    expect(ben.told).toEqual(['listing', 'month', 'end']);
  });
});
