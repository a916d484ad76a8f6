import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays } from '@trackside/calendar';
import { RunningDayStore } from '../../libs/practice-days/src/live/running-day-store.js';
import { figuresByHand } from './support/figures-by-hand.js';
import { MovedClock } from './support/clock.js';
import { LiveFollower } from './support/live-follower.js';
import { trackside } from './support/trackside-fixture.js';
import { type Reachable, startTrackside, trackId, type Trackside } from './support/trackside.js';

const SLUG = 'tallowick';
const INTERVAL_SECONDS = 2;
const ENVIRONMENT = { LIVE_DAY_INTERVAL_SECONDS: String(INTERVAL_SECONDS) };
/** What a look and its telling take, besides the interval. */
const PATIENCE_MS = 20_000;

describe('a running practice day', () => {
  const TODAY = new Date().toISOString().slice(0, 10);
  const YESTERDAY = addDays(TODAY, -1);
  const stage = trackside({ environment: ENVIRONMENT, simulator: { today: TODAY } });
  const { simulator } = stage;
  const followers: LiveFollower[] = [];
  let second: Trackside | null = null;

  const follow = (at: Reachable = stage, lastEventId?: string): LiveFollower => {
    const follower = new LiveFollower(at, SLUG, lastEventId);
    followers.push(follower);
    return follower;
  };
  const startSecond = async (environment: Record<string, string> = ENVIRONMENT) => {
    second = await startTrackside(stage.databaseUrl, stage.liverc, environment);
    return second;
  };
  const sessionsOfToday = (): string[] =>
    (simulator.truth.day(SLUG, TODAY)?.sessions ?? []).map((one) => one.source_session_id);
  const dayPages = (): number => simulator.requests.counts().by_page.day ?? 0;
  const toldIds = (follower: LiveFollower): string[] =>
    follower.of('session').map(({ session }) => session.source_session_id);

  beforeEach(() => simulator.lateUpload(SLUG, TODAY, 3));

  afterEach(async () => {
    await Promise.all(followers.splice(0).map((follower) => follower.leave()));
    await second?.close();
    second = null;
  });

  it('is found by the calendar and told whole, then as checked', async () => {
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);
    await stage.until(() => follower.sessionsRead.size === sessionsOfToday().length);

    const [started, day, ...rest] = follower.records;
    expect(started).toMatchObject({ type: 'started', date: null, event_id: null });
    expect(day).toMatchObject({
      type: 'day',
      date: TODAY,
      track_slug: SLUG,
      session_count: sessionsOfToday().length,
      verified: true,
      event_id: expect.any(String),
      fetched_at: expect.any(String),
    });
    const firstSessions = rest.slice(0, sessionsOfToday().length);
    expect(firstSessions.map(({ type }) => type)).toEqual(sessionsOfToday().map(() => 'session'));
    expect(new Set(toldIds(follower))).toEqual(new Set(sessionsOfToday()));
    expect(follower.of('session').every(({ is_new }) => !is_new)).toBe(true);
    for (const { session } of follower.of('session').filter((told) => told.session.laps)) {
      const laps = session.laps!.map((lap) => ({
        seconds: lap.lap_time_seconds,
        isValid: lap.is_valid,
      }));
      expect(session.median_lap_seconds).toBe(figuresByHand([laps]).median);
    }
    expect(follower.of('checked')[0]!.next_check_seconds).toBeLessThanOrEqual(INTERVAL_SECONDS);
  });

  it('costs one day page a look, whoever follows it on which replica', async () => {
    const one = follow();
    await one.until('checked', 1, PATIENCE_MS);
    const other = follow(await startSecond());
    await other.until('checked', 1, PATIENCE_MS);
    const known = new Set(sessionsOfToday());
    const looks = one.of('checked').length;
    await one.until('checked', looks + 1, PATIENCE_MS);
    const asked = dayPages();
    const askedAt = performance.now();
    simulator.lateUpload(SLUG, TODAY, 1);
    const [added] = sessionsOfToday().filter((id) => !known.has(id));
    const isTold = (follower: LiveFollower): boolean => toldIds(follower).includes(added!);
    await stage.until(() => isTold(one) && isTold(other), PATIENCE_MS);
    await one.until('checked', one.of('checked').length + 2, PATIENCE_MS);

    // However busy the machine is: from one look to the next an interval passes, for both together.
    const pages = dayPages() - asked;
    const intervals = (performance.now() - askedAt) / (INTERVAL_SECONDS * 1000);
    expect(pages).toBeLessThanOrEqual(Math.floor(intervals) + 1);
    await stage.until(() => [one, other].every(({ sessionsRead }) => sessionsRead.has(added!)));
    for (const follower of [one, other]) {
      const told = follower.of('session').filter((one) => one.session.source_session_id === added);
      expect(told.every(({ is_new }) => is_new)).toBe(true);
      expect(told.at(-1)!.session.laps).toHaveLength(told.at(-1)!.session.lap_count ?? 0);
      expect(follower.of('day').at(-1)).toMatchObject({ session_count: known.size + 1 });
    }
    const ofSessions = simulator.requests.records({ page: 'session' }).map(({ url }) => url);
    expect(new Set(ofSessions).size).toBe(ofSessions.length);
  });

  it('gives a look that is due to one of all who ask for it at once', async () => {
    const replicas = [stage, await startSecond()];
    const stores = replicas.map(({ app }) => app.get(RunningDayStore, { strict: false }));
    const track = trackId(SLUG);
    const claim = async (pauseMs: number): Promise<string[]> => {
      const owners = Array.from({ length: 10 }, () => randomUUID());
      const claimed = await Promise.all(
        owners.map((owner, place) => stores[place % 2]!.claim(track, owner, pauseMs)),
      );
      return owners.filter((_, place) => claimed[place]);
    };
    await stores[0]!.open(track);

    const [owner, ...others] = await claim(60_000);
    expect(others).toEqual([]);
    expect(await claim(0)).toEqual([]);
    await stores[1]!.endLook(track, owner!, null);
    expect(await claim(60_000)).toEqual([]);
    expect(await claim(0)).toHaveLength(1);
  });

  it('is looked at by another replica when the one that looked closes', async () => {
    const replica = await startSecond();
    simulator.faults.set([{ match: { page: 'day' }, times: 1, effect: { type: 'hang' } }]);
    follow();
    await stage.until(() => dayPages() === 1, PATIENCE_MS);
    const other = follow(replica);
    await other.until('started');
    await stage.close();
    expect(other.of('day')).toEqual([]);

    // Sooner than a lease runs out.
    await other.until('day', 1, 7_000);
  });

  it('is looked at by another replica when the one that looked is heard of no more', async () => {
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);
    await stage.query(`UPDATE running_days SET owner = gen_random_uuid(),
      expires_at = clock_timestamp() + interval '6 seconds'`);
    await pause(500);
    const asked = dayPages();
    await pause(4_000);
    expect(dayPages() - asked).toBe(0);

    await stage.until(() => dayPages() > asked, 6_000);
  });

  it('is looked at by nobody when nobody follows', async () => {
    const [one, other] = [follow(), follow()];
    await one.until('checked', 1, PATIENCE_MS);
    await one.leave();
    const asked = dayPages();
    await other.until('checked', other.of('checked').length + 1, PATIENCE_MS);
    expect(dayPages()).toBeGreaterThan(asked);
    await other.leave();
    await stage.until(() => simulator.requests.counts().in_flight === 0);
    const before = simulator.requests.counts().total;
    await pause(2.5 * INTERVAL_SECONDS * 1000);

    expect(simulator.requests.counts().total).toBe(before);
  });

  it('is given up within a second while LiveRC hangs and the last one leaves', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'hang' } }]);
    const follower = follow();
    await stage.until(() => dayPages() === 1);
    await follower.leave();

    await stage.until(() => simulator.requests.counts().in_flight === 0, 1_000);
  });

  it('goes on where the client was, on any replica', async () => {
    const follower = follow();
    await stage.until(() => follower.sessionsRead.size === sessionsOfToday().length, PATIENCE_MS);
    await follower.leave();
    const known = new Set(sessionsOfToday());
    simulator.lateUpload(SLUG, TODAY, 1);
    const resumed = follow(await startSecond(), follower.lastEventId);
    const [added] = sessionsOfToday().filter((id) => !known.has(id));
    await stage.until(() => resumed.sessionsRead.has(added!), PATIENCE_MS);

    expect(resumed.records[0]).toMatchObject({ type: 'started', date: TODAY });
    expect(new Set(toldIds(resumed))).toEqual(new Set([added]));
    expect(resumed.of('session')[0]).toMatchObject({ is_new: true });
    const afresh = follow(second!, 'somebody-elses-id');
    await afresh.until('session', known.size + 1, PATIENCE_MS);
  });

  it('is told as unavailable while LiveRC fails, and goes on', async () => {
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'status', status: 503 } }]);
    await follower.until('unavailable', 1, PATIENCE_MS);
    expect(follower.of('unavailable')[0]).toMatchObject({
      code: 'LIVERC_UNAVAILABLE',
      message: expect.any(String),
      next_check_seconds: expect.any(Number),
    });
    simulator.faults.clear();
    const checked = follower.of('checked').length;

    await follower.until('checked', checked + 1, 30_000);
    expect(follower.of('done')).toEqual([]);
  });

  it('takes nothing away for a page that shows less', async () => {
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'short-page', rows: 1 } }]);
    await follower.until('unavailable', 1, PATIENCE_MS);

    expect(follower.of('unavailable')[0]).toMatchObject({ code: 'LIVERC_PAGE_INCOMPLETE' });
    expect(follower.of('day').at(-1)).toMatchObject({ session_count: sessionsOfToday().length });
  });

  it('ends when LiveRC is switched off, after what is known', async () => {
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);
    await stage.agent.put('/api/v1/status/liverc').send({ enabled: false }).expect(200);
    await follower.ended;
    expect(follower.records.at(-1)).toEqual({ type: 'done', reason: 'liverc_disabled' });

    const late = follow(await startSecond({ ...ENVIRONMENT, LIVERC_ENABLED: 'false' }));
    await late.ended;
    const types = late.records.map(({ type }) => type);
    expect(types).toEqual(['started', 'day', ...sessionsOfToday().map(() => 'session'), 'done']);
  });

  it('ends when the day is over', async () => {
    const clock = new MovedClock();
    clock.govern(stage);
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);
    clock.move(4 * 86_400);
    await follower.ended;

    expect(follower.records.at(-1)).toEqual({ type: 'done', reason: 'day_over' });
  });

  it('is waited for while none is listed', async () => {
    simulator.forgetChanges();
    for (const date of [TODAY, YESTERDAY]) {
      const count = simulator.truth.day(SLUG, date)?.session_count ?? 0;
      if (count > 0) simulator.removeSessions(SLUG, date, count);
    }
    const follower = follow();
    await follower.until('checked', 1, PATIENCE_MS);

    expect(follower.of('started')[0]).toMatchObject({ date: null });
    const pauseSeconds = follower.of('checked')[0]!.next_check_seconds;
    expect(pauseSeconds).toBeGreaterThan(4 * INTERVAL_SECONDS);
    expect(pauseSeconds).toBeLessThanOrEqual(10 * INTERVAL_SECONDS);
    expect(dayPages()).toBe(0);
  });

  it('starts nothing for a page of another site, an unknown track or a HEAD request', async () => {
    const path = `/api/v1/practice-days/live/stream?track_id=${trackId(SLUG)}`;
    const foreign = await stage.agent.get(path).set('origin', 'https://elsewhere.example');
    const unknown = await stage.agent.get(path.replace(trackId(SLUG), trackId('nowhere')));
    const odd = await stage.agent.get(`${path}&refresh=true`);
    const head = await stage.agent.head(path);

    expect([foreign.status, unknown.status, odd.status, head.status]).toEqual([403, 404, 400, 200]);
    expect(simulator.requests.counts().total).toBe(0);
    expect(await stage.query('SELECT FROM running_days')).toEqual([]);
  });
});
