// Every route of the OpenAPI document, called by callers who may not: nobody has to remember a new one.
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import type { NewApiKey, Scope } from '@trackside/contracts';
import { type Browser, keyOf, newcomer, withKey } from './support/people.js';
import { trackside } from './support/trackside-fixture.js';

interface Route {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  /** As the document says it; null where it asks for none. */
  scope: Scope | null;
}

interface Operation {
  'x-scope'?: Scope;
  parameters?: { name: string; in: string }[];
}

/** Whom a route answers who is not signed in, and why. */
const FOR_ANYBODY: Record<string, string> = {
  'get /api/v1/auth/methods': 'the sign-in page asks it',
  'post /api/v1/auth/setup': 'the link is the credential',
  'post /api/v1/auth/sign-in/email': 'it is where one signs in',
  'post /api/v1/auth/sign-in/social': 'it is where one signs in',
  'post /api/v1/privacy/requests': 'whoever is named may ask to be hidden',
};

describe('a route of the API', () => {
  const stage = trackside({ environment: { AUTH_MODE: 'required' }, keepsData: true });
  let routes: Route[];
  let ada: Browser;
  let eve: Browser;

  beforeAll(async () => {
    ada = await newcomer(stage, 'ada@club.example', 'admin');
    eve = await newcomer(stage, 'eve@club.example', 'user');
    const { body } = await ada.get('/api/openapi.json').expect(200);
    routes = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(
      ([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => ({
          method: method as Route['method'],
          path: path.replace(/\{[^}]+\}/g, () => randomUUID()),
          scope: operation['x-scope'] ?? (method === 'get' ? 'read' : null),
        })),
    );
  });

  const closed = () => routes.filter((route) => !(nameOf(route) in FOR_ANYBODY));
  const call = ({ method, path }: Route, agent = stage.agent): Test => agent[method](path);

  it('says what it asks of its caller, if it does anything', () => {
    const silent = closed().filter(({ scope }) => scope === null);

    expect(routes.length).toBeGreaterThan(30);
    expect(silent.map(nameOf)).toEqual([]);
  });

  it('answers 401 to who sends nothing, before it looks at what is asked', async () => {
    for (const route of closed()) {
      const { status, body } = await call(route);
      expect([nameOf(route), status, body.error?.code]).toEqual([
        nameOf(route),
        401,
        'UNAUTHORIZED',
      ]);
    }
  });

  it('answers who sends nothing where that is meant, and nowhere else', async () => {
    const open = routes.filter((route) => nameOf(route) in FOR_ANYBODY);

    expect(open.map(nameOf).sort()).toEqual(Object.keys(FOR_ANYBODY).sort());
    for (const route of open) {
      expect([nameOf(route), (await call(route)).status]).not.toEqual([nameOf(route), 401]);
    }
  });

  it('answers 403 to a key with every scope but the one it asks for', async () => {
    const scopes: Scope[] = ['read', 'discover', 'import', 'admin'];
    const keys = new Map<Scope, NewApiKey>();
    for (const scope of scopes) {
      keys.set(
        scope,
        await keyOf(
          ada,
          scopes.filter((each) => each !== scope),
        ),
      );
    }

    for (const route of closed()) {
      const { status, body } = await withKey(call(route), keys.get(route.scope!)!);
      expect([nameOf(route), status, body.error?.code]).toEqual([nameOf(route), 403, 'FORBIDDEN']);
    }
  });

  it('does nothing and starts nothing for the page of another site, with the user’s cookie', async () => {
    const cookie = await cookieOf(ada);
    stage.simulator.requests.clear();

    for (const route of closed()) {
      const { status } = await call(route, request(stage.url))
        .set('cookie', cookie)
        .set('origin', 'https://elsewhere.example');
      expect([nameOf(route), status]).toEqual([nameOf(route), 403]);
    }
    expect(stage.simulator.requests.counts().total).toBe(0);
  });

  it('changes nothing and starts nothing for a cookie of which nobody says who sends it', async () => {
    const cookie = await cookieOf(ada);
    const working = closed().filter(({ method, scope }) => method !== 'get' || scope !== 'read');

    expect(working.length).toBeGreaterThan(10);
    for (const route of working) {
      const { status } = await call(route, request(stage.url)).set('cookie', cookie);
      expect([nameOf(route), status]).toEqual([nameOf(route), 403]);
    }
  });

  it('answers 403 to a user where it is an admin’s', async () => {
    const admins = closed().filter(
      ({ scope, path }) => scope === 'admin' && !path.startsWith('/api/v1/api-keys'),
    );

    expect(admins.map(nameOf).length).toBeGreaterThan(3);
    for (const route of admins) {
      const { status } = await call(route, eve as never);
      expect([nameOf(route), status]).toEqual([nameOf(route), 403]);
    }
  });

  async function cookieOf(browser: Browser): Promise<string> {
    const test = browser.get('/api/v1/me');
    await test;
    return (test as unknown as { cookies: string }).cookies;
  }
});

/** With `…` for ids. */
function nameOf({ method, path }: Route): string {
  return `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`;
}
