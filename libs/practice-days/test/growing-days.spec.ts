import { monthKey } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { GrowingDays } from '../src/live/growing-days.js';
import { RUNNING_TRACK } from './fake-running-track.js';

/** Calendars that LiveRC shows, and days that are stored. */
class FakeCalendars {
  now = new Date('2026-11-20T10:00:00Z');
  stored: { date: string; gone: boolean }[] = [];
  /** Dates by month key. */
  listed: Record<number, string[]> = {};
  readonly asked: number[] = [];
  private readonly readAt = new Map<number, Date>();

  readonly days = {
    findDays: async (_track: string, from: string, until: string) =>
      this.stored
        .filter(({ date }) => date >= from && date <= until)
        .sort((a, b) => (a.date < b.date ? 1 : -1)),
    findReadings: async () => this.readAt,
    beginReading: async () => ({ order: 1, month: null }),
  };
  readonly pages = {
    fetch: async (_track: unknown, month: YearMonth) => {
      this.asked.push(monthKey(month));
      return month;
    },
    save: async (_track: unknown, month: YearMonth) => {
      this.readAt.set(monthKey(month), this.now);
      this.list(...(this.listed[monthKey(month)] ?? []));
    },
  };

  list(...dates: string[]): void {
    this.stored.push(...dates.map((date) => ({ date, gone: false })));
  }

  of(): GrowingDays {
    return new GrowingDays(
      this.days as never,
      this.pages as never,
      { now: () => this.now },
      {
        openMonthTtlSeconds: 600,
        rangeMonthsCap: 12,
        rangeTimeoutMs: 90_000,
        liveDayIntervalMs: 30_000,
        prefetchRequestsPerDay: 0,
      },
    );
  }
}

describe('the day that is followed', () => {
  let calendars: FakeCalendars;

  beforeEach(() => {
    calendars = new FakeCalendars();
  });

  const findNewest = () => calendars.of().findNewest(RUNNING_TRACK.id);
  const discoverNewest = () => calendars.of().discoverNewest(RUNNING_TRACK, {});

  it('is the newest whose date is today somewhere on earth', async () => {
    calendars.list('2026-11-18', '2026-11-19', '2026-11-20', '2026-11-22');
    expect(await findNewest()).toBe('2026-11-20');
    expect(calendars.asked).toEqual([]);

    calendars.now = new Date('2026-11-21T12:00:00Z');
    expect(await findNewest()).toBe('2026-11-22');
  });

  it('is none of which LiveRC shows nothing any more', async () => {
    calendars.stored = [{ date: '2026-11-20', gone: true }];

    expect(await findNewest()).toBeNull();
  });

  it('is looked for in a calendar that nobody has read for ten intervals', async () => {
    expect(await discoverNewest()).toBeNull();
    calendars.now = new Date('2026-11-20T10:04:59Z');
    expect(await discoverNewest()).toBeNull();
    expect(calendars.asked).toEqual([202611]);

    calendars.listed[202611] = ['2026-11-20'];
    calendars.now = new Date('2026-11-20T10:05:00Z');
    expect(await discoverNewest()).toBe('2026-11-20');
    expect(calendars.asked).toEqual([202611, 202611]);
  });

  it('may stand in the month before, where the newest lists none', async () => {
    calendars.now = new Date('2026-12-01T11:00:00Z');
    calendars.listed[202611] = ['2026-11-30'];
    expect(await discoverNewest()).toBe('2026-11-30');
    expect(calendars.asked).toEqual([202612, 202611]);

    calendars = new FakeCalendars();
    calendars.now = new Date('2026-12-01T11:00:00Z');
    calendars.listed[202612] = ['2026-12-01'];
    expect(await discoverNewest()).toBe('2026-12-01');
    expect(calendars.asked).toEqual([202612]);
  });
});
