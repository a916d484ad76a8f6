import { addDays } from '@trackside/calendar';
import { LivercScraper } from '@trackside/liverc-scraper';
import type { FaultRule } from '@trackside/simulator';
import { PrefetchBudget } from '../../libs/practice-days/src/background/prefetch-budget.js';
import { Prefetch } from '../../libs/practice-days/src/background/prefetch.js';
import { MovedClock } from './support/clock.js';
import { dataOf, discoverRange, put } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId, type Trackside } from './support/trackside.js';

const SLUG = 'tallowick';
const ENVIRONMENT = { PREFETCH_REQUESTS_PER_DAY: '2000' };
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

describe('reading ahead', () => {
  const stage = trackside({ environment: ENVIRONMENT });
  const { simulator } = stage;
  let clock: MovedClock;
  let second: Trackside | null = null;

  beforeEach(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    await stage.query("UPDATE tracks SET status = 'idle'");
  });

  afterEach(async () => {
    await second?.close();
    second = null;
  });

  /** From now on; pages that failed before may be asked for at once. */
  const failWith = (...rules: FaultRule[]): void => {
    simulator.faults.set(rules);
    stage.app.get(LivercScraper, { strict: false }).beginAnew();
  };
  const tick = () => stage.app.get(Prefetch, { strict: false }).queueChosen();
  const favour = async (slug: string) =>
    dataOf(await put(stage, `/tracks/${trackId(slug)}/favourite`));
  const search = () => discoverRange(stage, { track_id: trackId(SLUG) });
  /** The last minutes of a UTC day, in which all that is left of its budget may be spent. */
  const moveToTheEndOfTheDay = (minutesBefore = 5) => {
    const now = clock.now().getTime() / 1000;
    const end = Math.ceil((now + 11 * MINUTE) / DAY) * DAY - minutesBefore * MINUTE;
    clock.move(end > now + 11 * MINUTE ? end - now : end + DAY - now);
  };
  const jobsUnderWay = async () => {
    const [found] = await stage.query<{ jobs: number }>(
      `SELECT count(*)::integer AS jobs FROM pgboss.job
       WHERE name = 'prefetch-practice-month' AND state < 'completed'`,
    );
    return found!.jobs;
  };
  /** Chooses, with the marks that are stored, and waits until all that was chosen is read. */
  const readAhead = async () => {
    const now = clock.now().toISOString();
    await stage.query(`UPDATE catalogue_readings SET fetched_at = '${now}'`);
    await tick();
    await stage.until(async () => (await jobsUnderWay()) === 0, 20_000);
  };
  const slugsAsked = () => [...new Set(simulator.requests.records().map(({ slug }) => slug))];

  it('spares who searches a favourite every request', async () => {
    await favour(SLUG);
    moveToTheEndOfTheDay();

    await readAhead();
    const asked = pagesAsked(simulator);
    const result = await search();

    expect(asked).toBeGreaterThan(0);
    expect(slugsAsked()).toEqual([SLUG]);
    expect(result.complete).toBe(true);
    expect(result.practice_days.length).toBeGreaterThan(0);
    expect(pagesAsked(simulator)).toBe(asked);
  });

  it('renews what was searched before it expires', async () => {
    moveToTheEndOfTheDay(30);
    await search();
    await stage.until(async () => (await stage.query('SELECT FROM search_hours')).length === 1);
    simulator.requests.clear();

    clock.move(5 * MINUTE);
    await readAhead();
    expect(pagesAsked(simulator)).toBe(0);
    clock.move(4.7 * MINUTE);
    await readAhead();
    const asked = pagesAsked(simulator);
    clock.move(9 * MINUTE);
    await search();

    expect(asked).toBeGreaterThan(0);
    expect(pagesAsked(simulator)).toBe(asked);
  });

  it('reads what can still change of a track that practises, and of no other that nobody wants', async () => {
    await stage.query(`UPDATE tracks SET status = 'practice' WHERE slug = '${SLUG}'`);
    moveToTheEndOfTheDay();

    await readAhead();

    expect(slugsAsked()).toEqual([SLUG]);
    expect(simulator.requests.count({ page: 'calendar' })).toBeLessThanOrEqual(2);
  });

  describe('of a track with a young practice day', () => {
    const yesterday = addDays(new Date().toISOString().slice(0, 10), -1);
    const idle = simulator.truth.tracks().filter(({ status }) => status === 'idle');
    let slug: string;
    const ALL = [1, 1, expect.any(Number)];
    const searchIt = () => discoverRange(stage, { track_id: trackId(slug) });
    const asked = async (minutes: number, ask: () => Promise<unknown>) => {
      clock.move(minutes * MINUTE);
      simulator.requests.clear();
      await ask();
      // In the first days of a month, its calendar is asked besides.
      const month = yesterday.slice(0, 7);
      const count = (page: 'dashboard' | 'calendar' | 'day', more = {}) =>
        simulator.requests.count({ page, ...more });
      return [count('dashboard'), count('calendar', { month }), count('day', { month })];
    };
    const shown = async () =>
      (await searchIt()).practice_days.find(({ date }) => date === yesterday)?.session_count;
    const sessions = () => simulator.truth.day(slug, yesterday)!.sessions.length;

    const begin = async () => {
      // A process remembers for an hour that it has noted a track.
      slug = idle.pop()!.slug;
      simulator.lateUpload(slug, yesterday, 2);
      moveToTheEndOfTheDay(120);
      await searchIt();
      await stage.until(async () => (await stage.query('SELECT FROM search_hours')).length === 1);
      // With what this dashboard says the later ones are compared.
      expect(await asked(9.7, readAhead)).toEqual(ALL);
    };

    it('asks one dashboard alone while that says that nothing has come, then what has', async () => {
      await begin();
      expect(await asked(9.7, readAhead)).toEqual([1, 0, 0]);
      expect(await asked(2, searchIt)).toEqual([0, 0, 0]);
      simulator.lateUpload(slug, yesterday, 1);

      expect(await asked(7.7, readAhead)).toEqual(ALL);
      expect(await shown()).toBe(sessions());
    });

    it('reads the calendar hourly all the same, and asks no dashboard that stood still', async () => {
      failWith({ match: { page: 'dashboard' }, effect: { type: 'stale-page' } });
      await begin();
      simulator.lateUpload(slug, yesterday, 1);
      expect(await asked(9.7, readAhead)).toEqual([1, 0, 0]);

      expect(await asked(55, readAhead)).toEqual(ALL);
      expect(await shown()).toBe(sessions());
      expect((await asked(9.7, readAhead)).slice(0, 2)).toEqual([0, 1]);
    });
  });

  it('reads the catalogue once an hour for its marks', async () => {
    const isLive = ({ status }: { status: string }) => status !== 'idle';
    const live = simulator.truth.tracks().filter(isLive).length;
    const marked = async () =>
      (await stage.query<{ status: string }>('SELECT status FROM tracks')).filter(isLive).length;
    moveToTheEndOfTheDay(180);
    const longAgo = new Date(clock.now().getTime() - 2 * HOUR * 1000).toISOString();
    await stage.query(`UPDATE catalogue_readings SET fetched_at = '${longAgo}'`);
    await tick();
    await stage.until(() => simulator.requests.count({ page: 'catalogue' }) === 1);
    await stage.until(async () => (await marked()) === live);
    clock.move(30 * MINUTE);
    await readAhead();

    expect(simulator.requests.count({ page: 'catalogue' })).toBe(1);
  });

  it('does not begin within ten minutes of a start', async () => {
    await favour(SLUG);
    clock.move(9 * MINUTE);

    await readAhead();

    expect(pagesAsked(simulator)).toBe(0);
  });

  it('spends no more than the budget of a day', async () => {
    await stage.restart({ PREFETCH_REQUESTS_PER_DAY: '9' });
    clock.govern(stage);
    for (const { slug } of simulator.truth.tracks().slice(0, 12)) await favour(slug);
    moveToTheEndOfTheDay();

    for (let ticks = 0; ticks < 3; ticks += 1) {
      await readAhead();
      clock.move(MINUTE);
    }
    const [spent] = await stage.query<{ requests: number }>(
      'SELECT sum(requests)::integer AS requests FROM prefetch_hours',
    );

    expect(pagesAsked(simulator)).toBeGreaterThan(0);
    expect(spent!.requests).toBeGreaterThanOrEqual(pagesAsked(simulator));
    expect(spent!.requests).toBeLessThanOrEqual(9);
  });

  it('shares the budget out among processes that reserve at the same moment', async () => {
    second = await startTrackside(stage.databaseUrl, stage.liverc, ENVIRONMENT);
    const budgets = [stage, second].map(({ app }) => app.get(PrefetchBudget, { strict: false }));
    const now = new Date('2026-03-18T19:30:00Z');
    const reserve = (place: number, at = now) =>
      budgets[place % 2]!.reserve({ expected: 2, most: 3 }, 20, at);

    const earlier = await reserve(0, new Date('2026-03-18T07:00:00Z'));
    const reserved = await Promise.all(Array.from({ length: 20 }, (_, place) => reserve(place)));
    const granted = reserved.flatMap((each) => each ?? []);
    await granted[0]!.settle(0);

    expect(earlier!.requests).toBe(3);
    const sum = granted.reduce((requests, each) => requests + each.requests, 0);
    expect(sum).toBeGreaterThan(10);
    expect(sum).toBeLessThanOrEqual(17);
    expect(await budgets[1]!.spent(now)).toEqual({
      before: 3,
      thisHour: sum - granted[0]!.requests,
      stopped: false,
    });
    expect(await reserve(1)).not.toBeNull();
    expect(await reserve(0, new Date('2026-03-19T00:00:00Z'))).not.toBeNull();
  });

  it('stops at the first 429 until the UTC day is over', async () => {
    for (const { slug } of simulator.truth.tracks().slice(0, 12)) await favour(slug);
    failWith({ match: { page: 'calendar' }, effect: { type: 'status', status: 429 } });
    moveToTheEndOfTheDay(60);
    await readAhead();
    const asked = pagesAsked(simulator);
    failWith();

    clock.move(50 * MINUTE);
    await readAhead();
    expect(pagesAsked(simulator)).toBe(asked);
    clock.move(11 * HOUR);
    await readAhead();

    // Those that were on their way already: one for each job at a time.
    expect(asked).toBeLessThanOrEqual(3);
    expect(pagesAsked(simulator)).toBeGreaterThan(asked);
  });

  it('leaves a track that fails alone for a while', async () => {
    await favour(SLUG);
    failWith({ match: { page: 'calendar' }, effect: { type: 'status', status: 404 } });
    moveToTheEndOfTheDay(30);
    await readAhead();
    const asked = pagesAsked(simulator);
    failWith();

    clock.move(5 * MINUTE);
    await readAhead();
    expect(pagesAsked(simulator)).toBe(asked);
    clock.move(15 * MINUTE);
    await readAhead();

    expect(pagesAsked(simulator)).toBeGreaterThan(asked);
  });

  it('lets go of LiveRC within a second when the process stops', async () => {
    await favour(SLUG);
    failWith({ match: { page: 'calendar' }, effect: { type: 'hang' } });
    moveToTheEndOfTheDay();
    await tick();
    await stage.until(() => simulator.requests.counts().in_flight > 0);

    const closing = stage.close();
    await stage.until(() => simulator.requests.counts().in_flight === 0, 1_000);
    await closing;
  });
});
