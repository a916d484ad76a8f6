import { SetUpLinks } from '@trackside/accounts';
import { Clock } from '@trackside/calendar';
import type { Me } from '@trackside/contracts';
import { newBrowser, newcomer, PASSWORD, tokenOf } from './support/people.js';
import { trackside } from './support/trackside-fixture.js';

const EMAIL = 'ada@club.example';

describe('an installation where sign-in is required', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  const link = (email: string | null = null) =>
    stage.app.get(SetUpLinks, { strict: false }).make(email, email ? 'user' : 'admin');

  describe('set up for the first time', () => {
    it('says that nobody has an account yet, and nothing else', async () => {
      const { body } = await stage.agent.get('/api/v1/auth/methods').expect(200);

      expect(body).toEqual({
        success: true,
        data: { sign_in_required: true, openid_connect: null, set_up_needed: true },
      });
    });

    it('makes the first admin by the printed link, who is signed in', async () => {
      const { path } = await link();
      const browser = newBrowser(stage);

      const made = await browser
        .post('/api/v1/auth/setup')
        .send({ token: tokenOf(path), email: 'Ada@Club.example', password: PASSWORD })
        .expect(201);

      expect(made.body.data).toMatchObject({
        email: EMAIL,
        role: 'admin',
        signed_in_by: 'session',
      });
      expect(made.headers['set-cookie']![0]).toMatch(
        /^trackside\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
      );
      await browser.get('/api/v1/tracks').expect(200);
      const { body } = await stage.agent.get('/api/v1/auth/methods');
      expect(body.data.set_up_needed).toBe(false);
    });

    it('gives a cookie for TLS alone to who came over TLS', async () => {
      await stage.restart({ AUTH_MODE: 'required', TRUST_PROXY: 'true' });
      const { path } = await link();

      const { headers } = await stage.agent
        .post('/api/v1/auth/setup')
        .set({ 'x-forwarded-proto': 'https', 'x-forwarded-host': 'laps.club.example' })
        .set('origin', 'https://laps.club.example')
        .send({ token: tokenOf(path), email: EMAIL, password: PASSWORD })
        .expect(201);

      expect(headers['set-cookie']![0]).toMatch(/^__Secure-trackside\..*; Secure;/);
    });

    it('lets a link be used once, and gives it back when it could not be', async () => {
      const { path } = await link();
      const body = { token: tokenOf(path), email: EMAIL, password: PASSWORD };
      const setUp = (more: object = {}) =>
        stage.agent.post('/api/v1/auth/setup').send({ ...body, ...more });

      const short = await setUp({ password: 'too short' }).expect(400);
      expect(short.body.error.details).toEqual([
        { field: 'password', message: 'must have 12 to 128 characters' },
      ]);
      await setUp().expect(201);
      const again = await setUp({ email: 'eve@club.example' }).expect(401);
      expect(again.body.error.code).toBe('UNAUTHORIZED');
    });

    it('knows a link of two that make the first admin no more', async () => {
      const [first, second] = [await link(), await link()];
      const setUp = (path: string, email: string) =>
        stage.agent
          .post('/api/v1/auth/setup')
          .send({ token: tokenOf(path), email, password: PASSWORD });

      await setUp(first.path, EMAIL).expect(201);
      await setUp(second.path, 'eve@club.example').expect(401);
    });

    it('knows a link no longer after a day', async () => {
      const { path, expiresAt } = await link();
      stage.app.get(Clock, { strict: false }).now = () => expiresAt;

      await stage.agent
        .post('/api/v1/auth/setup')
        .send({ token: tokenOf(path), email: EMAIL, password: PASSWORD })
        .expect(401);
    });
  });

  describe('with people', () => {
    it('signs in by e-mail and password, and says of neither which is wrong', async () => {
      await newcomer(stage, EMAIL);
      const browser = newBrowser(stage);
      const signIn = (email: string, password: string) =>
        browser.post('/api/v1/auth/sign-in/email').send({ email, password });

      const wrongPassword = await signIn(EMAIL, 'something else').expect(401);
      const wrongEmail = await signIn('eve@club.example', PASSWORD).expect(401);
      expect(wrongPassword.body.error).toEqual(wrongEmail.body.error);
      await browser.get('/api/v1/me').expect(401);

      const { body } = await signIn(EMAIL.toUpperCase(), PASSWORD).expect(200);
      expect(body.data.email).toBe(EMAIL);
      expect(JSON.stringify(body)).not.toContain('token');
      const me = await browser.get('/api/v1/me').expect(200);
      expect(me.body.data as Me).toMatchObject({
        role: 'user',
        scopes: ['read', 'discover', 'import'],
      });
    });

    it('signs out at once', async () => {
      const browser = await newcomer(stage, EMAIL);
      const cookie = await cookieOf(browser);

      await browser.post('/api/v1/auth/sign-out').expect(200);

      await browser.get('/api/v1/me').expect(401);
      await stage.agent.get('/api/v1/me').set('cookie', cookie).expect(401);
    });

    it('changes a password, and ends every other session', async () => {
      const phone = await newcomer(stage, EMAIL);
      const desk = newBrowser(stage);
      await desk.post('/api/v1/auth/sign-in/email').send({ email: EMAIL, password: PASSWORD });
      const change = (current: string) =>
        phone
          .post('/api/v1/auth/change-password')
          .send({ current_password: current, new_password: 'a new and longer one' });

      await change('not the present one').expect(400);
      await change(PASSWORD).expect(200);

      await phone.get('/api/v1/me').expect(200);
      await desk.get('/api/v1/me').expect(401);
    });

    it('gives an account a new password by another link, and signs it out', async () => {
      const browser = await newcomer(stage, EMAIL);
      const { path } = await link(EMAIL);

      await stage.agent
        .post('/api/v1/auth/setup')
        .send({ token: tokenOf(path), email: EMAIL, password: 'a new and longer one' })
        .expect(201);

      await browser.get('/api/v1/me').expect(401);
      await stage.agent
        .post('/api/v1/auth/sign-in/email')
        .send({ email: EMAIL, password: PASSWORD })
        .expect(401);
    });

    it('lets nobody take a link that is for somebody else', async () => {
      const { path } = await link(EMAIL);
      const body = { token: tokenOf(path), email: 'eve@club.example', password: PASSWORD };

      const { body: refused } = await stage.agent.post('/api/v1/auth/setup').send(body).expect(400);

      expect(refused.error.details).toEqual([
        { field: 'email', message: 'is not the one that this link is for' },
      ]);
    });

    it('keeps an admin of two who leave at once', async () => {
      for (const round of [1, 2, 3, 4]) {
        const leaving = [
          await newcomer(stage, `ada${round}@club.example`, 'admin'),
          await newcomer(stage, `eve${round}@club.example`, 'admin'),
        ];
        const staying = await stage.query("SELECT id FROM users WHERE role = 'admin'");
        expect(staying.length).toBeGreaterThan(1);
        await Promise.all(leaving.map((browser) => browser.delete('/api/v1/me')));

        const left = await stage.query("SELECT id FROM users WHERE role = 'admin'");
        expect(left).toHaveLength(1);
        await stage.query('DELETE FROM users');
        await stage.query('DELETE FROM allowances');
      }
    });

    it('ends links to an account that is deleted, and what it asked for', async () => {
      const browser = await newcomer(stage, EMAIL);
      const { path } = await link(EMAIL);
      await stage.query(`
        INSERT INTO job_claims (job_id, user_id, claimed_at)
        SELECT gen_random_uuid(), id, now() FROM users`);

      await browser.delete('/api/v1/me').expect(200);

      await stage.agent
        .post('/api/v1/auth/setup')
        .send({ token: tokenOf(path), email: EMAIL, password: PASSWORD })
        .expect(401);
      expect(await stage.query('SELECT job_id FROM job_claims')).toEqual([]);
    });

    it('believes no cookie that it did not sign', async () => {
      const browser = await newcomer(stage, EMAIL);
      const [pair] = (await cookieOf(browser)).split(';');
      const forged = `${pair!.slice(0, -4)}AAAA`;

      await stage.agent.get('/api/v1/me').set('cookie', forged).expect(401);
      const [row] = await stage.query<{ token: string }>('SELECT token FROM user_sessions');
      const bare = `trackside.session_token=${row!.token}`;
      await stage.agent.get('/api/v1/me').set('cookie', bare).expect(401);
    });

    it('keeps neither addresses nor browsers of people', async () => {
      await newcomer(stage, EMAIL);

      const rows = await stage.query('SELECT ip_address, user_agent FROM user_sessions');

      expect(rows).toEqual([{ ip_address: null, user_agent: null }]);
    });
  });

  /** The line that the browser sends. */
  async function cookieOf(browser: ReturnType<typeof newBrowser>): Promise<string> {
    const test = browser.get('/api/v1/me');
    await test;
    return (test as unknown as { cookies: string }).cookies;
  }
});

describe('an installation without sign-in', () => {
  const stage = trackside();

  it('asks nobody, and says so', async () => {
    const methods = await stage.agent.get('/api/v1/auth/methods').expect(200);
    expect(methods.body.data).toEqual({
      sign_in_required: false,
      openid_connect: null,
      set_up_needed: false,
    });
    const me = await stage.agent.get('/api/v1/me').expect(200);
    expect(me.body.data).toMatchObject({ id: 'local', email: null, signed_in_by: 'none' });
  });

  it.each([
    ['/api/v1/auth/setup', { token: 'x', email: EMAIL, password: PASSWORD }],
    ['/api/v1/auth/sign-in/email', { email: EMAIL, password: PASSWORD }],
    ['/api/v1/api-keys', { name: 'board', scopes: ['read'] }],
    ['/api/v1/users', { email: EMAIL, role: 'user' }],
  ])('says at %s that nobody signs in', async (path, body) => {
    const answer = await stage.agent.post(path).send(body).expect(409);

    expect(answer.body.error.message).toContain('AUTH_MODE is open');
  });
});
