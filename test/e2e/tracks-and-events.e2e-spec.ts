import type {
  EventsDiscoverResult,
  EventsImportResult,
  EventsSearchResult,
  Page,
  StatusResult,
  Track,
  TrackDetail,
} from '@trackside/contracts';
import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import {
  createDatabase,
  pagesAsked,
  query,
  startTrackside,
  trackId,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const today = latestToday();

describe('tracks', () => {
  const simulator = new Simulator({ tracks: 120 });
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: Trackside;

  beforeAll(async () => {
    liverc = await simulator.start();
    databaseUrl = await createDatabase();
    trackside = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(trackside);
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  it('come by themselves at first start, all that the catalogue lists', async () => {
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Track> = dataOf(
        await get<Page<Track>>(trackside, `/tracks?limit=50${cursor && `&cursor=${cursor}`}`),
      );
      names.push(...page.items.map(({ slug }) => slug));
      cursor = page.next_cursor;
    }

    const listed = simulator.truth.tracks().map(({ slug }) => slug);
    expect(names).toHaveLength(listed.length);
    expect(new Set(names)).toEqual(new Set(listed));
  });

  it('are found by a part of name or slug, letter case aside, best match first', async () => {
    const bySlug = dataOf(await get<Page<Track>>(trackside, '/tracks?q=TALLOWICK'));
    const byName = dataOf(await get<Page<Track>>(trackside, '/tracks?q=off%20road%20club'));
    const byOther = dataOf(await get<Page<Track>>(trackside, '/tracks?q=KESTRELHÅVEN'));

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
    const { items } = dataOf(await get<Page<Track>>(trackside, '/tracks?q=fallowridge%20rc'));

    expect(items.map(({ name, slug }) => [name, slug])).toEqual([
      ['Fallowridge RC Raceway', 'fallowridge'],
      ['Fallowridge RC Raceway', 'fallowridge2'],
    ]);
  });

  it('can be favourites, twice without harm, and not any more', async () => {
    const path = `${trackside.url}/api/v1/tracks/${trackId(SLUG)}/favourite`;
    const favourites = async () =>
      dataOf(await get<Page<Track>>(trackside, '/tracks?favourites=true')).items.map((t) => t.slug);

    await fetch(path, { method: 'PUT' });
    const marked = await fetch(path, { method: 'PUT' });
    expect(await marked.json()).toMatchObject({ data: { slug: SLUG, favourite: true } });
    expect(await favourites()).toEqual([SLUG]);

    await fetch(path, { method: 'DELETE' });
    expect(await favourites()).toEqual([]);
  });

  it('stay when a later catalogue lacks them, and are asked for at most once a minute', async () => {
    await query(databaseUrl, "UPDATE catalogue_readings SET fetched_at = now() - interval '1 day'");
    await query(
      databaseUrl,
      `INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
       VALUES ('00000000-0000-5000-8000-000000000001', 'gone', 'Gone RC', 'gone rc', 'idle', false, now())`,
    );
    simulator.requests.clear();

    await post(trackside, '/tracks/sync', {});
    await post(trackside, '/tracks/sync', {});
    const { items } = dataOf(await get<Page<Track>>(trackside, '/tracks?q=gone%20rc'));

    expect(items).toHaveLength(1);
    expect(simulator.requests.counts().by_page.catalogue).toBe(1);
  });

  it('tell their months of practice and last practice day once a calendar was read', async () => {
    const path = `/tracks/${trackId('larchmere')}`;
    const before = dataOf(await get<TrackDetail>(trackside, path));
    await discoverRange(trackside, { track_id: trackId('larchmere') });

    const after = dataOf(await get<TrackDetail>(trackside, path));

    expect(before).toMatchObject({ practice_months: null, last_practice_date: null });
    const days = trueDays(simulator, 'larchmere', daysBefore(today, 180), today);
    expect(after.last_practice_date).toBe(days[0]!.date);
    expect(after.practice_months).toEqual(
      simulator.truth.months('larchmere').toSorted().toReversed(),
    );
  });

  it('are read again when a page bears a new name: the track was renamed', async () => {
    await query(databaseUrl, "UPDATE tracks SET name = 'Old Name' WHERE slug = 'quillstead'");
    await query(databaseUrl, "UPDATE catalogue_readings SET fetched_at = now() - interval '1 day'");

    const result = await discoverRange(trackside, { track_id: trackId('quillstead') });

    expect(result.complete).toBe(true);
    const { name } = dataOf(await get<Track>(trackside, `/tracks/${trackId('quillstead')}`));
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
    const ready = await fetch(`${trackside.url}/readyz`);
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

describe('events', () => {
  const simulator = new Simulator({ tracks: 30 });
  const EVENTFUL = 'marrowgate';
  const track_id = trackId(EVENTFUL);
  let liverc: SimulatorAddress;
  let trackside: Trackside;

  beforeAll(async () => {
    liverc = await simulator.start();
    trackside = await startTrackside(await createDatabase(), liverc);
    await untilCatalogueIsRead(trackside);
    simulator.requests.clear();
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  const discover = async (body: object = {}): Promise<EventsDiscoverResult> =>
    dataOf(await post<EventsDiscoverResult>(trackside, '/events/discover', { track_id, ...body }));

  it('are discovered with one page, equal to LiveRC’s list, junk dates told as unknown', async () => {
    const { new_events, existing_events } = await discover();

    const truth = simulator.truth.events(EVENTFUL);
    expect(existing_events).toEqual([]);
    expect(new_events).toHaveLength(truth.length);
    const byId = new Map(new_events.map((event) => [event.source_event_id, event]));
    for (const event of truth) {
      expect(byId.get(event.source_event_id)).toMatchObject({
        name: event.name,
        start_date: event.start_date,
        end_date: event.end_date,
        entries: event.entries,
        drivers: event.drivers,
        imported: false,
      });
    }
    expect(pagesAsked(simulator)).toBe(1);
  });

  it('are asked for once in 24 hours, again on refresh, at most once a minute', async () => {
    await discover();
    simulator.requests.clear();
    await discover();
    expect(pagesAsked(simulator)).toBe(0);

    await discover({ refresh: true });
    await discover({ refresh: true });
    expect(pagesAsked(simulator)).toBe(1);
  });

  it('are imported from the list last read; twice changes nothing', async () => {
    const range = { start_date: daysBefore(today, 360), end_date: today };
    const [first, second] = (await discover(range)).new_events;
    simulator.requests.clear();
    const body = { track_id, source_event_ids: [first!.source_event_id, second!.source_event_id] };

    const once = dataOf(await post<EventsImportResult>(trackside, '/events/import', body));
    const twice = dataOf(await post<EventsImportResult>(trackside, '/events/import', body));
    const later = await discover(range);

    expect(once.imported).toBe(2);
    expect(twice.imported).toBe(0);
    expect(twice.events).toEqual(once.events);
    expect(later.existing_events.map((event) => event.id)).toEqual([first!.id, second!.id]);
    expect(later.new_events.map((event) => event.id)).not.toContain(first!.id);
    expect(pagesAsked(simulator)).toBe(0);
  });

  it('that LiveRC does not name are refused, and none of the others is imported', async () => {
    const [fresh] = (await discover()).new_events;
    const body = { track_id, source_event_ids: [fresh!.source_event_id, '999999999999'] };

    const answer = await post(trackside, '/events/import', body);

    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({
      error: { code: 'NOT_FOUND', message: expect.stringContaining('999999999999') },
    });
    const { existing_events } = await discover();
    expect(existing_events.map((event) => event.id)).not.toContain(fresh!.id);
  });

  it('of several days are found in a range that touches one of them', async () => {
    const long = (await discover()).new_events.find(
      (event) => event.start_date !== null && event.start_date !== event.end_date,
    )!;

    const found = dataOf(
      await get<EventsSearchResult>(
        trackside,
        `/events/search?track_id=${track_id}&start_date=${long.end_date}&end_date=${long.end_date}`,
      ),
    );

    expect(found.events.map((event) => event.id)).toContain(long.id);
  });

  it('are truly none for a track without any, and an error for a page that is none', async () => {
    const none = dataOf(
      await post(trackside, '/events/discover', { track_id: trackId('larchmere') }),
    );
    simulator.faults.set([{ match: { page: 'events' }, effect: { type: 'unrelated-page' } }]);
    const changed = await post(trackside, '/events/discover', { track_id: trackId('quillstead') });
    simulator.faults.clear();

    expect(none).toEqual({ new_events: [], existing_events: [] });
    expect(changed.status).toBe(502);
    expect(changed.body).toMatchObject({ error: { code: 'LIVERC_PAGE_CHANGED' } });
  });
});

describe('searching what is known', () => {
  const simulator = new Simulator({ tracks: 30 });
  const track_id = trackId(SLUG);
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: Trackside;

  beforeAll(async () => {
    liverc = await simulator.start();
    databaseUrl = await createDatabase();
    trackside = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(trackside);
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  const search = async (): Promise<EventsSearchResult> =>
    dataOf(await get(trackside, `/events/search?track_id=${track_id}&include_practice_days=true`));

  it('knows nothing at first, and asks LiveRC for nothing', async () => {
    simulator.requests.clear();

    expect(await search()).toEqual({
      track: expect.objectContaining({ slug: SLUG }),
      events: [],
      practice_days: [],
      discovered_practice_days: [],
      practice_range_min: null,
      practice_range_max: null,
      covered_months: [],
    });
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('leaves practice out unless asked for it', async () => {
    const found = dataOf(
      await get<EventsSearchResult>(trackside, `/events/search?track_id=${track_id}`),
    );

    expect(Object.keys(found)).toEqual(['track', 'events']);
  });

  it('gives discovered days at once, also when LiveRC is down and they have expired', async () => {
    const days = trueDays(simulator, SLUG, daysBefore(today, 180), today);
    await discoverRange(trackside, { track_id });
    await query(databaseUrl, "UPDATE practice_months SET fetched_at = now() - interval '1 year'");
    simulator.requests.clear();

    const found = await search();

    const plain = found.discovered_practice_days!.map(({ fetched_at, ...day }) => {
      expect(fetched_at).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
      return day;
    });
    expect(plain).toEqual(days);
    expect(found.practice_range_max).toBe(days[0]!.date);
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('tells imported days apart, and which months they cover', async () => {
    await discoverRange(trackside, { track_id, refresh: true });
    const month = trueDays(simulator, SLUG, daysBefore(today, 180), daysBefore(today, 60))[0]!.date;
    const name = month.slice(0, 7);
    await query(
      databaseUrl,
      `UPDATE practice_days SET imported_at = now() WHERE date::text LIKE '${name}%'`,
    );

    const found = await search();

    const imported = trueDays(simulator, SLUG, `${name}-01`, `${name}-31`);
    expect(found.practice_days!.map(({ event_id: _, ...day }) => day)).toEqual(imported);
    expect(found.discovered_practice_days!.filter((d) => d.date.startsWith(name))).toEqual([]);
    expect(found.covered_months).toContainEqual({
      year: Number(name.slice(0, 4)),
      month: Number(name.slice(5)),
    });
  });

  it('leaves covered months out of a discovery that asks for it', async () => {
    const restarted = await startTrackside(databaseUrl, liverc);
    const [imported] = (await search()).practice_days!;
    const name = imported!.date.slice(0, 7);

    const result = await discoverRange(restarted, { track_id, skip_covered: true });
    await restarted.close();

    const state = result.months.find(
      ({ year, month }) => `${year}-${String(month).padStart(2, '0')}` === name,
    );
    expect(state).toMatchObject({ status: 'complete', covered: true });
    expect(result.practice_days.filter((day) => day.date.startsWith(name))).toEqual([]);
    expect(result.practice_days.length).toBeGreaterThan(0);
  });
});
