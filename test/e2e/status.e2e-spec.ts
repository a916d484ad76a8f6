import type { StatusResult } from '@trackside/contracts';
import { importDay, newestDays } from './support/imports.js';
import { dataOf, discoverRange, get, post, put } from './support/requests.js';
import { beginTimeline, untilDiscoveryEnds } from './support/timelines.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const SLUG = 'tallowick';

describe('the status', () => {
  const stage = trackside();
  const { simulator } = stage;
  const status = async () => dataOf(await get<StatusResult>(stage, '/status'));
  const sum = async (line: RegExp): Promise<number> => {
    const { text } = await stage.agent.get('/metrics');
    const lines = (text as string).split('\n').filter((one) => line.test(one));
    return lines.reduce((total, one) => total + Number(one.split(' ').at(-1)), 0);
  };

  it('tells how long the first row and a whole discovery took, and how many asked LiveRC', async () => {
    const before = (await status()).figures;
    const firstRows = /^trackside_discovery_first_row_seconds_count.*liverc/;
    const told = await sum(firstRows);
    await discoverRange(stage, { track_id: trackId(SLUG) });
    await discoverRange(stage, { track_id: trackId(SLUG) });
    await discoverRange(stage, { track_id: trackId(SLUG) });
    const { figures } = await status();

    expect(figures.discoveries.total - before.discoveries.total).toBe(3);
    expect(figures.discoveries.without_liverc - before.discoveries.without_liverc).toBe(2);
    expect(figures.first_row.count - before.first_row.count).toBe(1);
    expect(figures.full_discovery.count - before.full_discovery.count).toBe(1);
    expect(figures.liverc_answer.count).toBeGreaterThan(before.liverc_answer.count);
    const { first_row, full_discovery } = figures;
    expect(first_row.median_seconds).toBeGreaterThan(0);
    expect(first_row.median_seconds!).toBeLessThanOrEqual(full_discovery.median_seconds!);
    expect((await sum(firstRows)) - told).toBe(1);
  });

  it('counts a discovery in the background like any other', async () => {
    const before = (await status()).figures.discoveries.total;
    await untilDiscoveryEnds(stage, await beginTimeline(stage, SLUG, {}));

    expect((await status()).figures.discoveries.total - before).toBe(1);
  });

  it('counts an import after which the track was searched again, once', async () => {
    const before = (await status()).figures.imports;
    await importDay(stage, SLUG, newestDays(simulator, SLUG, 1)[0]!);
    const alone = (await status()).figures.imports;
    await get(stage, `/events/search?track_id=${trackId('larchmere')}`);
    await get(stage, `/events/search?track_id=${trackId(SLUG)}`);
    await get(stage, `/events/search?track_id=${trackId(SLUG)}`);
    const after = (await status()).figures.imports;

    expect(alone.total - before.total).toBe(1);
    expect(alone.followed_by_search).toBe(before.followed_by_search);
    expect(after.followed_by_search - before.followed_by_search).toBe(1);
  });

  it('tells when each favourite was last read, and never of one that was not', async () => {
    await put(stage, `/tracks/${trackId(SLUG)}/favourite`);
    await put(stage, `/tracks/${trackId('larchmere')}/favourite`);
    await discoverRange(stage, { track_id: trackId(SLUG) });
    const { favourites } = await status();

    expect(favourites).toHaveLength(2);
    expect(favourites.find((one) => one.track_id === trackId(SLUG))?.refreshed_at).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    );
    expect(favourites.find((one) => one.track_id === trackId('larchmere'))?.refreshed_at).toBe(
      null,
    );
  });

  it('names days whose import failed lately, and why', async () => {
    const [date] = newestDays(simulator, SLUG, 1);
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'changed-markup', change: 'table-gone' } },
    ]);
    const { job_id } = dataOf(
      await post<{ job_id: string }>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates: [date],
      }),
    );
    await stage.until(async () => (await status()).failures.length > 0);

    expect((await status()).failures).toEqual([
      {
        job_id,
        track_id: trackId(SLUG),
        track_name: expect.any(String),
        date,
        failed_at: expect.any(String),
        code: 'LIVERC_PAGE_CHANGED',
        message: expect.any(String),
      },
    ]);
  });
});
