import { SchedulerRegistry } from '@nestjs/schedule';
import { LivercScraper } from '@trackside/liverc-scraper';
import type { FaultRule } from '@trackside/simulator';
import { MovedClock } from './support/clock.js';
import { discoverRange, post, postAndLeave, readNdjson } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId } from './support/trackside.js';
import { settledMonth, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const MINUTE = 60;
const HOUR = 3_600;

describe('a month that was searched in vain', () => {
  const stage = trackside({
    environment: {
      PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: '2.5',
      PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: '2.5',
    },
  });
  const { simulator } = stage;
  let clock: MovedClock;
  const month = settledMonth(simulator, SLUG);
  const name = `${month.year}-${String(month.month).padStart(2, '0')}`;
  const wish = { track_id: trackId(SLUG), months: [month] };
  const truth = () => trueDays(simulator, SLUG, `${name}-01`, `${name}-31`);

  beforeEach(() => {
    clock = new MovedClock();
    clock.govern(stage);
  });

  /** From now on; pages that failed before may be asked for at once. */
  const failWith = (...rules: FaultRule[]): void => {
    simulator.faults.set(rules);
    stage.app.get(LivercScraper, { strict: false }).beginAnew();
  };
  const REFUSED: FaultRule = { effect: { type: 'status', status: 403 } };
  const search = () => post(stage, '/practice-days/discover-range', wish);
  const tick = () =>
    stage.app
      .get(SchedulerRegistry, { strict: false })
      .getCronJob('unfinished months')
      .fireOnTick();
  const unfinished = () =>
    stage.query<{ tries: number; minutes: number }>(
      `SELECT tries, round(extract(epoch FROM due_at - searched_at) / 60)::integer AS minutes
       FROM unfinished_months ORDER BY month DESC`,
    );
  /** A search does not wait for robots.txt; who is begun anew meanwhile waits half a minute for it. */
  const untilRobotsAreRead = () =>
    stage.until(async () => {
      const asked = await stage.query('SELECT FROM liverc_robots WHERE asked_until IS NOT NULL');
      return asked.length === 0;
    });
  const searchInVain = async () => {
    failWith(REFUSED);
    await search();
    await stage.until(async () => (await unfinished()).length === 1);
    await untilRobotsAreRead();
    failWith();
    simulator.requests.clear();
  };
  const untilComplete = () => stage.until(async () => (await unfinished()).length === 0);
  const untilTried = (tries: number) =>
    stage.until(async () => (await unfinished())[0]?.tries === tries);
  /** A try is counted a moment before its job ends, and beside that one no other is queued. */
  const untilIdle = () =>
    stage.until(async () => {
      const active = await stage.query("SELECT FROM pgboss.job WHERE state = 'active'");
      return active.length === 0;
    });
  /** Moves the clock to the next try and waits for its end. */
  const tryAgain = async (seconds: number, tries: number) => {
    clock.move(seconds);
    await tick();
    await untilTried(tries);
    await untilIdle();
  };

  it('is complete without anybody asking once LiveRC is well again', async () => {
    await searchInVain();

    await tick();
    expect(pagesAsked(simulator)).toBe(0);
    clock.move(MINUTE + 1);
    await tick();
    await untilComplete();
    const asked = pagesAsked(simulator);
    const result = await discoverRange(stage, wish);

    expect(asked).toBe(1 + truth().length);
    expect(result).toMatchObject({ complete: true, practice_days: truth() });
    expect(pagesAsked(simulator)).toBe(asked);
  });

  it('is asked for its missing day alone where one page failed', async () => {
    const { date } = truth()[0]!;
    failWith({ ...REFUSED, match: { page: 'day', date } });
    const partial = await discoverRange(stage, wish);
    await untilRobotsAreRead();
    failWith();
    await stage.until(async () => (await unfinished()).length === 1);
    simulator.requests.clear();

    clock.move(MINUTE + 1);
    await tick();
    await untilComplete();

    expect(partial.months[0]!.missing_dates).toEqual([date]);
    expect(simulator.requests.records().map((record) => record.date)).toEqual([date]);
  });

  it('is tried after 1, 5, 15 and 60 minutes, then every six hours, for three days', async () => {
    await searchInVain();
    const due: number[] = [(await unfinished())[0]!.minutes];
    const passed = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR];
    for (const [tries, seconds] of passed.entries()) {
      failWith(REFUSED);
      await tryAgain(seconds + 1, tries + 1);
      due.push((await unfinished())[0]!.minutes);
    }
    expect(due).toEqual([1, 6, 21, 81, 441]);
  });

  it('that ran out of time goes on after a restart', async () => {
    const hasty = await startTrackside(stage.databaseUrl, stage.liverc, {
      DISCOVER_RANGE_TIMEOUT_SECONDS: '1',
    });
    failWith({ match: { page: 'day' }, effect: { type: 'hang' } });
    const { records } = await readNdjson(hasty, wish);
    await stage.until(async () => (await unfinished()).length === 1);
    await untilRobotsAreRead();
    await hasty.close();
    failWith();

    clock.move(MINUTE + 1);
    await tick();
    await untilComplete();

    expect(records).toContainEqual(expect.objectContaining({ code: 'LIVERC_TIMEOUT' }));
    expect((await discoverRange(stage, wish)).practice_days).toEqual(truth());
  });

  it('that became complete by a search meanwhile costs no request', async () => {
    await searchInVain();
    await discoverRange(stage, wish);
    simulator.requests.clear();

    clock.move(MINUTE + 1);
    await tick();
    await untilComplete();

    expect(pagesAsked(simulator)).toBe(0);
  });

  it('is left alone where the client has merely left', async () => {
    failWith({ match: { page: 'calendar' }, effect: { type: 'hang' } });
    const leaving = new AbortController();
    const left = postAndLeave(stage, '/practice-days/discover-range', wish, leaving.signal);
    await stage.until(() => simulator.requests.counts().in_flight === 1);
    leaving.abort();
    await left;
    await stage.until(() => simulator.requests.counts().in_flight === 0);

    expect(await unfinished()).toEqual([]);
  });

  it('is left alone where LiveRC was switched off', async () => {
    await stage.restart({ LIVERC_ENABLED: 'false' });
    for (let searches = 0; searches < 3; searches += 1) {
      expect((await search()).body).toMatchObject({ error: { code: 'LIVERC_DISABLED' } });
    }

    expect(await unfinished()).toEqual([]);
  });

  it('is read once together with a search that comes meanwhile, and counted', async () => {
    await searchInVain();
    failWith({ match: { page: 'calendar' }, effect: { type: 'delay', ms: 700 } });
    clock.move(MINUTE + 1);
    await tick();
    await stage.until(() => simulator.requests.count({ page: 'calendar' }) === 1);
    const result = await discoverRange(stage, wish);
    await untilComplete();

    expect(result.complete).toBe(true);
    expect(pagesAsked(simulator)).toBe(1 + truth().length);
    const { text } = await stage.agent.get('/metrics');
    expect(text).toMatch(
      /trackside_background_readings_total\{kind="completion",outcome="complete"\} [1-9]/,
    );
  });

  it('lets go of LiveRC within a second when the process stops, and is no failure', async () => {
    await searchInVain();
    failWith({ match: { page: 'calendar' }, effect: { type: 'hang' } });
    clock.move(MINUTE + 1);
    await tick();
    await stage.until(() => simulator.requests.counts().in_flight === 1);
    const closing = stage.close();
    await stage.until(() => simulator.requests.counts().in_flight === 0, 1_000);
    await closing;

    expect(await unfinished()).toEqual([{ tries: 0, minutes: 1 }]);
  });
});
