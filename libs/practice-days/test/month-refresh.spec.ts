import { lastValueFrom, toArray } from 'rxjs';
import type { CalendarPages } from '../src/day/calendar-pages.js';
import type { DayPages } from '../src/day/day-pages.js';
import { ImportedDaysRead } from '../src/day/imported-days-read.js';
import { MonthCache } from '../src/day/month-cache.js';
import type { PracticeDayStore } from '../src/day/practice-day-store.js';
import type { StoredDay, StoredMonth } from '../src/day/stored-month.js';
import { MonthRefresh, type MonthStep, type RefreshStep } from '../src/discovery/month-refresh.js';
import { LivercTimeoutError, Waiters } from '@trackside/liverc-scraper';
import { day, doubt, month, TRACK, unread } from './known-practice.js';
import { FakeChanges } from './fake-changes.js';
import { MemoryCache } from './memory-cache.js';
import { MovedClock } from './moved-clock.js';

const NOVEMBER = { year: 2025, month: 11 };
const NOW = '2025-11-20T12:00:00.000Z';
const WINDOW = { from: '2025-11-01', until: '2025-11-30' };
const ANNA = Waiters.of({ key: 'anna', lane: 'people' });

describe('the reading of a month', () => {
  const clock = new MovedClock(NOW);
  /** What the store knows when it begins. */
  let known: StoredMonth | null;
  /** What the calendar lists, as it is stored; an error where it can't be read. */
  let listed: StoredDay[] | Error;
  /** What the page of a day comes to; else the day, read. */
  let pages: Map<string, StoredDay | Error>;
  let asked: string[];
  let memory: MemoryCache;

  async function read(change = {}): Promise<RefreshStep[]> {
    const calendars = {
      async fetch() {
        asked.push('calendar');
        if (listed instanceof Error) throw listed;
        const days = listed.map(({ date }) => ({ date, sessionCount: 3 }));
        return { page: { days, monthsWithPractice: [NOVEMBER] }, order: 1, readAt: clock.now() };
      },
      save: async () => listed,
    };
    const dayPages = {
      async read(_: unknown, date: string) {
        asked.push(date);
        const answer = pages.get(date) ?? day(date);
        if (answer instanceof Error) throw answer;
        return { day: answer, otherDates: [], showsNone: false };
      },
    };
    const refresh = new MonthRefresh(
      calendars as unknown as CalendarPages,
      dayPages as unknown as DayPages,
      new ImportedDaysRead(),
      { beginReading: async () => ({ order: 1, month: known }) } as unknown as PracticeDayStore,
      new MonthCache(memory.asCache(), new FakeChanges()),
      clock,
      {
        openMonthTtlSeconds: 600,
        rangeMonthsCap: 12,
        rangeTimeoutMs: 90_000,
        liveDayIntervalMs: 30_000,
        prefetchRequestsPerDay: 0,
      },
    );
    const mode = { refresh: false, skipCovered: false, window: WINDOW, waiters: ANNA, ...change };
    return lastValueFrom(refresh.run(TRACK, NOVEMBER, mode).pipe(toArray()));
  }

  beforeEach(() => {
    [known, listed, pages, asked] = [null, [], new Map(), []];
    memory = new MemoryCache();
  });

  it('tells the listing first, then the month with the pages of its days', async () => {
    listed = [unread('2025-11-15'), day('2025-11-08')];
    const [first, last] = await read();

    expect(asked).toEqual(['calendar', '2025-11-15']);
    expect(first).toMatchObject({ kind: 'listing', monthsWithPractice: [202511] });
    expect(last).toEqual({
      kind: 'month',
      month: month(NOW, [day('2025-11-15'), day('2025-11-08')]),
      source: 'liverc',
      failures: new Map(),
    });
    expect(memory.ttlMs).toEqual([600_000]);
  });

  it('asks for nothing where everything is fresh', async () => {
    known = month('2025-11-20T11:50:00.001Z', [day('2025-11-08')]);
    const steps = await read();

    expect(asked).toEqual([]);
    expect(steps).toMatchObject([{ kind: 'month', source: 'store' }]);
  });

  it('asks for the calendar again when ten minutes are over', async () => {
    known = month('2025-11-20T11:50:00.000Z', [day('2025-11-08')]);
    await read();

    expect(asked).toEqual(['calendar']);
  });

  it('asks for unread days alone where the calendar is fresh, inside the window', async () => {
    known = month('2025-11-20T11:59:00Z', [unread('2025-11-15'), unread('2025-11-08')]);
    const steps = await read({ window: { from: '2025-11-10', until: '2025-11-30' } });

    expect(asked).toEqual(['2025-11-15']);
    expect(steps).toMatchObject([{ kind: 'month', source: 'liverc' }]);
    expect(memory.ttlMs).toEqual([]);
  });

  it('ends with the reason for a day that fails, and with the other days', async () => {
    const failure = new LivercTimeoutError('no answer', 'url');
    listed = [unread('2025-11-15'), unread('2025-11-08')];
    pages.set('2025-11-15', failure);
    const last = (await read()).at(-1) as MonthStep;

    expect(last.month.days).toEqual([unread('2025-11-15'), day('2025-11-08')]);
    expect(last.failures).toEqual(new Map([['2025-11-15', failure]]));
    expect(memory.ttlMs).toEqual([]);
  });

  it('fails where its calendar does', async () => {
    listed = new LivercTimeoutError('no answer', 'url');

    await expect(read()).rejects.toThrow('no answer');
  });

  it('asks for no day page where all are imported and the caller skips those', async () => {
    known = month('2025-11-20T11:59:00Z', [unread('2025-11-08', { imported: true })]);
    await read({ skipCovered: true });
    expect(asked).toEqual([]);
    await read();

    expect(asked).toEqual(['2025-11-08']);
  });

  it('asks for the calendar anew on a wish, once a minute', async () => {
    known = month(NOW, [day('2025-11-08')], '2025-11-20T11:59:00.001Z');
    await read({ refresh: true });
    expect(asked).toEqual([]);
    known = month(NOW, [day('2025-11-08')], '2025-11-20T11:59:00.000Z');
    await read({ refresh: true });

    expect(asked).toEqual(['calendar']);
  });

  it('asks for a day in doubt, and the calendar, once that is due', async () => {
    const doubted = (since: string): StoredDay =>
      day('2025-11-08', { needsReading: true, doubt: doubt(since) });
    known = month(NOW, [doubted('2025-11-20T11:59:55.001Z')]);
    await read();
    expect(asked).toEqual([]);
    const due = doubted('2025-11-20T11:59:55.000Z');
    [known, listed] = [month(NOW, [due]), [due]];
    await read();

    expect(asked).toEqual(['calendar', '2025-11-08']);
  });

  it('leaves out a day that is gone, unless it is imported', async () => {
    listed = [unread('2025-11-15'), unread('2025-11-08')];
    pages.set('2025-11-15', day('2025-11-15', { gone: true }));
    pages.set('2025-11-08', day('2025-11-08', { gone: true, imported: true }));
    const last = (await read()).at(-1) as MonthStep;

    expect(last.month.days.map(({ date }) => date)).toEqual(['2025-11-08']);
  });
});
