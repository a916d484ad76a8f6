import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { Clock } from '@trackside/calendar';
import { KeptAnswerStore } from '../../libs/idempotency/src/kept-answer-store.js';
import { OldAnswers } from '../../libs/idempotency/src/old-answers.js';
import { newestDays } from './support/imports.js';
import { trackside } from './support/trackside-fixture.js';
import { type Reachable, startTrackside, trackId, type Trackside } from './support/trackside.js';

const SLUG = 'marrowgate';
const DAY_MS = 86_400_000;

describe('a request that bears an Idempotency-Key', () => {
  const stage = trackside({ simulator: { tracks: 30, today: '2025-10-31' } });
  const { simulator } = stage;
  let date: string;
  let second: Trackside | null = null;

  beforeAll(() => {
    [date] = newestDays(simulator, SLUG, 1) as [string];
  });
  afterEach(async () => {
    await second?.close();
    second = null;
  });

  const send = (
    path: string,
    body: object,
    key: string,
    at: Reachable = stage,
  ): Promise<Response> =>
    at.agent
      .post(`/api/v1${path}`)
      .set('Idempotency-Key', key)
      .send(body)
      .then((answer) => answer);
  const ingest = (key: string, at?: Reachable) =>
    send('/practice-days/ingest', { track_id: trackId(SLUG), date }, key, at);
  const isReplayed = ({ headers }: Response): boolean => headers['idempotency-replayed'] === 'true';
  const jobs = async (): Promise<number> => (await stage.query('SELECT FROM import_jobs')).length;

  it('is answered as it was the first time, without being done again', async () => {
    const key = randomUUID();
    const first = await ingest(key);
    const again = await ingest(key);

    expect([first.status, isReplayed(first)]).toEqual([201, false]);
    expect([again.status, isReplayed(again)]).toEqual([201, true]);
    expect(again.body).toEqual(first.body);
    expect(await jobs()).toBe(1);
    // Without the key the same request is another one: the day is read again.
    expect((await ingest(randomUUID())).status).toBe(200);
  });

  const track_id = trackId(SLUG);
  const range = { track_id, start_date: '2025-09-01', end_date: '2025-10-31' };

  it.each<[string, object, number]>([
    ['/practice-days/ingest-range', range, 202],
    ['/practice-days/discover', { track_id, year: 2025, month: 10 }, 200],
    ['/practice-days/discover-range', range, 200],
    ['/events/discover', { track_id }, 200],
  ])('is answered so by %s', async (path, body, status) => {
    const key = randomUUID();
    const first = await send(path, body, key);
    const again = await send(path, Object.fromEntries(Object.entries(body).reverse()), key);

    expect([first.status, isReplayed(first)]).toEqual([status, false]);
    expect([again.status, isReplayed(again)]).toEqual([status, true]);
    expect(again.text).toBe(first.text);
  });

  it('imports events once', async () => {
    const { body } = await send('/events/discover', { track_id }, randomUUID());
    const [event] = (body as { data: { new_events: { source_event_id: string }[] } }).data
      .new_events;
    const wanted = { track_id, source_event_ids: [event!.source_event_id] };
    const key = randomUUID();
    const first = await send('/events/import', wanted, key);
    const again = await send('/events/import', wanted, key);

    expect(isReplayed(again)).toBe(true);
    expect(again.text).toBe(first.text);
    expect(first.body).toMatchObject({ data: { imported: 1 } });
  });

  it('waits for its twin, and is answered as that is', async () => {
    const key = randomUUID();
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 300 } }]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ingest(key)));
    const [one] = answers.filter((answer) => !isReplayed(answer));

    expect(answers.map(isReplayed).sort()).toEqual([false, true, true, true, true]);
    for (const { status, body } of answers) expect([status, body]).toEqual([201, one!.body]);
  });

  it('waits for its twin at another replica, too', async () => {
    second = await startTrackside(stage.databaseUrl, stage.liverc);
    const key = randomUUID();
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 300 } }]);
    const replicas = [stage, second, stage, second];
    const answers = await Promise.all(replicas.map((replica) => ingest(key, replica)));
    const [one] = answers.filter((answer) => !isReplayed(answer));

    expect(answers.map(isReplayed).sort()).toEqual([false, true, true, true]);
    for (const { status, body } of answers) expect([status, body]).toEqual([201, one!.body]);
    expect(isReplayed(await ingest(key, second))).toBe(true);
  });

  it('is done although its client has left, and the next one is told of it', async () => {
    const key = randomUUID();
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 500 } }]);
    simulator.requests.clear();
    const leaving = stage.agent
      .post('/api/v1/practice-days/ingest')
      .set('Idempotency-Key', key)
      .send({ track_id, date });
    leaving.end(() => undefined);
    await stage.until(() => (simulator.requests.counts().by_page.day ?? 0) > 0);
    leaving.abort();

    const next = await ingest(key);
    expect([next.status, isReplayed(next)]).toEqual([201, true]);
    expect(await jobs()).toBe(1);
  });

  it('is a conflict where the key belongs to another request', async () => {
    const key = randomUUID();
    await ingest(key);
    const other = { track_id, date: '2025-10-01' };

    for (const [path, body] of [
      ['/practice-days/ingest', other],
      ['/practice-days/ingest-range', range],
    ] as const) {
      const { status, body: told } = await send(path, body, key);
      expect([status, told]).toEqual([409, expect.objectContaining({ success: false })]);
      expect((told as { error: object }).error).toEqual({
        code: 'CONFLICT',
        message: expect.stringContaining(`"${key}" belongs to another request`),
      });
    }
  });

  it.each([
    ['too long', 'k'.repeat(129)],
    ['not printable', 'kéy'],
    ['empty', ''],
  ])('is refused where the key is %s', async (_, key) => {
    const { status, body } = await ingest(key);

    expect(status).toBe(400);
    expect((body as { error: object }).error).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ field: 'Idempotency-Key', message: 'must be 1 to 128 printable characters' }],
    });
  });

  it('may bear the longest key there is', async () => {
    expect((await ingest('~'.repeat(128))).status).toBe(201);
  });

  it('is done again where it failed', async () => {
    const key = randomUUID();
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'status', status: 404 } }]);
    const failed = await ingest(key);
    simulator.faults.clear();
    await stage.until(async () => (await ingest(key)).status === 201);

    expect(failed.status).toBeGreaterThanOrEqual(500);
    expect(isReplayed(await ingest(key))).toBe(true);
  });

  it('streams anew each time', async () => {
    const key = randomUUID();
    const streams = [
      await send('/practice-days/discover-range', { ...range, stream: true }, key),
      await send('/practice-days/discover-range', { ...range, stream: true }, key),
    ];

    expect(streams.map(isReplayed)).toEqual([false, false]);
    for (const { text } of streams) expect(text).toContain('"type":"done"');
  });

  it('is another one a day later, and the old answer is forgotten', async () => {
    const key = randomUUID();
    await ingest(key);
    const clock = stage.app.get(Clock, { strict: false });
    clock.now = () => new Date(Date.now() + DAY_MS + 1_000);
    const store = stage.app.get(KeptAnswerStore, { strict: false });

    expect(await store.find('local', key, new Date(0))).not.toBeNull();
    await stage.app.get(OldAnswers, { strict: false }).forget();
    expect(await store.find('local', key, new Date(0))).toBeNull();
    const later = await ingest(key);
    expect([later.status, isReplayed(later)]).toEqual([200, false]);
  });
});
