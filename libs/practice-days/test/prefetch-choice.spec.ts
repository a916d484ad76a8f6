import {
  chooseMonths,
  type PrefetchCandidate,
  type PrefetchChoice,
} from '../src/background/prefetch-choice.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A wednesday in the evening. */
const NOW = new Date('2026-03-18T19:00:00Z');
const SATURDAY = new Date('2026-03-21T12:00:00Z');
const before = (ms: number, now = NOW) => new Date(now.getTime() - ms);
/** The months of a search without dates. */
const MONTHS = [202603, 202602, 202601, 202512, 202511, 202510, 202509];

/** A track of which every month was read an hour ago, searched just now unless said otherwise. */
function track(trackId: string, more: Partial<PrefetchCandidate> = {}, now = NOW) {
  return {
    trackId,
    status: 'idle' as const,
    favourites: 0,
    lastSearchedAt: before(MINUTE, now),
    searchWeight: 1,
    practiceMonths: MONTHS,
    practiceMonthsReadAt: before(HOUR, now),
    months: MONTHS.map((month) => ({
      month,
      fetchedAt: before(HOUR, now),
      openPages: 0,
      dashboard: null,
    })),
    readAheadAt: null,
    failures: 0,
    ...more,
  } satisfies PrefetchCandidate;
}

const UNWANTED = { lastSearchedAt: null, searchWeight: 0 };

function choose(candidates: PrefetchCandidate[], { allowance = 100, now = NOW } = {}): string[] {
  const chosen = chooseMonths(candidates, { now, allowance, openMonthTtlSeconds: 600 });
  return chosen.map(({ trackId, month }: PrefetchChoice) => `${trackId} ${month}`);
}

describe('the months to read before anybody asks', () => {
  it('are those that have expired, of what a search without dates asks', () => {
    const months = [
      { month: 202603, fetchedAt: before(11 * MINUTE), openPages: 2, dashboard: null },
      { month: 202602, fetchedAt: before(25 * HOUR), openPages: 0, dashboard: null },
      { month: 202601, fetchedAt: before(29 * DAY), openPages: 0, dashboard: null },
      { month: 202512, fetchedAt: before(31 * DAY), openPages: 0, dashboard: null },
    ];

    // The others are on the list of months and were never read.
    expect(choose([track('a', { months })])).toEqual([
      ...['a 202603', 'a 202602', 'a 202512', 'a 202511', 'a 202510', 'a 202509'],
    ]);
    expect(choose([track('a', { months, practiceMonths: [202603, 202510] })])).toEqual([
      ...['a 202603', 'a 202602', 'a 202512', 'a 202510'],
    ]);
  });

  it('are read shortly before they expire', () => {
    const readBefore = (ms: number) =>
      choose([
        track('a', {
          months: [{ month: 202603, fetchedAt: before(ms), openPages: 0, dashboard: null }],
        }),
      ])[0];

    expect(readBefore(9.4 * MINUTE)).not.toBe('a 202603');
    expect(readBefore(9.6 * MINUTE)).toBe('a 202603');
  });

  it('cost what their pages are, and the first that costs too much ends the choice', () => {
    const busy = track('a', {
      status: 'racing',
      searchWeight: 5,
      months: [{ month: 202603, fetchedAt: before(HOUR), openPages: 3, dashboard: null }],
      practiceMonths: [202603],
    });
    const other = track('b');

    expect(choose([other, busy], { allowance: 3 })).toEqual([]);
    expect(choose([other, busy], { allowance: 4 })).toEqual(['a 202603']);
    expect(choose([other, busy], { allowance: 5 })).toEqual(['a 202603', 'b 202603']);
    expect(
      chooseMonths([busy], { now: NOW, allowance: 9, openMonthTtlSeconds: 600 }),
    ).toMatchObject([{ expected: 4, most: 7 }]);
  });

  it('are asked by one dashboard first where nothing is live and days would be read again', () => {
    const cost = (dashboard: { readAt: Date; lags: boolean } | null, status = 'idle') => {
      const months = [{ month: 202603, fetchedAt: before(HOUR), openPages: 2, dashboard }];
      const one = track('a', { months, practiceMonths: [202603], status: status as 'idle' });
      const situation = { now: NOW, allowance: 9, openMonthTtlSeconds: 600 };
      const [choice] = chooseMonths([one], situation);
      return [choice!.viaDashboard, choice!.expected];
    };

    expect(cost(null)).toEqual([true, 4]);
    expect(cost({ readAt: before(59 * MINUTE), lags: false })).toEqual([true, 1]);
    expect(cost({ readAt: before(61 * MINUTE), lags: false })).toEqual([true, 4]);
    expect(cost({ readAt: before(MINUTE), lags: true })).toEqual([false, 3]);
    expect(cost(null, 'practice')).toEqual([false, 3]);
    expect(
      chooseMonths([track('a')], { now: NOW, allowance: 9, openMonthTtlSeconds: 600 }),
    ).toMatchObject([{ viaDashboard: false, expected: 1 }]);
  });

  it('are first those of tracks that are searched often and lately, and of favourites', () => {
    const tracks = [
      track('old', { searchWeight: 4, lastSearchedAt: before(21 * DAY) }),
      track('often', { searchWeight: 4 }),
      track('once'),
      track('favourite', { ...UNWANTED, favourites: 2 }),
    ];

    expect(choose(tracks)).toEqual([
      ...['often 202603', 'favourite 202603', 'once 202603', 'old 202603'],
    ]);
  });

  it('of favourites and searched tracks are renewed once an hour while nobody searches', () => {
    const lately = { lastSearchedAt: before(2 * HOUR) };
    const read = (ms: number) => choose([track('a', { ...lately, readAheadAt: before(ms) })]);

    expect(read(20 * MINUTE)).toEqual([]);
    expect(read(61 * MINUTE)).toEqual(['a 202603']);
    expect(choose([track('a', { readAheadAt: before(20 * MINUTE) })])).toEqual(['a 202603']);
  });

  it('of a track that only practises are read hourly on a saturday, else every six hours', () => {
    const read = (ms: number, now: Date) => {
      const practising = { ...UNWANTED, status: 'practice' as const, readAheadAt: before(ms, now) };
      return choose([track('a', practising, now)], { now });
    };

    expect(read(61 * MINUTE, NOW)).toEqual([]);
    expect(read(361 * MINUTE, NOW)).toEqual(['a 202603']);
    expect(read(61 * MINUTE, SATURDAY)).toEqual(['a 202603']);
  });

  it('come first where the catalogue marks practice, and never of a track that nobody wants', () => {
    const settled = { practiceMonths: [202601], months: [] };
    const tracks = [
      track('idle', { ...UNWANTED, ...settled }),
      track('racing', { ...UNWANTED, status: 'racing' }),
      track('listed', UNWANTED),
      track('practice', { ...UNWANTED, status: 'practice' }),
    ];

    expect(choose(tracks)).toEqual([...['practice 202603', 'racing 202603', 'listed 202603']]);
  });

  it('of a track that fails wait for ten minutes, twice as long each time, six hours at most', () => {
    const read = (failures: number, ms: number) =>
      choose([track('a', { failures, readAheadAt: before(ms) })]).length;

    expect([read(1, 9 * MINUTE), read(1, 10 * MINUTE)]).toEqual([0, 1]);
    expect([read(3, 39 * MINUTE), read(3, 40 * MINUTE)]).toEqual([0, 1]);
    expect([read(30, 359 * MINUTE), read(30, 360 * MINUTE)]).toEqual([0, 1]);
  });
});
