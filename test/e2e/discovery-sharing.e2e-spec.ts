import type { EventsSearchResult } from '@trackside/contracts';
import type { Simulator } from '@trackside/simulator';
import {
  dataOf,
  discoverRange,
  get,
  ofType,
  postAndLeave,
  readEvents,
  type ReceivedEvent,
} from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId, type Trackside, until } from './support/trackside.js';
import { monthsAgo, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

describe('many who discover at once', () => {
  const stage = trackside();
  const { simulator } = stage;

  const { year, month } = monthWithPractice(simulator);
  const monthName = `${year}-${String(month).padStart(2, '0')}`;
  const dates = { start_date: `${monthName}-01`, end_date: `${monthName}-28` };

  it('asks for each page once when 100 clients ask for a cold month', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 6000 } }]);

    const streams = await Promise.all(
      Array.from({ length: 100 }, () => readEvents(stage, { track_id: trackId(SLUG), ...dates })),
    );

    const counts = Object.values(simulator.requests.counts().by_url);
    expect(Math.max(...counts)).toBe(1);
    const truth = trueDays(simulator, SLUG, dates.start_date, dates.end_date);
    for (const { events } of streams) {
      const records = events.map(({ record }) => record);
      expect(ofType(records, 'listing')).toHaveLength(1);
      expect(ofType(records, 'month').flatMap((m) => m.practice_days)).toEqual(truth);
    }
  });

  it('gives the listing to one who joins in mid-month', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 600 } }]);
    const query = { track_id: trackId(SLUG), ...dates };
    const first = readEvents(stage, query);
    await until(() => simulator.requests.count({ page: 'day' }) > 0);

    const { events } = await readEvents(stage, query);

    const types = events.map(({ event }) => event);
    expect(types).toEqual(['started', 'listing', 'month', 'done']);
    expect(simulator.requests.count({ page: 'calendar' })).toBe(1);
    await first;
  });

  it('stops the work at LiveRC within a second when its only client leaves', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'hang' } }]);
    const leaving = new AbortController();
    const stream = readEvents(
      stage,
      { track_id: trackId(SLUG), ...dates },
      { signal: leaving.signal },
    ).catch(() => null);
    await until(() => simulator.requests.counts().in_flight > 0);

    const leftAt = performance.now();
    leaving.abort();
    await stream;
    await until(() => simulator.requests.counts().in_flight === 0);

    expect(performance.now() - leftAt).toBeLessThan(1000);
    expect(simulator.requests.counts().aborted_by_client).toBeGreaterThan(0);
  });

  it('goes on while somebody else still waits for the month', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 500 } }]);
    const query = { track_id: trackId(SLUG), ...dates };
    const leaving = new AbortController();
    const first = readEvents(stage, query, { signal: leaving.signal }).catch(() => null);
    const second = readEvents(stage, query);
    await until(() => simulator.requests.count({ page: 'day' }) > 0);

    leaving.abort();
    await first;
    const { events } = await second;

    expect(events.at(-1)?.record).toMatchObject({ type: 'done', complete: true });
    expect(simulator.requests.counts().aborted_by_client).toBe(0);
  });

  it('stops for a client of the JSON answer that leaves, too', async () => {
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const leaving = new AbortController();
    const answer = postAndLeave(
      stage,
      '/practice-days/discover-range',
      { track_id: trackId(SLUG), ...dates },
      leaving.signal,
    );
    await until(() => simulator.requests.counts().in_flight === 1);

    leaving.abort();
    await answer;
    await until(() => simulator.requests.counts().in_flight === 0);

    expect(simulator.requests.counts().aborted_by_client).toBe(1);
  });

  it('keeps what was read when the client leaves, and asks only for the rest', async () => {
    simulator.faults.set([{ match: { page: 'day' }, after: 2, effect: { type: 'hang' } }]);
    const leaving = new AbortController();
    const stream = readEvents(
      stage,
      { track_id: trackId(SLUG), ...dates },
      { signal: leaving.signal },
    ).catch(() => null);
    const days = trueDays(simulator, SLUG, dates.start_date, `${monthName}-31`);
    await until(() => answered(simulator) === 3 && simulator.requests.counts().in_flight > 0);
    await until(async () => (await storedDays(stage, dates)) === 2);
    leaving.abort();
    await stream;
    await until(() => simulator.requests.counts().in_flight === 0);
    simulator.faults.clear();
    simulator.requests.clear();

    const result = await discoverRange(stage, { track_id: trackId(SLUG), ...dates });

    expect(result.complete).toBe(true);
    expect(simulator.requests.count({ page: 'calendar' })).toBe(0);
    expect(pagesAsked(simulator)).toBe(days.length - 2);
  });

  it('lets a refresh wait for what runs, then reads every page once more', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 700 } }]);
    const body = { track_id: trackId(SLUG), ...dates };
    const plain = discoverRange(stage, body);
    await until(() => simulator.requests.count({ page: 'day' }) > 0);

    const refreshed = await Promise.all([
      discoverRange(stage, { ...body, refresh: true }),
      discoverRange(stage, { ...body, refresh: true }),
    ]);
    await plain;

    const counts = Object.values(simulator.requests.counts().by_url);
    expect(counts.every((count) => count === 2)).toBe(true);
    expect(simulator.requests.counts().max_in_flight).toBeLessThanOrEqual(10);
    for (const { practice_days } of refreshed) {
      expect(practice_days).toEqual((await plain).practice_days);
    }
  });

  it('resumes from the last event at another process over the same database', async () => {
    const other = await startTrackside(stage.databaseUrl, stage.liverc);
    const query = { track_id: trackId(SLUG) };
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'delay', ms: 300 } }]);
    const received: ReceivedEvent[] = [];
    const cut = new AbortController();
    await readEvents(stage, query, {
      signal: cut.signal,
      onEvent: (event) => {
        received.push(event);
        if (received.filter(({ event: type }) => type === 'month').length === 3) cut.abort();
      },
    }).catch(() => null);
    const before = received.slice(0, indexOfThirdMonth(received) + 1);
    const haveMonths = ofType(
      before.map(({ record }) => record),
      'month',
    ).map(nameOf);
    await until(() => simulator.requests.counts().in_flight === 0);
    simulator.requests.clear();

    const { events } = await readEvents(other, query, { lastEventId: before.at(-1)!.id });
    await other.close();

    const rest = events.map(({ record }) => record);
    const [started] = ofType(rest, 'started');
    expect(started!.months.map(nameOf)).toEqual(ofType(rest, 'month').map(nameOf).sort().reverse());
    expect(
      ofType(rest, 'month')
        .map(nameOf)
        .filter((m) => haveMonths.includes(m)),
    ).toEqual([]);
    expect(rest.at(-1)).toMatchObject({ type: 'done', complete: true });
    const asked = simulator.requests.records({ page: 'calendar' }).map((r) => r.month!);
    expect(asked.filter((m) => haveMonths.includes(m))).toEqual([]);
  });

  it('says only `started` and `done` to one who has everything', async () => {
    const query = { track_id: trackId(SLUG) };
    const { events } = await readEvents(stage, query);

    const again = await readEvents(stage, query, { lastEventId: events.at(-1)!.id });

    expect(again.events.map(({ event }) => event)).toEqual(['started', 'done']);
    expect(again.events.at(-1)?.record).toMatchObject({ total: 0, complete: true });
  });

  it('ignores a Last-Event-ID that is not ours', async () => {
    const query = { track_id: trackId(SLUG), ...dates };

    for (const lastEventId of ['7', '1.000000000000.202501', 'x'.repeat(5000), '%00']) {
      const { events } = await readEvents(stage, query, { lastEventId });
      expect(events.filter(({ event }) => event === 'month')).toHaveLength(1);
    }
  });
});

/** A settled month, at most half a year old, with at least five days of practice. */
function monthWithPractice(simulator: Simulator): { year: number; month: number } {
  for (let ago = 2; ago < 24; ago += 1) {
    const { year, month } = monthsAgo(ago);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    const days = simulator.truth.months(SLUG).includes(name)
      ? simulator.truth.month(SLUG, name).practice_days
      : [];
    if (days.length >= 5 && days.every(({ date }) => date <= `${name}-28`)) return { year, month };
  }
  throw new Error('the simulated track has no month to test with');
}

function answered(simulator: Simulator): number {
  return simulator.requests.records().filter((record) => record.outcome === 'answered').length;
}

async function storedDays(
  trackside: Trackside,
  dates: { start_date: string; end_date: string },
): Promise<number> {
  const query = new URLSearchParams({
    track_id: trackId(SLUG),
    include_practice_days: 'true',
    ...dates,
  });
  const data = dataOf(await get<EventsSearchResult>(trackside, `/events/search?${query}`));
  return data.discovered_practice_days!.filter((day) => day.total_laps !== null).length;
}

function indexOfThirdMonth(events: ReceivedEvent[]): number {
  return events
    .map(({ event }, index) => (event === 'month' ? index : -1))
    .filter((i) => i >= 0)[2]!;
}

function nameOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
