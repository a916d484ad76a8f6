import { SetUpLinks } from '@trackside/accounts';
import { newcomer, PASSWORD, tokenOf } from './support/people.js';
import { trackside } from './support/trackside-fixture.js';

const EMAIL = 'ada@club.example';

describe('an installation where sign-in is required', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  const link = (email: string | null = null) =>
    stage.app.get(SetUpLinks, { strict: false }).make(email, email ? 'user' : 'admin');

  it.each(['jürgen@club.example', '"a b"@club.example', 'a@bücher.example', 'a&b@club.example'])(
    'makes no account for %s, which could not sign in',
    async (email) => {
      const { path } = await link(null);
      const body = { token: tokenOf(path), email, password: PASSWORD };

      const { body: refused } = await stage.agent.post('/api/v1/auth/setup').send(body);

      expect(refused.error.details[0].field).toBe('email');
      await stage.agent
        .post('/api/v1/auth/setup')
        .send({ ...body, email: EMAIL })
        .expect(201);
    },
  );

  it.each([
    ['NUL, which sign-in refuses', 'long enough\0with it'],
    ['128 signs of two units each', '\u{1F600}'.repeat(128)],
  ])('takes no password with %s', async (_, password) => {
    const { path } = await link(EMAIL);
    const body = { token: tokenOf(path), email: EMAIL, password };

    const setUp = await stage.agent.post('/api/v1/auth/setup').send(body).expect(400);
    expect(setUp.body.error.details[0].field).toBe('password');
    const browser = await newcomer(stage, EMAIL);
    const change = await browser
      .post('/api/v1/auth/change-password')
      .send({ current_password: PASSWORD, new_password: password })
      .expect(400);
    expect(change.body.error.details[0].field).toBe('new_password');
  });

  it('lets nobody try passwords by changing one', async () => {
    const browser = await newcomer(stage, EMAIL);
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const { status } = await browser
        .post('/api/v1/auth/change-password')
        .send({ current_password: `guess number ${attempt}`, new_password: PASSWORD });
      statuses.add(status);
    }

    expect([...statuses]).toEqual([400, 429]);
  });

  it.each(['a b', 'a@b', 'a/b', 'a?b'])('signs nobody in at the host "%s"', async (host) => {
    const { body } = await stage.agent
      .post('/api/v1/auth/sign-in/email')
      .set('host', host)
      .send({ email: EMAIL, password: PASSWORD })
      .expect(400);

    expect(body.error.details[0].field).toBe('host');
  });

  it('lets nothing between keep what it says to one who is signed in', async () => {
    const browser = await newcomer(stage, EMAIL);

    for (const path of ['/api/v1/me', '/api/v1/api-keys', '/api/v1/status', '/api/openapi.json']) {
      const { headers } = await browser.get(path).expect(200);
      expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
      const refused = await stage.agent.get(path).expect(401);
      expect(refused.headers['cache-control']).toBe('no-store');
    }
  });
});
