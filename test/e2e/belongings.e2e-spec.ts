import type { AccountExport, SavedSearch } from '@trackside/contracts';
import { keyOf, newcomer } from './support/people.js';
import { trackId } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';

const TRACK = trackId('tallowick');
const SEARCH = { name: 'My Saturdays', track_id: TRACK, driver_name: 'Zoë Marlow' };
const DATES = { start_date: '2025-10-01', end_date: '2025-10-31' };
const REQUIRED = { AUTH_MODE: 'required' };

describe('what belongs to somebody', () => {
  const stage = trackside({ environment: REQUIRED });

  it('is seen by nobody else: favourites, saved searches, names', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const eve = await newcomer(stage, 'eve@club.example', 'admin');
    await ada.put(`/api/v1/tracks/${TRACK}/favourite`).expect(200);
    await ada
      .put('/api/v1/me/names')
      .send({ names: ['Zoë Marlow', '3071066'] })
      .expect(200);
    const { body } = await ada.post('/api/v1/saved-searches').send(SEARCH).expect(201);

    const saved = body.data as SavedSearch;
    expect(saved).toMatchObject({ ...SEARCH, start_date: null, class_name: null });
    expect((await ada.get('/api/v1/saved-searches')).body.data.items).toEqual([saved]);
    expect((await eve.get('/api/v1/saved-searches')).body.data.items).toEqual([]);
    await eve.delete(`/api/v1/saved-searches/${saved.id}`).expect(404);
    expect((await eve.get('/api/v1/tracks?favourites=true')).body.data.items).toEqual([]);
    expect((await eve.get('/api/v1/me')).body.data.names).toEqual([]);
  });

  it('is handed out as a file, without what opens doors', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    await ada.put(`/api/v1/tracks/${TRACK}/favourite`).expect(200);
    await ada.post('/api/v1/saved-searches').send(SEARCH).expect(201);
    const { secret, ...key } = await keyOf(ada, ['read']);

    const { body, headers } = await ada.get('/api/v1/me/export').expect(200);

    expect(headers['content-disposition']).toContain('trackside-account.json');
    const held = body.data as AccountExport;
    expect(held.account).toMatchObject({ email: 'ada@club.example' });
    expect(held.favourites).toEqual([{ id: TRACK, slug: 'tallowick', name: expect.any(String) }]);
    expect(held.saved_searches.map(({ name }) => name)).toEqual(['My Saturdays']);
    expect(held.api_keys).toEqual([key]);
    expect(JSON.stringify(body)).not.toContain(secret.slice(key.prefix.length));
  });

  it('goes with the account', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    await ada.put(`/api/v1/tracks/${TRACK}/favourite`).expect(200);
    await ada.post('/api/v1/saved-searches').send(SEARCH).expect(201);
    await keyOf(ada, ['read']);

    await ada.delete('/api/v1/me').expect(200);

    const counts = await stage.query(`
      SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM user_sessions) AS sessions,
        (SELECT count(*) FROM user_accounts) AS accounts, (SELECT count(*) FROM api_keys) AS keys,
        (SELECT count(*) FROM favourites) AS favourites,
        (SELECT count(*) FROM saved_searches) AS searches`);
    expect(Object.values(counts[0]!).map(Number)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('is not left without anybody to let people in', async () => {
    const ada = await newcomer(stage, 'ada@club.example', 'admin');
    await newcomer(stage, 'eve@club.example');

    const { body } = await ada.delete('/api/v1/me').expect(409);
    expect(body.error.message).toContain('this is the only admin');

    await newcomer(stage, 'grace@club.example', 'admin');
    await ada.delete('/api/v1/me').expect(200);
  });

  it.each([
    ['a name that is blank', { ...SEARCH, name: ' ' }, 'name'],
    ['half a range', { ...SEARCH, start_date: '2025-10-01' }, 'end_date'],
    [
      'a date that is none',
      { ...SEARCH, start_date: '2025-02-30', end_date: '2025-03-01' },
      'start_date',
    ],
    ['a period beside dates', { ...SEARCH, ...DATES, period: '3m' }, 'period'],
    ['a period that is none', { ...SEARCH, period: 'ever' }, 'period'],
    ['a field that is none', { ...SEARCH, colour: 'red' }, 'colour'],
  ])('is no search with %s', async (_, body, field) => {
    const ada = await newcomer(stage, 'ada@club.example');

    const answer = await ada.post('/api/v1/saved-searches').send(body).expect(400);

    expect(answer.body.error.details[0].field).toBe(field);
  });

  it('is no search of a track that is not known', async () => {
    const ada = await newcomer(stage, 'ada@club.example');

    await ada
      .post('/api/v1/saved-searches')
      .send({ ...SEARCH, track_id: '00000000-0000-4000-8000-000000000000' })
      .expect(404);
  });
});

describe('what was there before people signed in', () => {
  const stage = trackside();

  beforeEach(async () => {
    await stage.agent.put(`/api/v1/tracks/${TRACK}/favourite`).expect(200);
    await stage.agent.post('/api/v1/saved-searches').send(SEARCH).expect(201);
    await stage.restart(REQUIRED);
  });

  it('is offered to an admin, and taken over once', async () => {
    const ada = await newcomer(stage, 'ada@club.example', 'admin');
    const offered = await ada.get('/api/v1/me/take-over').expect(200);
    expect(offered.body.data).toEqual({ favourite_count: 1, saved_search_count: 1 });

    const { body } = await ada
      .post('/api/v1/me/take-over')
      .send({ names: ['Zoë  Marlow'], local_user: true })
      .expect(200);

    expect(body.data.names).toEqual(['Zoë Marlow']);
    expect((await ada.get('/api/v1/tracks?favourites=true')).body.data.items).toHaveLength(1);
    expect((await ada.get('/api/v1/saved-searches')).body.data.items).toHaveLength(1);
    const left = await ada.get('/api/v1/me/take-over');
    expect(left.body.data).toEqual({ favourite_count: 0, saved_search_count: 0 });
  });

  it('is nothing to anybody else', async () => {
    const eve = await newcomer(stage, 'eve@club.example');

    const offered = await eve.get('/api/v1/me/take-over').expect(200);
    expect(offered.body.data).toEqual({ favourite_count: 0, saved_search_count: 0 });
    await eve.post('/api/v1/me/take-over').send({ local_user: true }).expect(403);
    await eve
      .post('/api/v1/me/take-over')
      .send({ names: ['Eve'] })
      .expect(200);
  });
});
