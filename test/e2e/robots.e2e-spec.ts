import type { StatusResult } from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { newestDays, untilJobEnds } from './support/imports.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId, type Trackside } from './support/trackside.js';

const SLUG = 'tallowick';
const FORBIDS = 'User-agent: trackside\nDisallow: /*/practice\n\nUser-agent: *\nAllow: /\n';

describe('robots.txt', () => {
  const stage = trackside();
  const { simulator } = stage;
  const { robots } = simulator;
  const wholeRange = { track_id: trackId(SLUG) };
  let second: Trackside | null = null;

  const discover = () => post(stage, '/practice-days/discover-range', wholeRange);
  const importLater = async (): Promise<string> => {
    const body = { track_id: trackId(SLUG), dates: newestDays(simulator, SLUG, 1) };
    const { job_id } = dataOf(
      await post<{ job_id: string }>(stage, '/practice-days/ingest-range', body),
    );
    return job_id;
  };
  const isKept = async (): Promise<boolean> => {
    const rows = await stage.query('SELECT 1 FROM liverc_robots WHERE asked_until IS NULL');
    return rows.length > 0;
  };

  afterEach(async () => {
    await second?.close();
    second = null;
  });

  it('is asked for once a day, for all pages, replicas and restarts, and counts as no page', async () => {
    await discover();
    await stage.until(isKept);
    await stage.restart();
    second = await startTrackside(stage.databaseUrl, stage.liverc);
    await discoverRange(second, {
      track_id: trackId('marrowgate'),
      months: [{ year: 2025, month: 3 }],
    });
    const asked = robots.asked.length;
    await stage.query(`UPDATE liverc_robots SET due_at = now() - interval '1 second'`);
    await stage.restart();
    await discoverRange(stage, { track_id: trackId('larchmere') });
    await stage.until(() => robots.asked.length === 2);

    expect(asked).toBe(1);
    expect(simulator.requests.records({ url: 'robots' })).toEqual([]);
    const metrics = await stage.agent.get('/metrics');
    expect(metrics.text).toContain('trackside_liverc_robots_total{outcome="rules"} 1');
    expect(metrics.text).not.toMatch(/requests_total\{page="robots/);
  });

  it('holds no person up while it hangs', async () => {
    robots.set({ hangs: true });

    const found = await discoverRange(stage, wholeRange);

    expect(found.complete).toBe(true);
    expect(robots.asked).toHaveLength(1);
  });

  it('that hangs is given up with its process, whose pages it did not delay', async () => {
    robots.set({ hangs: true });
    await discoverRange(stage, wholeRange);
    const startedAt = performance.now();
    await stage.close();

    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it.each<[string, Parameters<typeof robots.set>[0]]>([
    ['a status of 404', { status: 404, text: FORBIDS }],
    ['more than five redirects', { hops: 6, text: FORBIDS }],
    ['rules behind 500 KiB', { kilobytes: 510, text: FORBIDS }],
    ['rules for others', { text: 'User-agent: other\nDisallow: /\n' }],
  ])('forbids nothing by %s', async (_, settings) => {
    robots.set(settings);
    await discover();
    await stage.until(isKept);
    const job = await untilJobEnds(stage, await importLater());

    expect(job.state).toBe('completed');
    expect(robots.asked).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof robots.set>[0]]>([
    ['at once', {}],
    ['after five redirects', { hops: 5 }],
    ['after 400 KiB', { kilobytes: 400 }],
  ])('that forbids our pages %s stops people and jobs, and says why', async (_, settings) => {
    robots.set({ text: FORBIDS, ...settings });
    await discover();
    await stage.until(isKept);
    // What the search had sent before the rules came may still be on its way.
    await stage.close();
    simulator.requests.clear();
    await stage.query('TRUNCATE practice_months, practice_days CASCADE');
    await stage.restart();
    const refused = await post(stage, '/practice-days/discover-range', {
      track_id: trackId('marrowgate'),
    });
    const job = await untilJobEnds(stage, await importLater());
    const { robots: told } = dataOf(await get<StatusResult>(stage, '/status'));

    expect(refused).toMatchObject({
      status: 503,
      body: {
        error: {
          code: 'LIVERC_DISABLED',
          message: expect.stringMatching(/robots\.txt forbids us this page \(line \d+: Disallow/),
        },
      },
    });
    expect(job).toMatchObject({ state: 'failed', days: [{ error: { code: 'LIVERC_DISABLED' } }] });
    expect(pagesAsked(simulator)).toBe(0);
    expect(told).toEqual([
      {
        origin: expect.stringContaining('http://127.0.0.1'),
        state: 'forbids',
        asked_at: expect.any(String),
      },
    ]);
  });

  it('that forbids what is under way aborts it', async () => {
    robots.set({ text: FORBIDS });
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);

    const refused = await discover();

    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'LIVERC_DISABLED' } } });
    await stage.until(() => simulator.requests.counts().in_flight === 0);
  });

  it.each([
    ['answers 503', { status: 503 }],
    ['redirects to another host that is private', { location: 'http://127.0.0.2:9/' }],
  ])('that %s lets people go on, and background work wait', async (_, settings) => {
    robots.set(settings);
    const found = await discoverRange(stage, wholeRange);
    await stage.until(isKept);
    simulator.requests.clear();
    const scraper = stage.app.get(LivercScraper, { strict: false });
    const track = {
      slug: SLUG,
      name: simulator.truth.tracks().find(({ slug }) => slug === SLUG)!.name,
    };
    const background = scraper.fetchCalendar(
      track,
      { year: 2025, month: 3 },
      { lane: 'background' },
    );

    await expect(background).rejects.toMatchObject({
      code: 'LIVERC_UNAVAILABLE',
      message: expect.stringContaining('robots.txt'),
    });
    expect(found.complete).toBe(true);
    expect(pagesAsked(simulator)).toBe(0);
    expect(robots.asked).toHaveLength(1);
    const { robots: told } = dataOf(await get<StatusResult>(stage, '/status'));
    expect(told).toMatchObject([{ state: 'unreachable', asked_at: null }]);
  });

  it('that was read once is obeyed while it can not be read again', async () => {
    await discover();
    await stage.until(isKept);
    robots.set({ status: 503 });
    await stage.query(`UPDATE liverc_robots SET due_at = now() - interval '1 second'`);
    await stage.restart();
    const job = await untilJobEnds(stage, await importLater());

    expect(job.state).toBe('completed');
    expect(await stage.query('SELECT failures FROM liverc_robots')).toEqual([{ failures: 1 }]);
  });

  it('is waited for by background work, which goes on when a person wants the same', async () => {
    robots.set({ hangs: true });
    const scraper = stage.app.get(LivercScraper, { strict: false });
    const jobId = await importLater();
    await stage.until(() => robots.asked.length === 1);

    expect(pagesAsked(simulator)).toBe(0);
    expect(scraper.robotsTroubles).toEqual([]);
    expect((await discoverRange(stage, wholeRange)).complete).toBe(true);
    await stage.agent.delete(`/api/v1/jobs/${jobId}`);
  });

  it('is each host’s own where the slug stands in the host', async () => {
    const { port } = stage.liverc;
    await stage.restart({ LIVERC_BASE_URL: `http://{slug}.localhost:${port}` });
    await discoverRange(stage, wholeRange);
    await discoverRange(stage, { track_id: trackId('larchmere') });
    await stage.until(() => robots.asked.length === 2);

    expect([...robots.asked].sort()).toEqual([
      `larchmere.localhost:${port}`,
      `${SLUG}.localhost:${port}`,
    ]);
  });
});
