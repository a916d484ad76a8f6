import type { DiscoverRangeResult, SuccessEnvelope, Track } from '@trackside/contracts';
import { importDay, ingest, newestDays } from './support/imports.js';
import { dataOf, discoverRange } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { overTheWire, textOf, type WireAnswer, type WireRequest } from './support/wire.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const RANGE = { track_id, start_date: '2025-09-01', end_date: '2025-10-31' };
const DISCOVER = '/api/v1/practice-days/discover-range';
const CHROME = 'gzip, deflate, br, zstd';

describe('an answer', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 150, today: '2025-10-31' } });
  const { simulator } = stage;
  let dayId: string;
  let jobId: string;

  beforeAll(async () => {
    await discoverRange(stage, RANGE);
    const [date] = newestDays(simulator, SLUG, 1);
    dayId = await importDay(stage, SLUG, date!);
    jobId = dataOf(await ingest(stage, SLUG, date!)).job_id;
  });

  const take = (
    path: string,
    accepted?: string,
    { headers = {}, ...request }: WireRequest = {},
  ): Promise<WireAnswer> => {
    const all = { ...headers, ...(accepted === undefined ? {} : { 'accept-encoding': accepted }) };
    return overTheWire(stage, path, { ...request, headers: all });
  };
  const dataIn = <T>(answer: WireAnswer): T =>
    (JSON.parse(textOf(answer)) as SuccessEnvelope<T>).data;

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['zstd', 'zstd'],
    [CHROME, 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0.2, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'gzip'],
    ['GZIP', 'gzip'],
    ['compress, gzip', 'gzip'],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['*;q=0', undefined],
    ['gzip;q=0', undefined],
    ['compress, pack200-gzip', undefined],
    ['', undefined],
    [',;,=;q', undefined],
    [undefined, undefined],
  ])('to "%s" is encoded as %s, and is the same', async (accepted, encoding) => {
    const plain = await take('/api/v1/tracks?limit=100');
    const answer = await take('/api/v1/tracks?limit=100', accepted);

    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.headers['vary']).toBe('accept-encoding');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['x-request-id']).toEqual(expect.any(String));
    expect(textOf(answer)).toBe(textOf(plain));
    expect(dataIn<{ items: Track[] }>(answer).items).toHaveLength(100);
    if (encoding) expect(answer.bytes.length * 3).toBeLessThan(plain.bytes.length);
  });

  it.each([
    ['of a discovery', DISCOVER, { method: 'POST', body: RANGE }],
    ['of metrics', '/metrics', {}],
    ['of the API’s description', '/api/openapi.json', {}],
    ['of its page', '/api/docs', {}],
    ['of the script of its page', '/api/docs/swagger-ui-bundle.js', {}],
  ])('%s is compressed', async (_, path, request) => {
    const plain = await take(path, undefined, request);
    const answer = await take(path, CHROME, request);

    expect(answer.headers['content-encoding']).toBe('br');
    expect(answer.headers['content-type']).toBe(plain.headers['content-type']);
    expect(answer.bytes.length * 2).toBeLessThan(plain.bytes.length);
  });

  it('of a discovery has the same days compressed', async () => {
    const request = { method: 'POST', body: RANGE };
    const daysIn = (answer: WireAnswer) => dataIn<DiscoverRangeResult>(answer).practice_days;

    const days = daysIn(await take(DISCOVER, undefined, request));

    expect(days.length).toBeGreaterThan(0);
    for (const encoding of ['br', 'gzip', 'zstd']) {
      expect(daysIn(await take(DISCOVER, encoding, request))).toEqual(days);
    }
  });

  it('that is small, a failure or empty is whole', async () => {
    const alive = await take('/healthz', CHROME);
    const unknown = await take('/api/v1/tracks/nope', CHROME);
    const nothing = await take('/nothing', CHROME);
    const fields = Array.from({ length: 60 }, (_, index) => `field_${index}=1`).join('&');
    const refused = await take(`/api/v1/tracks?${fields}`, 'gzip');

    expect(alive.headers['content-encoding']).toBeUndefined();
    expect(textOf(alive)).toContain('alive');
    expect([unknown.status, nothing.status]).toEqual([400, 404]);
    expect(JSON.parse(textOf(unknown))).toMatchObject({ success: false });
    expect(JSON.parse(textOf(nothing))).toMatchObject({ success: false });
    expect([refused.status, refused.headers['content-encoding']]).toEqual([400, 'gzip']);
    expect(textOf(refused)).toContain('field_59');
  });

  it('to HEAD has no body, and no length that GET would not have', async () => {
    const compressed = await take('/api/v1/tracks?limit=100', CHROME, { method: 'HEAD' });
    const plain = await take('/api/v1/tracks?limit=100', undefined, { method: 'HEAD' });
    const { bytes } = await take('/api/v1/tracks?limit=100');

    expect([compressed.status, compressed.bytes.length]).toEqual([200, 0]);
    expect(compressed.headers['content-length']).toBeUndefined();
    expect(compressed.headers['vary']).toBe('accept-encoding');
    expect(plain.headers['content-length']).toBe(String(bytes.length));
  });

  it('to a body that is said to be compressed is as ever: nothing is unpacked', async () => {
    const plain = await take(DISCOVER, undefined, { method: 'POST', body: RANGE });
    const told = await take(DISCOVER, undefined, {
      method: 'POST',
      body: RANGE,
      headers: { 'content-encoding': 'gzip' },
    });

    expect([plain.status, told.status]).toEqual([200, 200]);
  });

  it.each([
    ['of a job', () => `/jobs/${jobId}/events`],
    ['of a discovery', () => `/practice-days/discover-range/stream?${new URLSearchParams(RANGE)}`],
  ])('that is a stream %s is never compressed', async (_, path) => {
    const answer = await take(`/api/v1${path()}`, CHROME);

    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-cache, no-transform');
    expect(answer.bytes.toString()).toContain('event: done');
  });

  it.each(['csv', 'json', 'ndjson'])(
    'that is a download as %s is compressed with gzip, and whole',
    async (format) => {
      const path = `/api/v1/practice-days/${dayId}/export?format=${format}`;

      const plain = await take(path);
      const answer = await take(path, CHROME);

      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(answer.headers['content-encoding']).toBe('gzip');
      expect(answer.bytes.length * 4).toBeLessThan(plain.bytes.length);
      expect((await take(path, 'br')).headers['content-encoding']).toBeUndefined();
      expect(textOf(answer)).toBe(textOf(plain));
      expect(answer.headers['content-disposition']).toBe(plain.headers['content-disposition']);
    },
  );
});

describe('a stream of records to a client that takes compressed answers', () => {
  const stage = trackside({ simulator: { tracks: 30, today: '2025-10-31' } });
  const headers = { 'accept-encoding': 'gzip, br' };

  it.each([
    ['events', `${DISCOVER}/stream?${new URLSearchParams(RANGE)}`, { headers }],
    ['lines', DISCOVER, { headers, method: 'POST', body: { ...RANGE, stream: true } }],
  ])('gives the newest month as %s while an older one hangs', async (_, path, request) => {
    const { faults } = stage.simulator;
    faults.set([{ match: { month: '2025-09' }, effect: { type: 'hang' } }]);

    const begun = await overTheWire(stage, path, request, (bytes) =>
      bytes.includes('"type":"month"'),
    );

    expect(begun.headers['content-encoding']).toBeUndefined();
    expect(begun.bytes.toString()).toContain('"month":10');
    expect(begun.bytes.toString()).not.toContain('"type":"done"');
  });
});
