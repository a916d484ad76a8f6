import { type MonthKey, monthKey, resolveRange } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import type { StoredTrack } from '@trackside/tracks';
import { MonthCache } from '../src/day/month-cache.js';
import type { PracticeDayStore } from '../src/day/practice-day-store.js';
import type { StoredMonth } from '../src/day/stored-month.js';
import { KnownMonths, type Triage } from '../src/discovery/known-months.js';
import { day, month, TRACK, unread } from './known-practice.js';
import { FakeChanges } from './fake-changes.js';
import { MemoryCache } from './memory-cache.js';
import { MovedClock } from './moved-clock.js';

const NOW = '2025-11-20T12:00:00Z';
const ago = (seconds: number): string => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

describe('the months of a request', () => {
  const clock = new MovedClock(NOW);
  let memory: MemoryCache;
  let changes: FakeChanges;
  let stored: Map<MonthKey, StoredMonth>;
  let looks: MonthKey[][];
  let months: KnownMonths;

  /** The track with a list of months that was read at that instant. */
  function listed(practiceMonths: MonthKey[] | null, readAt = ago(60)): StoredTrack {
    const practiceMonthsReadAt = practiceMonths && new Date(readAt);
    return { ...TRACK, practiceMonths, practiceMonthsReadAt } as StoredTrack;
  }

  function triage(
    startDate: string,
    endDate: string,
    { track = listed(null), refresh = false, skipCovered = false } = {},
  ): Promise<Triage> {
    const range = resolveRange({ startDate, endDate }, clock.now(), 12);
    const turn = { key: 'anna', lane: 'people' } as const;
    return months.triage(track, { range, refresh, skipCovered, turn });
  }

  const november = (wish = {}): Promise<Triage> => triage('2025-11-01', '2025-11-30', wish);

  beforeEach(() => {
    clock.set(NOW);
    memory = new MemoryCache();
    changes = new FakeChanges();
    [stored, looks] = [new Map(), []];
    const store = {
      async findMonths(_id: string, wanted: YearMonth[]): Promise<Map<MonthKey, StoredMonth>> {
        const keys = wanted.map(monthKey);
        looks.push(keys);
        return new Map([...stored].filter(([key]) => keys.includes(key)));
      },
    };
    months = new KnownMonths(
      new MonthCache(memory.asCache(), changes),
      store as unknown as PracticeDayStore,
      changes,
      clock,
      {
        openMonthTtlSeconds: 600,
        rangeMonthsCap: 12,
        rangeTimeoutMs: 90_000,
        liveDayIntervalMs: 30_000,
        prefetchRequestsPerDay: 0,
      },
    );
  });

  it('that are cached are looked up once more for each change of the track', async () => {
    stored.set(202511, month(ago(60), [day('2025-11-08')]));
    const sources: (string | undefined)[] = [];
    for (const revision of [1, 1, 2, 2]) {
      changes.revision = revision;
      sources.push((await november()).known[0]?.source);
    }

    expect(sources).toEqual(['store', 'cache', 'cache', 'cache']);
    expect(looks).toEqual([[202511], [202511]]);
  });

  it('that are cached are looked up each time while changes are not told', async () => {
    stored.set(202511, month(ago(60), [day('2025-11-08')]));
    changes.revision = null;
    await november();
    await november();
    stored.set(202511, month(ago(60), [day('2025-11-08', { imported: true })]));
    const { known } = await november();

    expect(known).toMatchObject([{ source: 'store', days: [{ imported: true }] }]);
    expect(looks).toHaveLength(3);
  });

  it('that are fresh and read are known, those never read are not', async () => {
    stored.set(202511, month(ago(60), [day('2025-11-08')]));
    const { known, unknown } = await triage('2025-10-01', '2025-11-30');

    expect(known).toMatchObject([
      { month: { year: 2025, month: 11 }, source: 'store', stale: false, failure: null },
    ]);
    expect(unknown).toEqual([
      {
        month: { year: 2025, month: 10 },
        hasPractice: false,
        wasListed: false,
        expired: null,
        refresh: false,
        window: { from: '2025-10-01', until: '2025-10-31' },
      },
    ]);
  });

  it('are looked up in the store once, and then remembered', async () => {
    stored.set(202511, month(ago(60), [day('2025-11-08')]));
    await november();
    const { known } = await november();

    expect(known[0]?.source).toBe('cache');
    expect(looks).toEqual([[202511]]);
    expect(memory.ttlMs).toEqual([540_000]);
  });

  it('are remembered for ten minutes at the most', async () => {
    stored.set(202509, month('2025-11-19T12:00:00Z', []));
    await triage('2025-09-01', '2025-09-30');

    expect(memory.ttlMs).toEqual([600_000]);
  });

  it('are known until the ten minutes of an open month are over', async () => {
    stored.set(202511, month(NOW, [day('2025-11-08')]));
    await november();
    clock.set('2025-11-20T12:09:59.999Z');
    expect((await november()).known).toHaveLength(1);
    clock.set('2025-11-20T12:10:00Z');
    const { known, unknown } = await november();

    expect(known).toEqual([]);
    expect(unknown[0]?.expired).toMatchObject({ stale: true, source: 'store' });
    expect(unknown[0]).toMatchObject({ hasPractice: true });
  });

  it('that a clock read which ran ahead are not known', async () => {
    stored.set(202511, month('2025-11-20T12:05:00.001Z', [day('2025-11-08')]));

    expect((await november()).unknown[0]?.expired?.stale).toBe(true);
  });

  it('are unknown where a day in the range is unread, and known where it lies outside', async () => {
    stored.set(202511, month(ago(60), [unread('2025-11-15'), day('2025-11-08')]));

    expect((await november()).unknown).toHaveLength(1);
    expect((await triage('2025-11-01', '2025-11-14')).known).toHaveLength(1);
    expect(memory.ttlMs).toEqual([]);
  });

  it('that are covered are known to who skips those, whether or not their days are read', async () => {
    stored.set(202511, month(ago(60), [day('2025-11-08', { imported: true, needsReading: true })]));

    expect((await november()).unknown).toHaveLength(1);
    expect((await november({ skipCovered: true })).known).toHaveLength(1);
  });

  it('are asked for anew by who wishes it, once a minute', async () => {
    stored.set(202511, month(ago(61), [day('2025-11-08')], ago(60)));
    expect((await november({ refresh: true })).unknown).toMatchObject([
      { refresh: true, hasPractice: false },
    ]);
    stored.set(202511, month(ago(60), [day('2025-11-08')], ago(59)));

    expect((await november({ refresh: true })).known).toHaveLength(1);
  });

  it('are asked for anew when the clock that noted the last wish ran ahead', async () => {
    stored.set(202511, month(ago(60), [day('2025-11-08')], '2025-11-20T13:00:00Z'));

    expect((await november({ refresh: true })).unknown).toMatchObject([{ refresh: true }]);
  });

  it('that a fresh list of months lacks had no practice', async () => {
    const { known } = await november({ track: listed([202510]) });

    expect(known).toEqual([
      {
        kind: 'known',
        month: { year: 2025, month: 11 },
        days: [],
        source: 'store',
        fetchedAt: '2025-11-20T11:59:00.000Z',
        stale: false,
        failure: null,
      },
    ]);
  });

  it('that the list lacks are asked for all the same where days are stored, or anew', async () => {
    const track = listed([202510]);
    expect((await november({ track, refresh: true })).unknown).toHaveLength(1);
    stored.set(202511, month(ago(3_600), [day('2025-11-08')]));

    expect((await november({ track })).unknown).toMatchObject([{ hasPractice: true }]);
  });

  it('that a fresh list names have practice', async () => {
    expect((await november({ track: listed([202511]) })).unknown).toMatchObject([
      { hasPractice: true, wasListed: true, expired: null },
    ]);
  });

  it('that an old list names were listed once, which says no more', async () => {
    expect((await november({ track: listed([202511], ago(600)) })).unknown).toMatchObject([
      { hasPractice: false, wasListed: true, expired: null },
    ]);
  });

  it('that an old list lacks, read after they had settled, have it for an expired copy', async () => {
    const settled = listed([], '2025-03-10T00:00:00Z');
    const [march, february] = (await triage('2025-02-01', '2025-03-31', { track: settled }))
      .unknown;
    expect(march?.expired).toBeNull();
    expect(february?.expired).toMatchObject({ days: [], stale: true });
  });

  it('have no copy in a list that a clock read which ran ahead', async () => {
    const track = listed([], '2025-11-20T12:05:00.001Z');

    expect((await triage('2025-02-01', '2025-02-28', { track })).unknown).toMatchObject([
      { expired: null },
    ]);
  });
});
