import { importDay, newestDays } from './support/imports.js';
import { discoverRange, post, put, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { overTheWire, textOf, type WireAnswer, type WireRequest } from './support/wire.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const RANGE = { track_id, start_date: '2025-09-01', end_date: '2025-10-31' };

describe('a read', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 30, today: '2025-10-31' } });
  let day: string;
  let session: string;
  let driver: string;

  beforeAll(async () => {
    await discoverRange(stage, RANGE);
    await post(stage, '/events/discover', { track_id });
    const [date] = newestDays(stage.simulator, SLUG, 1);
    day = await importDay(stage, SLUG, date!);
    const [found] = await stage.query<{ id: string; driver_name: string }>(
      `SELECT id, driver_name FROM practice_sessions WHERE day_id = '${day}' AND position = 0`,
    );
    session = found!.id;
    driver = encodeURIComponent(found!.driver_name);
  });

  const take = (path: string, request?: WireRequest): Promise<WireAnswer> =>
    overTheWire(stage, `/api/v1${path}`, request);
  const askAgain = (path: string, tag: string, method?: string): Promise<WireAnswer> =>
    take(path, { method, headers: { 'if-none-match': tag } });
  const tagOf = async (path: string): Promise<string> => (await take(path)).headers['etag']!;

  const search = `/events/search?${new URLSearchParams({ ...RANGE, include_practice_days: 'true' })}`;
  const READS: [string, () => string][] = [
    ['of tracks', () => '/tracks?limit=100'],
    ['of a track', () => `/tracks/${track_id}`],
    ['of a search', () => search],
    ['of found practice days', () => `/practice-days/search?${new URLSearchParams(RANGE)}`],
    ['of an imported day', () => `/practice-days/${day}`],
    ['of its sessions', () => `/practice-days/${day}/sessions?include_laps=true`],
    ['of laps', () => `/practice-days/${day}/sessions/${session}/laps`],
    ['of drivers of a track', () => `/tracks/${track_id}/drivers?limit=5`],
    ['of sessions of any days', () => `/practice-sessions?ids=${session}`],
    ['of a driver', () => `/drivers?track_id=${track_id}&name=${driver}`],
  ];

  it.each(READS)('%s is sent once to a client that keeps it', async (_, path) => {
    const first = await take(path());
    const again = await askAgain(path(), first.headers['etag']!);
    const told = await askAgain(path(), first.headers['etag']!, 'HEAD');

    expect([first.status, first.headers['cache-control']]).toEqual([200, 'private, no-cache']);
    expect(first.headers['etag']).toMatch(/^W\/"[\w-]{43}"$/);
    for (const { status, headers, bytes } of [again, told]) {
      expect([status, bytes.length]).toEqual([304, 0]);
      expect(headers['etag']).toBe(first.headers['etag']);
      expect(headers['cache-control']).toBe('private, no-cache');
      expect(headers['vary']).toBe('accept-encoding');
      expect(headers['content-type']).toBeUndefined();
      expect(headers['content-length']).toBeUndefined();
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers['x-request-id']).toEqual(expect.any(String));
      expect(headers['content-security-policy']).toContain("default-src 'none'");
    }
  });

  it('is the same one in each encoding', async () => {
    const path = '/tracks?limit=100';
    const answers = await Promise.all(
      ['identity', 'br', 'gzip', 'zstd'].map((encoding) =>
        take(path, { headers: { 'accept-encoding': encoding } }),
      ),
    );
    const again = await take(path, {
      headers: { 'accept-encoding': 'br', 'if-none-match': answers[2]!.headers['etag']! },
    });

    expect(new Set(answers.map(({ headers }) => headers['content-encoding'])).size).toBe(4);
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(1);
    expect(again.status).toBe(304);
  });

  it.each([
    ['alone', (tag: string) => tag],
    ['as a strong one', (tag: string) => tag.slice(2)],
    ['among others', (tag: string) => `"older", ${tag},W/"other"`],
    ['as any', () => '*'],
  ])('is not sent to one who names it %s', async (_, nameIt) => {
    const { status, bytes } = await askAgain(search, nameIt(await tagOf(search)));

    expect([status, bytes.length]).toEqual([304, 0]);
  });

  it.each([
    ['another one', () => 'W/"another"'],
    ['a part of it', (tag: string) => `${tag.slice(0, -4)}"`],
    ['it without quotes', (tag: string) => tag.slice(3, -1)],
    ['it in lower case', (tag: string) => tag.toLowerCase().replace('w/', 'W/')],
    ['nothing', () => ''],
    ['a star among others', () => '"older", *'],
  ])('is sent whole to one who names %s', async (_, nameIt) => {
    const answer = await askAgain(search, nameIt(await tagOf(search)));

    expect(answer.status).toBe(200);
    expect(JSON.parse(textOf(answer))).toMatchObject({ success: true });
  });

  const CHANGES: [string, string, () => string][] = [
    ['a name', 'sessions', () => `practice_sessions SET driver_name = driver_name || 'x'`],
    ['a figure', 'sessions', () => `practice_sessions SET consistency_percent = 12.34`],
    ['a lap', 'sessions', () => `practice_laps SET is_valid = NOT is_valid`],
    ['a lap', 'laps', () => `practice_laps SET lap_time_seconds = lap_time_seconds + 0.001`],
  ];

  it.each(CHANGES)('is another one after %s changed: of %s', async (_, what, change) => {
    const path = READS.find(([title]) => title.endsWith(what))![1]();
    const before = await take(path);
    const key = change().startsWith('practice_laps') ? 'session_id' : 'id';
    await stage.query(`UPDATE ${change()} WHERE ${key} = '${session}'`);

    const after = await askAgain(path, before.headers['etag']!);

    expect(after.status).toBe(200);
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    expect(textOf(after)).not.toBe(textOf(before));
    expect((await askAgain(path, after.headers['etag']!)).status).toBe(304);
  });

  it('is another one after the user has changed it, and the first one after that is undone', async () => {
    const paths = ['/tracks?limit=100', `/tracks/${track_id}`];
    const before = await Promise.all(paths.map(tagOf));
    await put(stage, `/tracks/${track_id}/favourite`);
    const changed = await Promise.all(paths.map((path, at) => askAgain(path, before[at]!)));
    await remove(stage, `/tracks/${track_id}/favourite`);
    const undone = await Promise.all(paths.map((path, at) => askAgain(path, before[at]!)));

    expect(changed.map(({ status }) => status)).toEqual([200, 200]);
    expect(undone.map(({ status }) => status)).toEqual([304, 304]);
  });

  it('is another one after a day was imported', async () => {
    const paths = [search, `/practice-days/search?${new URLSearchParams(RANGE)}`];
    const before = await Promise.all(paths.map(tagOf));
    const [, second] = newestDays(stage.simulator, SLUG, 2);
    await importDay(stage, SLUG, second!);

    const after = await Promise.all(paths.map((path, at) => askAgain(path, before[at]!)));

    expect(after.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('is documented with its 304, and nothing else is', async () => {
    const { paths } = JSON.parse(textOf(await overTheWire(stage, '/api/openapi.json'))) as {
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
    };
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => '304' in responses)
        .map(([method]) => `${method} ${path.replace('/api/v1', '')}`),
    );

    expect(documented.sort()).toEqual([
      'get /drivers',
      'get /events/search',
      'get /events/{event_id}',
      'get /events/{event_id}/changes',
      'get /events/{event_id}/entries',
      'get /events/{event_id}/races',
      'get /events/{event_id}/rankings',
      'get /practice-days/search',
      'get /practice-days/{event_id}',
      'get /practice-days/{event_id}/changes',
      'get /practice-days/{event_id}/sessions',
      'get /practice-days/{event_id}/sessions/{id}/laps',
      'get /practice-sessions',
      'get /races/{race_id}',
      'get /races/{race_id}/laps',
      'get /tracks',
      'get /tracks/{id}',
      'get /tracks/{id}/drivers',
    ]);
  });

  it('that fails is no unchanged one', async () => {
    const unknown = await askAgain(`/practice-days/${track_id}`, '*');
    const wrong = await askAgain('/tracks?limit=none', '*');

    expect([unknown.status, wrong.status]).toEqual([404, 400]);
    for (const answer of [unknown, wrong]) {
      expect(answer.headers['etag']).toBeUndefined();
      expect(JSON.parse(textOf(answer))).toMatchObject({ success: false });
    }
  });

  it.each([
    ['/healthz', {}],
    ['/readyz', {}],
    ['/metrics', {}],
    ['/api/v1/status', {}],
    ['/api/v1/practice-days/discover-range', { method: 'POST', body: RANGE }],
    [`/api/v1/practice-days/discover-range/stream?${new URLSearchParams(RANGE)}`, {}],
    [`/api/v1/events/search/export?track_id=${track_id}&format=csv`, {}],
  ])('of %s is always whole', async (path, request) => {
    const headers = { 'if-none-match': '*' };
    const answer = await overTheWire(stage, path, { ...request, headers });

    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBeUndefined();
    expect(answer.bytes.length).toBeGreaterThan(0);
  });
});
