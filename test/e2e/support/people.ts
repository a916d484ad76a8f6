import type TestAgent from 'supertest/lib/agent.js';
import request, { type Test } from 'supertest';
import { SetUpLinks } from '@trackside/accounts';
import type { NewApiKey, Role, Scope } from '@trackside/contracts';
import type { Stage } from './trackside-fixture.js';

export const PASSWORD = 'correct horse battery';

/** Somebody's browser: it keeps its cookies and says whose page it sends from. */
export type Browser = TestAgent;

/** A browser that knows nothing yet. */
export function newBrowser({ url }: Pick<Stage, 'url'>): Browser {
  return request.agent(url).set('origin', url);
}

/** What stands behind `#token=` in a link. */
export function tokenOf(path: string): string {
  return path.split('#token=')[1] ?? '';
}

/** Somebody who has just opened the link that was made for them. */
export async function newcomer(
  stage: Pick<Stage, 'url' | 'app'>,
  email: string,
  role: Role = 'user',
): Promise<Browser> {
  const { path } = await stage.app.get(SetUpLinks, { strict: false }).make(email, role);
  const browser = newBrowser(stage);
  const body = { token: tokenOf(path), email, password: PASSWORD };
  await browser.post('/api/v1/auth/setup').send(body).expect(201);
  return browser;
}

/** A key of that person's. */
export async function keyOf(
  browser: Browser,
  scopes: Scope[],
  more: { name?: string; expires_at?: string } = {},
): Promise<NewApiKey> {
  const { body } = await browser
    .post('/api/v1/api-keys')
    .send({ name: scopes.join(' '), scopes, ...more })
    .expect(201);
  return (body as { data: NewApiKey }).data;
}

/** Sends a key along. */
export function withKey(test: Test, { secret }: Pick<NewApiKey, 'secret'>): Test {
  return test.set('authorization', `Bearer ${secret}`);
}
