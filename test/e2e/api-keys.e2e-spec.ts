import { Clock } from '@trackside/calendar';
import type { ApiKey, NewApiKey } from '@trackside/contracts';
import { type Browser, keyOf, newcomer, withKey } from './support/people.js';
import { trackside } from './support/trackside-fixture.js';

const DAY_MS = 86_400_000;

describe('an API key', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  let ada: Browser;

  beforeEach(async () => {
    ada = await newcomer(stage, 'ada@club.example', 'admin');
  });

  const listed = async (browser = ada): Promise<ApiKey[]> =>
    (await browser.get('/api/v1/api-keys').expect(200)).body.data.items as ApiKey[];

  it('tells its secret once, and lists itself without', async () => {
    const made = await ada
      .post('/api/v1/api-keys')
      .send({ name: 'results board', scopes: ['read', 'discover'] })
      .expect(201);
    const key = made.body.data as NewApiKey;

    expect(key.secret).toMatch(/^trk_[\w-]{43}$/);
    expect(key.secret.startsWith(key.prefix)).toBe(true);
    expect(made.headers['cache-control']).toBe('no-store');
    const { secret, ...shown } = key;
    expect(await listed()).toEqual([shown]);
    const rows = await stage.query<{ row: string }>('SELECT api_keys::text AS row FROM api_keys');
    expect(rows[0]!.row).not.toContain(secret.slice(key.prefix.length));
  });

  it('lets a program call without a cookie or an Origin', async () => {
    const key = await keyOf(ada, ['read']);

    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);
    const { body } = await withKey(stage.agent.get('/api/v1/me'), key).expect(200);

    expect(body.data).toMatchObject({ signed_in_by: 'key', scopes: ['read'], role: 'admin' });
  });

  it('may do what its scopes say, no more', async () => {
    const key = await keyOf(ada, ['read']);
    const search = '/api/v1/events/search?track_id=00000000-0000-4000-8000-000000000000';

    const { body } = await withKey(stage.agent.put('/api/v1/status/liverc'), key)
      .send({ enabled: false })
      .expect(403);
    expect(body.error.message).toBe('this key lacks the scope "admin"');
    await withKey(stage.agent.get(search), key).expect(404);
    await withKey(stage.agent.get(`${search}&mode=timeline`), key).expect(403);
    await withKey(stage.agent.post('/api/v1/api-keys'), key)
      .send({ name: 'another', scopes: ['read'] })
      .expect(403);
    await withKey(stage.agent.delete('/api/v1/me'), key).expect(403);
  });

  it('can do no more than who makes it', async () => {
    const eve = await newcomer(stage, 'eve@club.example', 'user');

    const { body } = await eve
      .post('/api/v1/api-keys')
      .send({ name: 'board', scopes: ['read', 'admin'] })
      .expect(400);

    expect(body.error.details).toEqual([
      { field: 'scopes', message: "holds admin, which you don't have" },
    ]);
  });

  it('loses a scope that its owner lost', async () => {
    const key = await keyOf(ada, ['read', 'admin']);
    await stage.query("UPDATE users SET role = 'user'");

    await withKey(stage.agent.get('/api/v1/users'), key).expect(403);
    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);
  });

  it('is no good once revoked', async () => {
    const key = await keyOf(ada, ['read']);

    await ada.delete(`/api/v1/api-keys/${key.id}`).expect(200);

    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(401);
    expect(await listed()).toEqual([]);
  });

  it('is no good once expired, and stays in the list', async () => {
    const expires = new Date(Date.now() + DAY_MS).toISOString();
    const key = await keyOf(ada, ['read'], { expires_at: expires });
    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);

    stage.app.get(Clock, { strict: false }).now = () => new Date(expires);

    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(401);
    expect((await listed()).map(({ id }) => id)).toEqual([key.id]);
  });

  it('says when it was used last', async () => {
    const key = await keyOf(ada, ['read']);
    expect((await listed())[0]!.last_used_at).toBeNull();

    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);

    expect(Date.parse((await listed())[0]!.last_used_at!)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('has one other of its name, while programs are told of it', async () => {
    const make = () => ada.post('/api/v1/api-keys').send({ name: 'board', scopes: ['read'] });
    const made = await Promise.all([make(), make(), make(), make()]);

    expect(made.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    const [first] = await listed();
    await ada.delete(`/api/v1/api-keys/${first!.id}`).expect(200);
    await make().expect(201);
  });

  it('is nobody else’s to see or revoke', async () => {
    const key = await keyOf(ada, ['read']);
    const eve = await newcomer(stage, 'eve@club.example', 'admin');

    expect(await listed(eve)).toEqual([]);
    await eve.delete(`/api/v1/api-keys/${key.id}`).expect(404);
    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(200);
  });

  it.each(['?key=', '?authorization=Bearer%20', '/'])(
    'is refused in an address, as in /api/v1/tracks%s…',
    async (place) => {
      const key = await keyOf(ada, ['read']);

      const { body } = await withKey(
        stage.agent.get(`/api/v1/tracks${place}${key.secret}`),
        key,
      ).expect(401);

      expect(body.error.message).toContain('must never stand in an address');
      expect(JSON.stringify(body)).not.toContain(key.secret);
    },
  );

  it.each([
    ['nothing', 'Bearer '],
    ['another scheme', 'Basic YWRhOnNlY3JldA=='],
    ['an unsigned token', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.'],
    ['a key that was never made', `Bearer trk_${'A'.repeat(43)}`],
    ['a key with NUL behind it', `Bearer trk_${'A'.repeat(43)}%00`],
    ['10,000 characters', `Bearer ${'a'.repeat(10_000)}`],
  ])('can not be %s', async (_, authorization) => {
    const answer = await stage.agent
      .get('/api/v1/tracks')
      .set('authorization', authorization)
      .expect(401);

    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body.error.code).toBe('UNAUTHORIZED');
  });

  it('ends with its account', async () => {
    const eve = await newcomer(stage, 'eve@club.example');
    const key = await keyOf(eve, ['read']);

    await eve.delete('/api/v1/me').expect(200);

    await withKey(stage.agent.get('/api/v1/tracks'), key).expect(401);
    await eve.get('/api/v1/me').expect(401);
  });

  it.each([
    ['no name', { scopes: ['read'] }, 'name'],
    ['no scope', { name: 'board', scopes: [] }, 'scopes'],
    ['a scope twice', { name: 'board', scopes: ['read', 'read'] }, 'scopes'],
    ['an unknown scope', { name: 'board', scopes: ['root'] }, 'scopes'],
    [
      'an end in the past',
      { name: 'b', scopes: ['read'], expires_at: '2020-01-01T00:00:00Z' },
      'expires_at',
    ],
    ['an end that is none', { name: 'board', scopes: ['read'], expires_at: 'soon' }, 'expires_at'],
  ])('is not made with %s', async (_, body, field) => {
    const answer = await ada.post('/api/v1/api-keys').send(body).expect(400);

    expect(answer.body.error.details[0].field).toBe(field);
  });

  it.each(['2099-W10-1', '2099-200', '20990101T000000Z', '2099-02-30', '2099-01-01T00:00:00'])(
    'is not made with the end %s, which not everybody reads alike',
    async (end) => {
      const { body } = await ada
        .post('/api/v1/api-keys')
        .send({ name: 'board', scopes: ['read'], expires_at: end })
        .expect(400);

      expect(body.error.details[0].field).toBe('expires_at');
    },
  );
});
