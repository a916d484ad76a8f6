import type { DiscoveryRecord, EventsSearchResult } from '@trackside/contracts';
import { EndedDiscoveries } from '../../libs/practice-days/src/timeline/ended-discoveries.js';
import { MovedClock } from './support/clock.js';
import {
  discoverRange,
  get,
  ofType,
  readStream,
  type ReceivedEvent,
  remove,
} from './support/requests.js';
import {
  beginTimeline,
  findDiscovery,
  readTimeline,
  untilDiscoveryEnds,
} from './support/timelines.js';
import { trackside } from './support/trackside-fixture.js';
import { startTrackside, trackId, type Trackside, until } from './support/trackside.js';
import { latestToday, monthStart, trueDays } from './support/truth.js';

/** The newest months of a track with practice; each case has a track of its own. */
const RANGE = { start_date: monthStart(5), end_date: latestToday() };

describe('a timeline', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;
  const slugs = simulator.truth
    .tracks()
    .map(({ slug }) => slug)
    .filter((slug) => trueDays(simulator, slug, RANGE.start_date, RANGE.end_date).length > 3);
  let replica: Trackside;

  beforeAll(async () => {
    replica = await startTrackside(stage.databaseUrl, stage.liverc);
  });
  afterEach(() => {
    simulator.faults.clear();
    simulator.requests.clear();
  });
  afterAll(() => replica.close());

  const nextSlug = (): string => slugs.pop()!;
  const daysIn = (records: DiscoveryRecord[]) =>
    ofType(records, 'month').flatMap((month) => month.practice_days);
  const newestFirst = <Day extends { date: string }>(days: Day[]): Day[] =>
    days.toSorted((a, b) => (a.date < b.date ? 1 : -1));
  const truth = (slug: string) => trueDays(simulator, slug, RANGE.start_date, RANGE.end_date);

  it('is begun at once while LiveRC hangs, and shared by all who ask for the same', async () => {
    const slug = nextSlug();
    simulator.faults.set([{ match: { page: 'calendar', slug }, effect: { type: 'hang' } }]);

    const ids = await Promise.all([
      beginTimeline(stage, slug, RANGE),
      beginTimeline(replica, slug, RANGE),
      beginTimeline(stage, slug, { ...RANGE, refresh: 'false', skip_covered: 'false' }),
    ]);
    const others = await Promise.all([
      beginTimeline(stage, slug, { ...RANGE, refresh: 'true' }),
      beginTimeline(stage, slug, { ...RANGE, skip_covered: 'true' }),
      beginTimeline(stage, slug, { ...RANGE, start_date: monthStart(4) }),
    ]);

    expect(new Set(ids).size).toBe(1);
    expect(new Set([...ids, ...others]).size).toBe(4);
    const cancelled = [ids[0]!, ...others].map((id) => remove(stage, `/jobs/${id}`));
    expect((await Promise.all(cancelled)).map(({ status }) => status)).toEqual(Array(4).fill(200));
    await until(() => simulator.requests.counts().in_flight === 0);
  });

  it('tells all there is to who was there first, and to a late-comer at another replica', async () => {
    const slug = nextSlug();
    simulator.faults.set([{ match: { page: 'day', slug }, effect: { type: 'delay', ms: 700 } }]);
    const id = await beginTimeline(stage, slug, RANGE);
    const first = readTimeline(stage, id);
    await until(() => simulator.requests.count({ page: 'day' }) > 0);
    const second = readTimeline(replica, id);
    const told = await Promise.all([first, second]);
    const late = await readTimeline(replica, id);

    for (const records of [...told, late]) {
      expect(records[0]).toMatchObject({ type: 'started', months_requested: 6, truncated: false });
      expect(newestFirst(daysIn(records))).toEqual(truth(slug));
      expect(ofType(records, 'month')).toHaveLength(6);
      expect(records.at(-1)).toMatchObject({
        ...{ type: 'done', total: truth(slug).length, complete: true },
        months: { complete: 6, partial: 0, failed: 0 },
      });
      const order = records.filter(({ type }) => type !== 'heartbeat');
      expect(order).toEqual(late);
    }
    expect(ofType(late, 'listing').length).toBeGreaterThan(0);
    expect(Math.max(...Object.values(simulator.requests.counts().by_url))).toBe(1);
  });

  it('gives the first listing while the days of the month still hang', async () => {
    const slug = nextSlug();
    simulator.faults.set([{ match: { page: 'day', slug }, effect: { type: 'hang' } }]);
    const events: ReceivedEvent[] = [];
    const id = await beginTimeline(stage, slug, RANGE);
    const stream = readTimeline(stage, id, { onEvent: (event) => events.push(event) });
    await until(() => events.some(({ event }) => event === 'listing'));
    await remove(stage, `/jobs/${id}`);

    expect((await stream).at(-1)?.type).toBe('done');
  });

  it('goes on after a cut, at another replica, with the months that are left', async () => {
    const slug = nextSlug();
    const [newest] = truth(slug);
    const leaving = new AbortController();
    const last = { match: { page: 'day', slug, date: newest!.date } } as const;
    simulator.faults.set([{ ...last, effect: { type: 'delay', ms: 2_000 } }]);
    const id = await beginTimeline(stage, slug, RANGE);
    let lastEventId: string | undefined;
    const received: DiscoveryRecord[] = [];
    const onEvent = ({ id: cursor, record }: ReceivedEvent): void => {
      lastEventId = cursor;
      received.push(record);
      if (ofType(received, 'month').length === 5) leaving.abort();
    };
    const path = `/search/timeline/${id}/events`;
    await readStream(stage, path, { signal: leaving.signal, onEvent }).catch(() => null);
    const rest = await readTimeline(replica, id, { lastEventId });

    expect(rest[0]).toMatchObject({ type: 'started', months_requested: 1 });
    expect(ofType(rest, 'month')).toHaveLength(1);
    expect(rest.at(-1)).toMatchObject({ type: 'done', months: { complete: 1 } });
    expect(newestFirst([...daysIn(received), ...daysIn(rest)])).toEqual(truth(slug));
  });

  it('has one id as a job and as a timeline, and needs no reader to end', async () => {
    const slug = nextSlug();
    const id = await beginTimeline(stage, slug, RANGE);
    const job = await untilDiscoveryEnds(stage, id);

    expect(job).toMatchObject({
      ...{ id, kind: 'discovery', state: 'completed', track_id: trackId(slug), error: null },
      months_total: 6,
    });
    expect(job.months).toHaveLength(6);
    expect(job.months[0]).toEqual({
      ...{ year: expect.any(Number), month: expect.any(Number), status: 'complete' },
      ...{ source: 'liverc', fetched_at: expect.any(String), stale: false },
      ...{ missing_dates: [], missing: [], covered: false },
    });
    const events = await stage.agent.get(`/api/v1/jobs/${id}/events`);
    expect(events.text).toContain('event: done\n');
    expect((await get(stage, '/search/timeline/none/events')).status).toBe(400);
  });

  it('names a month that fails, and fails as a job', async () => {
    const slug = nextSlug();
    const [newest] = truth(slug);
    const month = newest!.date.slice(0, 7);
    simulator.faults.set([
      {
        match: { page: 'calendar', slug, month },
        effect: { type: 'changed-markup', change: 'table-gone' },
      },
    ]);
    const id = await beginTimeline(stage, slug, RANGE);
    const records = await readTimeline(replica, id);

    expect(ofType(records, 'month_failed')).toMatchObject([{ code: 'LIVERC_PAGE_CHANGED' }]);
    expect(records.at(-1)).toMatchObject({ complete: false, months: { complete: 5, failed: 1 } });
    expect(await findDiscovery(replica, id)).toMatchObject({ state: 'failed', error: null });
  });

  it('that is cancelled ends for all, each month with a reason', async () => {
    const slug = nextSlug();
    simulator.faults.set([{ match: { page: 'day', slug }, effect: { type: 'hang' } }]);
    const id = await beginTimeline(stage, slug, RANGE);
    const streams = [readTimeline(stage, id), readTimeline(replica, id)];
    await until(() => simulator.requests.count({ page: 'day' }) > 0);
    const answer = await remove(replica, `/jobs/${id}`);

    expect(answer.body).toMatchObject({ data: { id, state: 'cancelled' } });
    for (const records of await Promise.all(streams)) {
      const [started] = ofType(records, 'started');
      const ended = [...ofType(records, 'month'), ...ofType(records, 'month_failed')];
      expect(ended).toHaveLength(started!.months.length);
      expect(ofType(records, 'month_failed')[0]).toMatchObject({ code: 'CONFLICT' });
      expect(records.at(-1)).toMatchObject({ type: 'done', complete: false });
    }
    await until(() => simulator.requests.counts().in_flight === 0);
  });

  it('takes the newest 120 months, and says that there are more', async () => {
    const slug = nextSlug();
    simulator.faults.set([{ match: { page: 'calendar', slug }, effect: { type: 'hang' } }]);
    const everything = { start_date: '2001-01-01', end_date: RANGE.end_date };
    const id = await beginTimeline(stage, slug, everything);
    const stream = readTimeline(stage, id);
    const job = await findDiscovery(stage, id);
    await remove(stage, `/jobs/${id}`);

    const [started] = ofType(await stream, 'started');
    expect(started).toMatchObject({ truncated: true });
    expect(started!.months).toHaveLength(120);
    expect(job.months_total).toBe(120);
  });

  it.each(['mode=month', 'refresh=true', 'skip_covered=false', 'mode=timeline&refresh=1'])(
    'is not begun by %s',
    async (query) => {
      const path = `/events/search?track_id=${trackId(slugs[0]!)}&${query}`;
      expect(await get(stage, path)).toMatchObject({
        status: 400,
        body: { error: { code: 'VALIDATION_ERROR' } },
      });
    },
  );

  it('is not begun by a search without the mode', async () => {
    const { body } = await get<EventsSearchResult>(
      stage,
      `/events/search?track_id=${trackId(slugs[0]!)}`,
    );
    expect(Object.keys(body.success ? body.data : {})).toEqual(['track', 'events']);
  });

  it('is kept for a day after its end', async () => {
    const slug = nextSlug();
    const clock = new MovedClock();
    clock.govern(stage);
    const id = await beginTimeline(stage, slug, RANGE);
    await untilDiscoveryEnds(stage, id);
    const statuses = async (): Promise<number[]> => {
      const paths = [`/jobs/${id}`, `/jobs/${id}/events`, `/search/timeline/${id}/events`];
      const answers = paths.map((path) => stage.agent.get(`/api/v1${path}`));
      return (await Promise.all(answers)).map(({ status }) => status);
    };
    clock.move(86_400 - 120);
    const before = await statuses();
    clock.move(180);
    const after = await statuses();
    await stage.app.get(EndedDiscoveries, { strict: false }).forget();

    expect([before, after]).toEqual([
      [200, 200, 200],
      [404, 404, 404],
    ]);
    expect(await stage.query(`SELECT FROM discovery_job_months WHERE job_id = '${id}'`)).toEqual(
      [],
    );
  });
});

describe('a timeline in a process that ends', () => {
  const stage = trackside();
  const { simulator } = stage;
  const [slug] = simulator.truth
    .tracks()
    .map((track) => track.slug)
    .filter((name) => trueDays(simulator, name, RANGE.start_date, RANGE.end_date).length > 8);

  it('goes on after a restart, and asks for no month again that had ended', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 300 } }]);
    const id = await beginTimeline(stage, slug!, RANGE);
    await until(async () => (await findDiscovery(stage, id)).months.length >= 2);
    await stage.close();
    const ended = await stage.query<{ month: string }>(
      `SELECT to_char(to_date(month::text, 'YYYYMM'), 'YYYY-MM') AS month
       FROM discovery_job_months WHERE outcome IS NOT NULL`,
    );
    simulator.requests.clear();
    await stage.restart();
    const records = await readTimeline(stage, id);

    const again = simulator.requests
      .records()
      .filter((page) =>
        ended.some(({ month }) => month === (page.month ?? page.date?.slice(0, 7))),
      );
    expect(again).toEqual([]);
    expect(records.at(-1)).toMatchObject({ complete: true, months: { complete: 6 } });
    expect(ofType(records, 'month').flatMap((month) => month.practice_days)).toHaveLength(
      trueDays(simulator, slug!, RANGE.start_date, RANGE.end_date).length,
    );
  });

  it('asks nobody while LiveRC is switched off, and says so of months that are not known', async () => {
    const known = { ...RANGE, start_date: monthStart(1) };
    await discoverRange(stage, { track_id: trackId(slug!), ...known });
    await stage.restart({ LIVERC_ENABLED: 'false' });
    const id = await beginTimeline(stage, slug!, RANGE);
    const records = await readTimeline(stage, id);

    const days = ofType(records, 'month').flatMap((month) => month.practice_days);
    expect(days).toEqual(trueDays(simulator, slug!, known.start_date, known.end_date));
    const codes = ofType(records, 'month_failed').map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['LIVERC_DISABLED']));
    expect(await findDiscovery(stage, id)).toMatchObject({ state: 'failed' });
  });
});
