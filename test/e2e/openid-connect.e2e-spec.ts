import { jest } from '@jest/globals';
import { newBrowser, newcomer } from './support/people.js';
import { type IdToken, OpenIdProvider } from './support/openid-provider.js';
import { trackside } from './support/trackside-fixture.js';

const PEOPLE = {
  grace: { email: 'grace@club.example', email_verified: true, name: 'Grace' },
  ada: { email: 'ada@club.example', email_verified: false, name: 'Ada' },
  nameless: { email: 'nameless@club.example', email_verified: true },
  silent: {},
};

describe('signing in at an OpenID Connect provider', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' } });
  let provider: OpenIdProvider;

  beforeAll(async () => {
    // It says at length that it is not meant for production as it is.
    for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
    provider = await OpenIdProvider.start(PEOPLE);
  });
  beforeEach(() => stage.restart({ AUTH_MODE: 'required', ...provider.environment }));
  afterAll(() => provider.stop());

  /** As far as the page that the browser is sent to in the end. */
  async function signIn(login: string, browser = newBrowser(stage), returnTo = '/status') {
    const { body } = await browser
      .post('/api/v1/auth/sign-in/social')
      .send({ return_to: returnTo })
      .expect(200);
    const back = new URL(await provider.signIn((body.data as { url: string }).url, login));
    const answer = await browser
      .get(back.pathname + back.search)
      .set('sec-fetch-site', 'cross-site')
      .set('sec-fetch-mode', 'navigate')
      .set('sec-fetch-dest', 'document');
    return { browser, answer };
  }

  it('is offered by the name of its host', async () => {
    const { body } = await stage.agent.get('/api/v1/auth/methods').expect(200);

    expect(body.data.openid_connect).toBe(new URL(provider.url).host);
  });

  it('makes an account of a user, and leads back to the page that was wanted', async () => {
    const { browser, answer } = await signIn('grace');

    expect(answer.status).toBe(302);
    expect(answer.headers['location']).toBe('/status');
    const { body } = await browser.get('/api/v1/me').expect(200);
    expect(body.data).toMatchObject({ email: 'grace@club.example', role: 'user' });
  });

  it('finds the same account again', async () => {
    const first = await signIn('grace');
    const again = await signIn('grace');

    const ids = await Promise.all(
      [first, again].map(async ({ browser }) => (await browser.get('/api/v1/me')).body.data.id),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('takes whom the provider tells no name of', async () => {
    const { browser } = await signIn('nameless');

    await browser.get('/api/v1/me').expect(200);
  });

  it('keeps no token of the provider', async () => {
    await signIn('grace');

    const rows = await stage.query(
      'SELECT access_token, refresh_token, id_token FROM user_accounts',
    );
    expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
  });

  it('gives nobody the account of an address that the provider did not check', async () => {
    const ada = await newcomer(stage, 'ada@club.example', 'admin');
    const { browser, answer } = await signIn('ada');

    expect(answer.headers['location']).toMatch(/^\/sign-in\?.*error=/);
    await browser.get('/api/v1/me').expect(401);
    await ada.get('/api/v1/me').expect(200);
  });

  it('lets nobody in of whom the provider tells no address', async () => {
    const { browser, answer } = await signIn('silent');

    expect(answer.headers['location']).toMatch(/error=/);
    await browser.get('/api/v1/me').expect(401);
  });

  const forged: [string, (token: IdToken) => Partial<IdToken>][] = [
    ['that nobody signed', ({ header }) => ({ header: { ...header, alg: 'none' }, key: null })],
    ['that somebody else signed', () => ({ key: provider.strangeKey })],
    ['that has expired', ({ claims }) => ({ claims: { ...claims, exp: 1_600_000_000 } })],
    [
      'of another issuer',
      ({ claims }) => ({ claims: { ...claims, iss: 'http://elsewhere.example' } }),
    ],
    ['for another client', ({ claims }) => ({ claims: { ...claims, aud: 'somebody else' } })],
    ['of another sign-in', ({ claims }) => ({ claims: { ...claims, nonce: 'an older one' } })],
  ];

  it.each(forged)('lets nobody in by a token %s', async (_, change) => {
    provider.forge = (token) => ({ ...token, ...change(token) });
    const { browser, answer } = await signIn('grace').finally(() => (provider.forge = null));

    expect(answer.headers['location']).toMatch(/error=/);
    await browser.get('/api/v1/me').expect(401);
  });

  it('lets somebody in by a token that was written again as it was', async () => {
    provider.forge = (token) => token;
    const { browser } = await signIn('grace').finally(() => (provider.forge = null));

    await browser.get('/api/v1/me').expect(200);
  });

  it('is believed for the browser alone that began it', async () => {
    const { body } = await newBrowser(stage)
      .post('/api/v1/auth/sign-in/social')
      .send({ return_to: '/' });
    const back = new URL(await provider.signIn((body.data as { url: string }).url, 'grace'));
    const stranger = newBrowser(stage);

    await stranger.get(back.pathname + back.search);

    await stranger.get('/api/v1/me').expect(401);
  });

  it('leads who comes back with nothing to the page that says so', async () => {
    const { headers } = await newBrowser(stage)
      .get('/api/v1/auth/callback/openid-connect?error=denied&state=unknown')
      .expect(302);

    expect(headers['location']).toMatch(/^\/sign-in\?error=\w+$/);
  });

  it('is begun by nobody over and over', async () => {
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const begin = newBrowser(stage).post('/api/v1/auth/sign-in/social').send({ return_to: '/' });
      statuses.add((await begin).status);
    }

    expect([...statuses]).toEqual([200, 429]);
  });

  it('leads to no other site afterwards', async () => {
    const { answer } = await signIn('grace', newBrowser(stage), '//elsewhere.example/');

    expect(answer.headers['location']).toBe('/');
  });

  it('says what to do where the provider does not answer', async () => {
    await stage.restart({
      AUTH_MODE: 'required',
      ...provider.environment,
      OIDC_ISSUER: 'http://127.0.0.1:9',
    });

    const { body } = await newBrowser(stage)
      .post('/api/v1/auth/sign-in/social')
      .send({ return_to: '/' })
      .expect(400);

    expect(body.error.message).toContain('could not begin');
  });
});
