import type { AccountExport, IngestResult, NewWebhook } from '@trackside/contracts';
import { newestDays } from './support/imports.js';
import { type Browser, keyOf, newcomer, withKey } from './support/people.js';
import { trackId } from './support/trackside.js';
import { trackside } from './support/trackside-fixture.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { WEBHOOK_PATIENCE_MS } from './support/webhooks.js';

const SLUG = 'tallowick';
const TRACK = trackId(SLUG);
const WISH = { url: 'https://club.example/hook', events: ['practice_day.listed'] };
const NOTHING = '00000000-0000-4000-8000-000000000000';

const make = async (by: Browser, wish: object = WISH): Promise<NewWebhook> => {
  const { body } = await by.post('/api/v1/webhooks').send(wish).expect(201);
  return body.data as NewWebhook;
};

describe('a webhook of somebody', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });

  it('is there for nobody else', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const eve = await newcomer(stage, 'eve@club.example', 'admin');
    const { secret: _, ...webhook } = await make(ada, { ...WISH, track_id: TRACK });
    const path = `/api/v1/webhooks/${webhook.id}`;

    expect((await ada.get('/api/v1/webhooks')).body.data.items).toEqual([webhook]);
    expect((await ada.get(path)).body.data).toEqual(webhook);
    expect((await eve.get('/api/v1/webhooks')).body.data.items).toEqual([]);
    await eve.get(path).expect(404);
    await eve.get(`${path}/deliveries`).expect(404);
    await eve.post(`${path}/deliveries/${NOTHING}/resend`).expect(404);
    await eve.delete(path).expect(404);
    await ada.delete(path).expect(200);
    await ada.get(path).expect(404);
  });

  it('tells its secret once, and keeps it nowhere', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const answer = await ada.post('/api/v1/webhooks').send(WISH).expect(201);
    const { secret, id } = answer.body.data as NewWebhook;
    const later = await Promise.all(
      ['webhooks', `webhooks/${id}`, `webhooks/${id}/deliveries`, 'me/export'].map(
        async (path) => (await ada.get(`/api/v1/${path}`).expect(200)).text,
      ),
    );
    const stored = await stage.query('SELECT * FROM webhooks');

    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(later.join() + JSON.stringify(stored)).not.toContain(secret.slice(6));
    expect((await make(ada)).secret).not.toBe(secret);
  });

  it('is made, deleted and sent again by a key that may import, and read by one that may read', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const { id } = await make(ada);
    const [reads, discovers, imports] = await Promise.all([
      keyOf(ada, ['read']),
      keyOf(ada, ['read', 'discover']),
      keyOf(ada, ['import']),
    ]);
    const { agent } = stage;

    await withKey(agent.get(`/api/v1/webhooks/${id}`), reads).expect(200);
    for (const key of [reads, discovers]) {
      await withKey(agent.post('/api/v1/webhooks').send(WISH), key).expect(403);
      await withKey(agent.delete(`/api/v1/webhooks/${id}`), key).expect(403);
      const resend = `/api/v1/webhooks/${id}/deliveries/${NOTHING}/resend`;
      await withKey(agent.post(resend), key).expect(403);
    }
    await withKey(agent.post('/api/v1/webhooks').send(WISH), imports).expect(201);
    await withKey(agent.delete(`/api/v1/webhooks/${id}`), imports).expect(200);
  });

  it('is handed out with the account, and goes with it', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const { secret: _, ...webhook } = await make(ada);
    const { body } = await ada.get('/api/v1/me/export').expect(200);
    await ada.delete('/api/v1/me').expect(200);

    expect((body.data as AccountExport).webhooks).toEqual([webhook]);
    expect(await stage.query('SELECT id FROM webhooks')).toEqual([]);
  });

  it('is one of at most twenty', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    for (let count = 0; count < 20; count += 1) await make(ada);

    const { body } = await ada.post('/api/v1/webhooks').send(WISH).expect(409);

    expect(body.error.message).toBe('you have 20 webhooks: delete one of them first');
  });

  it.each([
    ['no events', { ...WISH, events: [] }, 'events'],
    ['an event that is none', { ...WISH, events: ['lap.driven'] }, 'events'],
    ['an event twice', { ...WISH, events: ['import.finished', 'import.finished'] }, 'events'],
    ['a blank driver', { ...WISH, driver_name: ' ' }, 'driver_name'],
    ['a track that is no id', { ...WISH, track_id: SLUG }, 'track_id'],
    ['a secret of its own', { ...WISH, secret: 'whsec_x' }, 'secret'],
    ['no address', { events: WISH.events }, 'url'],
    ['an address that is a list', { ...WISH, url: [WISH.url] }, 'url'],
    ['an address without TLS', { ...WISH, url: 'http://club.example/hook' }, 'url'],
    ['an address on this machine', { ...WISH, url: 'https://127.0.0.1:8443/' }, 'url'],
    ['an address in a private network', { ...WISH, url: 'https://10.0.0.1/' }, 'url'],
    ['the address of a cloud’s secrets', { ...WISH, url: 'http://169.254.169.254/' }, 'url'],
    ['a mapped address', { ...WISH, url: 'https://[::ffff:127.0.0.1]/' }, 'url'],
    ['a password in its address', { ...WISH, url: 'https://a:b@club.example/' }, 'url'],
    ['the port of a mail server', { ...WISH, url: 'https://club.example:25/' }, 'url'],
  ])('is none with %s', async (_, wish, field) => {
    const ada = await newcomer(stage, 'ada@club.example');

    const { body } = await ada.post('/api/v1/webhooks').send(wish).expect(400);

    expect(body.error.details[0].field).toBe(field);
    expect(await stage.query('SELECT id FROM webhooks')).toEqual([]);
  });

  it('is none of a track that is not known', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const { body } = await ada
      .post('/api/v1/webhooks')
      .send({ ...WISH, track_id: NOTHING })
      .expect(404);
    expect(body.error.code).toBe('TRACK_NOT_FOUND');
  });
});

describe('the end of an import', () => {
  const environment = { AUTH_MODE: 'required', WEBHOOK_PRIVATE_ADDRESSES: 'true' };
  const stage = trackside({ environment });
  const receiver = new WebhookReceiver();

  beforeAll(() => receiver.start());
  beforeEach(() => receiver.forget());
  afterAll(() => receiver.stop());

  const toldOf = (path: string): string[] =>
    receiver.received
      .filter((received) => received.path === `/hook${path}`)
      .map(({ body }) => (JSON.parse(body) as { data: { job_id: string } }).data.job_id);

  it('is told to who asked for it, also when it was imported before, and to nobody else', async () => {
    const ada = await newcomer(stage, 'ada@club.example');
    const eve = await newcomer(stage, 'eve@club.example', 'admin');
    const events = ['import.finished'];
    await make(ada, { url: `${receiver.url}/ada`, events });
    await make(eve, { url: `${receiver.url}/eve`, events });
    const body = { track_id: TRACK, date: newestDays(stage.simulator, SLUG, 1)[0]! };
    const ingest = async (by: Browser, status: number): Promise<IngestResult> => {
      const answer = await by.post('/api/v1/practice-days/ingest').send(body).expect(status);
      return answer.body.data as IngestResult;
    };

    const first = await ingest(ada, 201);
    await stage.until(() => toldOf('/ada').length > 0, WEBHOOK_PATIENCE_MS);
    expect([toldOf('/ada'), toldOf('/eve')]).toEqual([[first.job_id], []]);

    const again = await ingest(ada, 200);
    await stage.until(() => toldOf('/ada').length > 1, WEBHOOK_PATIENCE_MS);
    expect([toldOf('/ada'), toldOf('/eve')]).toEqual([[first.job_id, again.job_id], []]);
  });
});

describe('a webhook of the local user', () => {
  const stage = trackside();

  it('rests once people sign in, until an admin takes it over', async () => {
    await stage.agent.post('/api/v1/webhooks').send(WISH).expect(201);
    await stage.restart({ AUTH_MODE: 'required' });
    const ada = await newcomer(stage, 'ada@club.example', 'admin');
    const listed = async () => (await ada.get('/api/v1/webhooks')).body.data.items.length;
    const before = await listed();
    await ada.post('/api/v1/me/take-over').send({ local_user: true }).expect(200);

    expect([before, await listed()]).toEqual([0, 1]);
  });
});
