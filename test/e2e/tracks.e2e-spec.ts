import type { Page, StatusResult, Track, TrackDetail } from '@trackside/contracts';
import { Simulator } from '@trackside/simulator';
import { dataOf, discoverRange, get, post, put, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import {
  createDatabase,
  startTrackside,
  trackId,
  type Trackside,
  until,
} from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const today = latestToday();

describe('tracks', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 120 } });
  const { simulator } = stage;

  it('come by themselves at first start, all that the catalogue lists', async () => {
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Track> = dataOf(
        await get<Page<Track>>(stage, `/tracks?limit=50${cursor && `&cursor=${cursor}`}`),
      );
      names.push(...page.items.map(({ slug }) => slug));
      cursor = page.next_cursor;
    }

    const listed = simulator.truth.tracks().map(({ slug }) => slug);
    expect(names).toHaveLength(listed.length);
    expect(new Set(names)).toEqual(new Set(listed));
  });

  it('are found by a part of name or slug, letter case aside, best match first', async () => {
    const bySlug = dataOf(await get<Page<Track>>(stage, '/tracks?q=TALLOWICK'));
    const byName = dataOf(await get<Page<Track>>(stage, '/tracks?q=off%20road%20club'));
    const byOther = dataOf(await get<Page<Track>>(stage, '/tracks?q=KESTRELHÅVEN'));

    expect(bySlug.items[0]).toMatchObject({
      id: trackId(SLUG),
      slug: SLUG,
      name: 'Tallowick Off Road Club',
      favourite: false,
    });
    expect(byName.items.map(({ slug }) => slug)).toContain(SLUG);
    expect(byOther.items.map(({ slug }) => slug)).toEqual(['kestrelhaven']);
  });

  it('with the same name are told apart by their slug', async () => {
    const { items } = dataOf(await get<Page<Track>>(stage, '/tracks?q=fallowridge%20rc'));

    expect(items.map(({ name, slug }) => [name, slug])).toEqual([
      ['Fallowridge RC Raceway', 'fallowridge'],
      ['Fallowridge RC Raceway', 'fallowridge2'],
    ]);
  });

  it('can be favourites, twice without harm, and not any more', async () => {
    const path = `/tracks/${trackId(SLUG)}/favourite`;
    const favourites = async () =>
      dataOf(await get<Page<Track>>(stage, '/tracks?favourites=true')).items.map((t) => t.slug);

    await put(stage, path);
    const marked = dataOf(await put<Track>(stage, path));
    expect(marked).toMatchObject({ slug: SLUG, favourite: true });
    expect(await favourites()).toEqual([SLUG]);

    await remove(stage, path);
    expect(await favourites()).toEqual([]);
  });

  it('that race or practise can be had alone, as the catalogue marked them', async () => {
    const { items } = dataOf(await get<Page<Track>>(stage, '/tracks?running=true&limit=100'));

    const marked = await stage.query<{ slug: string }>(
      'SELECT slug FROM tracks WHERE status <> \'idle\' ORDER BY search_name COLLATE "C", slug LIMIT 100',
    );
    expect(items.length).toBeGreaterThan(0);
    expect(items.map(({ slug }) => slug)).toEqual(marked.map(({ slug }) => slug));
  });

  it('stay when a later catalogue lacks them, and are asked for at most once a minute', async () => {
    await stage.query("UPDATE catalogue_readings SET fetched_at = now() - interval '1 day'");
    await stage.query(`INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
       VALUES ('00000000-0000-5000-8000-000000000001', 'gone', 'Gone RC', 'gone rc', 'idle', false, now())`);
    simulator.requests.clear();

    await post(stage, '/tracks/sync', {});
    await post(stage, '/tracks/sync', {});
    const { items } = dataOf(await get<Page<Track>>(stage, '/tracks?q=gone%20rc'));

    expect(items).toHaveLength(1);
    expect(simulator.requests.counts().by_page.catalogue).toBe(1);
  });

  it('tell their months of practice and last practice day once a calendar was read', async () => {
    const path = `/tracks/${trackId('larchmere')}`;
    const before = dataOf(await get<TrackDetail>(stage, path));
    await discoverRange(stage, { track_id: trackId('larchmere') });

    const after = dataOf(await get<TrackDetail>(stage, path));

    expect(before).toMatchObject({ practice_months: null, last_practice_date: null });
    const days = trueDays(simulator, 'larchmere', daysBefore(today, 180), today);
    expect(after.last_practice_date).toBe(days[0]!.date);
    expect(after.practice_months).toEqual(
      simulator.truth.months('larchmere').toSorted().toReversed(),
    );
  });

  it('are read again when a page bears a new name: the track was renamed', async () => {
    await stage.query("UPDATE tracks SET name = 'Old Name' WHERE slug = 'quillstead'");
    await stage.query("UPDATE catalogue_readings SET fetched_at = now() - interval '1 day'");

    const result = await discoverRange(stage, { track_id: trackId('quillstead') });

    expect(result.complete).toBe(true);
    const { name } = dataOf(await get<Track>(stage, `/tracks/${trackId('quillstead')}`));
    expect(name).toBe(simulator.truth.tracks().find((t) => t.slug === 'quillstead')!.name);
  });
});

describe('the catalogue at first start with LiveRC down', () => {
  it('is retried until it comes, and the status says why it is not there', async () => {
    const simulator = new Simulator({ tracks: 30 });
    const liverc = await simulator.start();
    simulator.faults.set([{ effect: { type: 'status', status: 404 } }]);
    const trackside = await startTrackside(await createDatabase(), liverc);

    await until(async () => (await catalogue(trackside)).error !== null);
    const ready = await trackside.agent.get('/readyz');
    simulator.faults.clear();
    await until(async () => (await catalogue(trackside)).tracks === 30);

    expect(ready.status).toBe(200);
    expect(await catalogue(trackside)).toMatchObject({
      error: null,
      last_sync: expect.any(String),
    });
    await trackside.close();
    await simulator.stop();
  }, 30_000);

  async function catalogue(trackside: Trackside): Promise<StatusResult['catalogue']> {
    return dataOf(await get<StatusResult>(trackside, '/status')).catalogue;
  }
});
