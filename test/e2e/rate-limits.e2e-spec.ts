import type { DiscoverRangeResult } from '@trackside/contracts';
import { Clock } from '@trackside/calendar';
import { type Browser, keyOf, newBrowser, newcomer, PASSWORD, withKey } from './support/people.js';
import { openStream } from './support/opened-stream.js';
import { startTrackside, trackId } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';

const LIMITS = {
  AUTH_MODE: 'required',
  RATE_LIMIT_REQUESTS_PER_MINUTE: '30',
  RATE_LIMIT_COLD_MONTHS_PER_HOUR: '4',
  RATE_LIMIT_IMPORTS_PER_HOUR: '3',
  RATE_LIMIT_STREAMS: '2',
};
const TRACK = trackId('tallowick');
const LIVE = `/api/v1/practice-days/live/stream?track_id=${TRACK}`;

const bearer = ({ secret }: { secret: string }) => ({ authorization: `Bearer ${secret}` });

describe('what one user may have', () => {
  const stage = trackside({ environment: LIMITS });
  let ada: Browser;

  beforeEach(async () => {
    ada = await newcomer(stage, 'ada@club.example');
  });

  /** The rest of the allowance of requests, as an answer tells it. */
  const left = (headers: Record<string, string>): number =>
    Number(/^"requests";r=(\d+);t=\d+$/.exec(headers['ratelimit']!)![1]);

  it('is told in every answer', async () => {
    const first = await ada.get('/api/v1/tracks').expect(200);
    const second = await ada.get('/api/v1/tracks').expect(200);

    expect(first.headers['ratelimit-policy']).toBe('"requests";q=30;w=60');
    expect(left(second.headers)).toBe(left(first.headers) - 1);
  });

  it('is refused with 429 beyond, until the minute is over, and to no one else', async () => {
    const eve = await newcomer(stage, 'eve@club.example');
    const answers = await Promise.all(Array.from({ length: 40 }, () => ada.get('/api/v1/tracks')));

    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(refused[0]!.body.error).toMatchObject({ code: 'RATE_LIMITED' });
    const wait = Number(refused[0]!.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    await eve.get('/api/v1/tracks').expect(200);

    stage.app.get(Clock, { strict: false }).now = () => new Date(Date.now() + wait * 1000);
    await ada.get('/api/v1/tracks').expect(200);
  });

  it('is the same for all keys and browsers of a user, at every process', async () => {
    const key = await keyOf(ada, ['read']);
    const other = await startTrackside(stage.databaseUrl, stage.liverc, LIMITS);

    const one = await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);
    const two = await withKey(other.agent.get('/api/v1/tracks'), key).expect(200);
    const three = await ada.get('/api/v1/tracks').expect(200);

    expect(left(two.headers)).toBe(left(one.headers) - 1);
    expect(left(three.headers)).toBe(left(one.headers) - 2);
    await other.close();
  });

  it('counts the months that LiveRC has to be asked for, and none that is known', async () => {
    const discover = (start: string, end: string) =>
      ada
        .post('/api/v1/practice-days/discover-range')
        .send({ track_id: TRACK, start_date: start, end_date: end });

    await discover('2025-08-01', '2025-10-31').expect(200);
    await discover('2025-08-01', '2025-10-31').expect(200);
    const partly = await discover('2025-04-01', '2025-10-31').expect(200);
    const { months, complete } = partly.body.data as DiscoverRangeResult;
    const failed = months.filter(({ status }) => status === 'failed');

    expect(complete).toBe(false);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]!.error).toMatchObject({
      code: 'RATE_LIMITED',
      retry_after_seconds: expect.any(Number),
    });
    const known = months.filter(({ year, month }) => year === 2025 && month >= 8);
    expect(known.map(({ status }) => status)).toEqual(['complete', 'complete', 'complete']);
    const none = await discover('2024-01-01', '2024-01-31').expect(429);
    expect(none.body.error.code).toBe('RATE_LIMITED');
  });

  it('counts them for a discovery in the background before it begins', async () => {
    const search = (start: string) =>
      ada.get('/api/v1/events/search').query({
        track_id: TRACK,
        start_date: start,
        end_date: '2025-10-31',
        mode: 'timeline',
      });

    const { body } = await search('2025-01-01').expect(429);

    expect(body.error.message).toContain('ask for less at once');
    await search('2025-09-01').expect(200);
    await search('2025-09-01').expect(200);
  });

  it('counts imports, a range by the days in it', async () => {
    const dates = ['2025-10-25', '2025-10-12', '2025-10-11', '2025-10-04'];
    const ingest = (body: object) =>
      ada.post('/api/v1/practice-days/ingest-range').send({ track_id: TRACK, ...body });

    const all = await ingest({ dates }).expect(429);
    expect(all.headers['ratelimit']).toMatch(/^"imports";r=3;/);
    await ingest({ dates: dates.slice(0, 3) }).expect(202);
    await ada
      .post('/api/v1/practice-days/ingest')
      .send({ track_id: TRACK, date: dates[0] })
      .expect(429);
  });

  it('has so many streams open at once, and a place again when one is left', async () => {
    const key = await keyOf(ada, ['read', 'discover', 'import']);
    const other = await startTrackside(stage.databaseUrl, stage.liverc, LIMITS);
    const follow = (url: string) => openStream(`${url}${LIVE}`, bearer(key));
    const first = await follow(stage.url);
    const second = await follow(other.url);
    expect([first.status, second.status]).toEqual([200, 200]);

    const third = await follow(stage.url);
    expect(third.status).toBe(429);
    await first.leave();
    await stage.until(async () => (await follow(other.url)).status === 200);

    await second.leave();
    await other.close();
  });

  it('does not hold for who stops a process: its places are free a minute later', async () => {
    await stage.query(`
      INSERT INTO open_streams (id, user_id, expires_at)
      SELECT gen_random_uuid(), users.id, now() - interval '1 second'
      FROM users CROSS JOIN generate_series(1, 5)`);
    const key = await keyOf(ada, ['import']);

    const stream = await openStream(`${stage.url}${LIVE}`, bearer(key));

    expect(stream.status).toBe(200);
    await stream.leave();
  });

  it('lets nobody try passwords for long', async () => {
    const browser = newBrowser(stage);
    const signIn = (password: string) =>
      browser.post('/api/v1/auth/sign-in/email').send({ email: 'ada@club.example', password });
    const statuses = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      statuses.push((await signIn(`guess number ${attempt}`)).status);
    }

    expect(statuses.at(0)).toBe(401);
    expect(statuses.at(-1)).toBe(429);
    const { body } = await signIn(PASSWORD).expect(429);
    expect(body.error.message).toContain('attempts to sign in');
  });
});

describe('a stream', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  let ada: Browser;

  beforeEach(async () => {
    ada = await newcomer(stage, 'ada@club.example');
  });

  const address = () => `${stage.url}${LIVE}`;

  it('ends when its browser signs out', async () => {
    const test = ada.get('/api/v1/me');
    await test;
    const { cookies } = test as unknown as { cookies: string };
    const stream = await openStream(address(), { cookie: cookies, origin: stage.url });
    expect(stream.status).toBe(200);

    await ada.post('/api/v1/auth/sign-out').expect(200);

    await stream.ended;
    expect(stream.isOpen()).toBe(false);
  });

  it('ends when its key is revoked, also at another process, and others go on', async () => {
    const other = await startTrackside(stage.databaseUrl, stage.liverc, {
      AUTH_MODE: 'required',
    });
    const [gone, kept] = [
      await keyOf(ada, ['import'], { name: 'gone' }),
      await keyOf(ada, ['import'], { name: 'kept' }),
    ];
    const ending = await openStream(`${other.url}${LIVE}`, bearer(gone));
    const going = await openStream(address(), bearer(kept));

    await ada.delete(`/api/v1/api-keys/${gone.id}`).expect(200);

    await ending.ended;
    expect(ending.isOpen()).toBe(false);
    expect(going.isOpen()).toBe(true);
    await going.leave();
    await other.close();
  });
});
