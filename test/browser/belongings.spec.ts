import { jest } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DataSource } from 'typeorm';
import { LOCAL, SetUpLinks } from '@trackside/accounts';
import { OpenIdProvider } from '../e2e/support/openid-provider.js';
import { PASSWORD } from '../e2e/support/people.js';
import { trackId } from '../e2e/support/trackside.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const TRACK = trackId('tallowick');

let browser: Browser;
let provider: OpenIdProvider;
let product: Product;
let people = 0;

beforeAll(async () => {
  // The provider says at length that it is not meant for production as it is.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
  browser = await launchChromium();
  provider = await OpenIdProvider.start({
    grace: { email: 'grace@club.example', email_verified: true, name: 'Grace' },
  });
  const environment = { AUTH_MODE: 'required', ...provider.environment };
  product = await startProduct(environment, { tracks: 30 });
});
afterEach(async () => {
  // All sign in from one address, more often in a minute than anybody may.
  await query('TRUNCATE allowances');
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => {
  await product.close();
  await provider.stop();
  await browser.close();
});

function query(sql: string, values: unknown[] = []): Promise<unknown> {
  const token = getDataSourceToken();
  return product.app.get<DataSource>(token, { strict: false }).query(sql, values);
}

/** A browser on a phone that has been used here before, by somebody of these names. */
async function phoneOf(names: readonly string[] = []): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: PHONE });
  if (names.length > 0) {
    const page = await context.newPage();
    await page.goto(`${product.url}/sign-in`);
    await page.evaluate(`localStorage.setItem('trackside.me', '${JSON.stringify(names)}')`);
    await page.close();
  }
  return context;
}

interface Person {
  page: Page;
  email: string;
}

/** Somebody who has just opened their link and made an account on this phone. */
async function newcomer(phone: BrowserContext, role: 'user' | 'admin' = 'user'): Promise<Person> {
  people += 1;
  const email = `racer${people}@club.example`;
  const { path } = await product.app.get(SetUpLinks, { strict: false }).make(email, role);
  const page = await phone.newPage();
  await page.goto(product.url + path);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  return { page, email };
}

async function signIn(phone: BrowserContext, email: string): Promise<Page> {
  const page = await phone.newPage();
  await page.goto(`${product.url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  return page;
}

function heldBy(page: Page): Promise<unknown> {
  return page.evaluate(`JSON.parse(localStorage.getItem('trackside.me') ?? '[]')`);
}

describe('what a browser held before somebody signed in', () => {
  it('is offered, taken over, and known on the next phone', async () => {
    const { page, email } = await newcomer(await phoneOf(['Zoë Marlow', '3071066']));
    await expect(page.getByRole('heading', { name: 'Take over what was here' })).toBeShown();
    await expect(page.getByText('Zoë Marlow')).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Take over' }).click();
    await expect(page).toBeAt(`${product.url}/`);
    const next = await signIn(await phoneOf(), email);
    await expect(next).toBeAt(`${product.url}/`);
    await next.goto(`${product.url}/account`);

    await expect(next.getByText('You drive as')).toBeShown();
    expect(await heldBy(next)).toEqual(['Zoë Marlow', '3071066']);
  });

  it('is left alone when that is said, is not offered again, and can be kept later', async () => {
    const phone = await phoneOf(['Zoë Marlow']);
    const { page, email } = await newcomer(phone);
    await page.getByRole('button', { name: 'Not now' }).click();
    await expect(page).toBeAt(`${product.url}/`);
    const again = await signIn(phone, email);
    await expect(again).toBeAt(`${product.url}/`);
    await again.goto(`${product.url}/account`);
    await expect(again.getByText('This browser knows you as')).toBeShown();

    await again.getByRole('button', { name: 'Keep it with the account' }).click();

    await expect(again.getByText('You drive as')).toBeShown();
    await expect(again.getByText('This browser knows you as')).toBeGone();
  });

  it('is not lost to the names that the account has already', async () => {
    const { page, email } = await newcomer(await phoneOf(['Zoë Marlow']));
    await page.getByRole('button', { name: 'Take over' }).click();
    await expect(page).toBeAt(`${product.url}/`);

    const other = await signIn(await phoneOf(['Max Bowen']), email);
    await expect(other.getByText('Max Bowen')).toBeShown();
    expect(await heldBy(other)).toEqual(['Max Bowen']);
    await other.getByRole('button', { name: 'Take over' }).click();
    await expect(other).toBeAt(`${product.url}/`);

    expect(await heldBy(other)).toEqual(['Zoë Marlow', 'Max Bowen']);
  });

  it('leaves with the account: the next to sign in does not inherit it', async () => {
    const phone = await phoneOf(['Zoë Marlow']);
    const { page } = await newcomer(phone);
    await page.getByRole('button', { name: 'Take over' }).click();
    await expect(page).toBeAt(`${product.url}/`);
    await page.goto(`${product.url}/account`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toBeAt(`${product.url}/sign-in`);
    expect(await heldBy(page)).toEqual([]);

    const next = await newcomer(phone);

    await expect(next.page).toBeAt(`${product.url}/`);
  });

  it('of the local user is offered to an admin', async () => {
    await query('INSERT INTO favourites (user_id, track_id) VALUES ($1, $2)', [
      LOCAL.userId,
      TRACK,
    ]);
    const { page } = await newcomer(await phoneOf(), 'admin');
    await expect(page.getByText('1 favourite')).toBeShown();

    await page.getByRole('button', { name: 'Take over' }).click();

    await expect(page).toBeAt(`${product.url}/`);
    const mine = await page.evaluate(
      `fetch('/api/v1/tracks?favourites=true').then((answer) => answer.json())`,
    );
    expect(mine).toMatchObject({ data: { items: [{ id: TRACK }] } });
  });
});

describe('a search', () => {
  it('is saved, made again with one tap, and forgotten', async () => {
    const { page } = await newcomer(await phoneOf());
    await expect(page).toBeAt(`${product.url}/`);
    await page.goto(`${product.url}/?track=${TRACK}&when=12m`);
    await page.getByRole('button', { name: 'Save this search' }).click();
    await page.getByLabel('Save it as').fill('My Saturdays');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Saved' })).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);

    await page.goto(`${product.url}/`);
    await page.getByRole('link', { name: 'My Saturdays' }).click();
    await expect(page).toBeAt(`${product.url}/?track=${TRACK}&when=12m`);

    await page.goto(`${product.url}/`);
    await page.getByRole('button', { name: 'Forget the search My Saturdays' }).click();
    await expect(page.getByRole('link', { name: 'My Saturdays' })).toBeGone();
  });
});

describe('an OpenID Connect provider', () => {
  it('lets somebody in by its own page, who comes back to the page that was wanted', async () => {
    const page = await (await phoneOf()).newPage();
    await page.goto(`${product.url}/status`);
    const host = new URL(provider.url).host;
    await page.getByRole('button', { name: `Sign in with ${host}` }).click();
    await page.locator('input[name=login]').fill('grace');
    await page.locator('input[name=password]').fill('any');
    await page.locator('button[type=submit]').click();
    await page.getByRole('button', { name: 'Continue' }).click();

    await expect(page).toBeAt(`${product.url}/status`);
    await page.goto(`${product.url}/account`);
    await expect(page.getByRole('heading', { name: 'grace@club.example' })).toBeShown();
  });
});

describe('signing out', () => {
  it('ends what another tab was following, which then asks to sign in', async () => {
    const phone = await phoneOf();
    const { page } = await newcomer(phone);
    await expect(page).toBeAt(`${product.url}/`);
    const follower = await phone.newPage();
    await follower.goto(`${product.url}/?track=${TRACK}`);
    await follower.evaluate(`void (window.followed = new Promise((resolve) => {
      const stream = new EventSource('/api/v1/practice-days/live/stream?track_id=${TRACK}');
      stream.onerror = () => resolve(stream.readyState);
      stream.onopen = () => (window.isOpen = true);
    }))`);
    await expect(() => follower.evaluate('window.isOpen === true')).toBecome(true);

    await page.goto(`${product.url}/account`);
    await page.getByRole('button', { name: 'Sign out' }).click();

    await follower.evaluate('window.followed');
    await expect(follower.getByRole('heading', { name: 'Sign in' })).toBeShown();
  });
});
