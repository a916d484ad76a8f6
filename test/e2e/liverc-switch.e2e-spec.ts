import type { LivercHealth, StatusResult } from '@trackside/contracts';
import { newestDays, untilJobEnds } from './support/imports.js';
import { LiveFollower } from './support/live-follower.js';
import { type Answer, dataOf, discoverRange, get, post } from './support/requests.js';
import { beginTimeline, readTimeline } from './support/timelines.js';
import { trackside } from './support/trackside-fixture.js';
import {
  createDatabase,
  pagesAsked,
  type Reachable,
  startTrackside,
  trackId,
  type Trackside,
} from './support/trackside.js';

const SLUG = 'tallowick';

describe('the switch of LiveRC', () => {
  const TODAY = new Date().toISOString().slice(0, 10);
  const stage = trackside({ simulator: { today: TODAY } });
  const { simulator } = stage;
  let second: Trackside | null = null;

  const startSecond = async (environment: Record<string, string> = {}): Promise<Trackside> => {
    second = await startTrackside(stage.databaseUrl, stage.liverc, environment);
    return second;
  };
  const turn = async (enabled: unknown, at: Reachable = stage): Promise<Answer<StatusResult>> => {
    const { status, headers, body } = await at.agent.put('/api/v1/status/liverc').send({ enabled });
    return { status, headers: new Headers(headers as Record<string, string>), body };
  };
  const livercAt = async (at: Reachable) => dataOf(await get<StatusResult>(at, '/status')).liverc;
  const isAt = async (at: Reachable, state: LivercHealth) => (await livercAt(at)).state === state;
  const wholeRange = { track_id: trackId(SLUG) };
  const discover = (at: Reachable) => post(at, '/practice-days/discover-range', wholeRange);

  afterEach(async () => {
    await second?.close();
    second = null;
  });

  it('turned off on one replica aborts what is under way on every one, and nothing more is asked', async () => {
    const other = await startSecond();
    simulator.faults.set([{ effect: { type: 'hang' } }]);
    const waiting = [discover(stage), discover(other)];
    await stage.until(() => simulator.requests.counts().in_flight >= 2);

    const turnedAt = performance.now();
    const turned = await turn(false);
    const answers = await Promise.all(waiting);
    const stoppedMs = performance.now() - turnedAt;
    await stage.until(() => simulator.requests.counts().in_flight === 0);
    simulator.requests.clear();
    const refused = [await discover(stage), await discover(other)];

    expect(turned.status).toBe(200);
    // Told, not found out by looking.
    expect(stoppedMs).toBeLessThan(5_000);
    for (const answer of [...answers, ...refused]) {
      expect(answer).toMatchObject({ status: 503, body: { error: { code: 'LIVERC_DISABLED' } } });
    }
    expect(pagesAsked(simulator)).toBe(0);
    const told = await livercAt(stage);
    expect(told).toMatchObject({ state: 'disabled', disabled_by: 'switch' });
    expect(await livercAt(other)).toEqual(told);
  });

  it('turned on again lets every replica ask', async () => {
    const other = await startSecond();
    await turn(false, other);
    await stage.until(() => isAt(stage, 'disabled'));
    await turn(true);
    await stage.until(async () => !(await isAt(other, 'disabled')));

    expect((await discover(other)).status).toBe(200);
    expect(await livercAt(other)).toMatchObject({ state: 'ok', disabled_by: null });
  });

  it('leaves what is known, also where it is old', async () => {
    const fresh = await discoverRange(stage, wholeRange);
    await stage.query(`UPDATE practice_months SET fetched_at = fetched_at - interval '40 days'`);
    await stage.query(`UPDATE tracks SET practice_months_read_at = now() - interval '40 days'`);
    await stage.restart();
    await turn(false);
    simulator.requests.clear();

    const old = await discoverRange(stage, wholeRange);

    expect(old.practice_days).toEqual(fresh.practice_days);
    expect(old.months.filter(({ stale }) => stale).length).toBeGreaterThan(0);
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('is obeyed from the start by who starts while it is off: nothing is asked, no catalogue', async () => {
    await turn(false);
    await stage.close();
    await stage.query('TRUNCATE tracks, catalogue_readings CASCADE');
    simulator.requests.clear();
    await stage.restart();

    const { body } = await stage.agent.post('/api/v1/tracks/sync');

    expect(body).toMatchObject({ error: { code: 'LIVERC_DISABLED' } });
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('lets jobs wait, and go on when it is turned on', async () => {
    const [date] = newestDays(simulator, SLUG, 1);
    await turn(false);
    const { job_id } = dataOf(
      await post<{ job_id: string }>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates: [date],
      }),
    );
    const { queue } = dataOf(await get<StatusResult>(stage, '/status'));
    await turn(true);
    const job = await untilJobEnds(stage, job_id);

    expect(queue.jobs).toEqual({
      queued: 1,
      running: 0,
      oldest_queued_at: expect.any(String) as string,
    });
    expect(job.state).toBe('completed');
  });

  it('interrupts a job under way, which fails by that no more than by a restart', async () => {
    const [date] = newestDays(simulator, SLUG, 1);
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);
    const { job_id } = dataOf(
      await post<{ job_id: string }>(stage, '/practice-days/ingest', {
        track_id: trackId(SLUG),
        date,
      }),
    );
    await stage.until(() => (simulator.requests.counts().by_page.session ?? 0) > 0);
    await turn(false);
    await stage.until(() => simulator.requests.counts().in_flight === 0);
    simulator.faults.clear();
    const { state } = dataOf(await get<{ state: string }>(stage, `/jobs/${job_id}`));
    await turn(true);
    const job = await untilJobEnds(stage, job_id);

    expect(['queued', 'running']).toContain(state);
    expect(job.state).toBe('completed');
  });

  it('ends a discovery in the background with what is known, for all who follow it', async () => {
    simulator.faults.set([{ effect: { type: 'hang' } }]);
    const id = await beginTimeline(stage, SLUG, {});
    const following = readTimeline(stage, id);
    await stage.until(() => simulator.requests.counts().in_flight > 0);
    await turn(false);
    const records = await following;

    expect(records.filter(({ type }) => type === 'month_failed').length).toBeGreaterThan(0);
    for (const record of records.filter(({ type }) => type === 'month_failed')) {
      expect(record).toMatchObject({ code: 'LIVERC_DISABLED' });
    }
    expect(records.at(-1)).toMatchObject({ type: 'done', complete: false });
  });

  it('ends the stream of a running day with its reason', async () => {
    simulator.lateUpload(SLUG, TODAY, 3);
    const follower = new LiveFollower(stage, SLUG);
    await follower.until('day');
    await turn(false);
    await follower.ended;

    expect(follower.records.at(-1)).toEqual({ type: 'done', reason: 'liverc_disabled' });
  });

  it('decides nothing against LIVERC_ENABLED=false', async () => {
    const off = await startSecond({ LIVERC_ENABLED: 'false' });

    expect(await turn(true, off)).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT', message: expect.stringContaining('LIVERC_ENABLED') } },
    });
    expect(await livercAt(off)).toMatchObject({ state: 'disabled', disabled_by: 'environment' });
    expect(await livercAt(stage)).toMatchObject({ disabled_by: null });
  });

  it.each([[undefined], ['false'], [0]])('is not turned by %p', async (enabled) => {
    expect(await turn(enabled)).toMatchObject({
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details: [{ field: 'enabled' }] } },
    });
  });

  it('is nobody’s to turn while sign-in is required and not there', async () => {
    const closed = await startTrackside(await createDatabase(), stage.liverc, {
      AUTH_MODE: 'required',
      LIVERC_ENABLED: 'false',
    });
    const answer = await turn(false, closed);
    await closed.close();

    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } });
  });
});
