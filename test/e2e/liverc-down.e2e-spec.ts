import type { DiscoveryRecord, EventsSearchResult, MonthState } from '@trackside/contracts';
import { MovedClock } from './support/clock.js';
import {
  dataOf,
  discoverRange,
  get,
  ofType,
  post,
  readEvents,
  type Answer,
} from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { daysBefore, latestToday, monthStart, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

describe('months that are known and have expired', () => {
  const stage = trackside();
  const { simulator } = stage;
  const range = { start_date: monthStart(2), end_date: daysBefore(latestToday(), 1) };
  const asked = { track_id: trackId(SLUG), ...range };
  const truth = () => trueDays(simulator, SLUG, range.start_date, range.end_date);
  let clock: MovedClock;
  let readBefore: string;

  beforeEach(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    await discoverRange(stage, asked);
    readBefore = new Date().toISOString();
    clock.move(31 * DAY_SECONDS);
    simulator.requests.clear();
  });

  /** Of months with practice: a list of months that says "none" may be as old as it likes. */
  function expectOld(months: Pick<MonthState, 'status' | 'stale' | 'fetched_at'>[]): void {
    expect(months.length).toBeGreaterThan(0);
    for (const month of months) {
      expect(month).toMatchObject({ status: 'complete', stale: true });
      expect(month.fetched_at! <= readBefore).toBe(true);
    }
  }

  function ofPractice<T extends { year: number; month: number }>(months: T[]): T[] {
    const names = new Set(truth().map(({ date }) => date.slice(0, 7)));
    return months.filter(({ year, month }) =>
      names.has(`${year}-${String(month).padStart(2, '0')}`),
    );
  }

  it('are served with their age for the hour in which LiveRC is down, and are new after it', async () => {
    simulator.faults.set([{ effect: { type: 'connection-reset' } }]);
    clock.move(HOUR_SECONDS);
    const search = `/events/search?${new URLSearchParams(asked)}&include_practice_days=true`;
    const known = dataOf(await get<EventsSearchResult>(stage, search));
    const [json, { events }] = await Promise.all([
      discoverRange(stage, asked),
      readEvents(stage, asked),
    ]);
    const records = events.map(({ record }): DiscoveryRecord => record);
    const told = ofType(records, 'month');

    expect(known.discovered_practice_days).toEqual(
      truth().map((day) => ({ ...day, fetched_at: expect.any(String) })),
    );
    for (const day of known.discovered_practice_days!) {
      expect(day.fetched_at <= readBefore).toBe(true);
    }
    expect(json.practice_days).toEqual(truth());
    expectOld(ofPractice(json.months));
    expectOld(ofPractice(told));
    expect(told.flatMap((month) => month.practice_days)).toHaveLength(truth().length);
    expect(records.at(-1)).toMatchObject({ type: 'done', months: { failed: 0 } });

    simulator.faults.clear();
    simulator.lateUpload(SLUG, truth()[0]!.date, 2);
    await until(async () => (await discoverRange(stage, asked)).months.every((m) => !m.stale));

    expect((await discoverRange(stage, asked)).practice_days).toEqual(truth());
  });

  it('are asked for once by all who come at that moment, and none is refused', async () => {
    simulator.latency.set({ medianMs: 100 });
    const answers: Promise<Answer<{ complete: boolean }>>[] = [];
    for (let wave = 0; wave < 20; wave += 1) {
      for (let client = 0; client < 10; client += 1) {
        answers.push(post(stage, '/practice-days/discover-range', asked));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }

    for (const answer of await Promise.all(answers)) {
      expect(dataOf(answer).complete).toBe(true);
    }
    expect(Math.max(...Object.values(simulator.requests.counts().by_url))).toBe(1);
    const calendars = simulator.requests.records({ page: 'calendar' }).map(({ month }) => month);
    expect(new Set(calendars).size).toBe(calendars.length);
  });
});
