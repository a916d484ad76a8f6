import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SetUpLinks } from '@trackside/accounts';
import { PASSWORD } from '../e2e/support/people.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

let browser: Browser;
let product: Product;
let people = 0;

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({ AUTH_MODE: 'required' }, { tracks: 30 });
});
afterEach(async () => {
  // All sign in from one address, more often in a minute than anybody may.
  await product.app
    .get<DataSource>(getDataSourceToken(), { strict: false })
    .query('TRUNCATE allowances');
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => {
  await product.close();
  await browser.close();
});

async function newPhone(): Promise<BrowserContext> {
  return browser.newContext({
    viewport: PHONE,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
}

/** An address that nobody has had before. */
function newAddress(): string {
  people += 1;
  return `driver${people}@club.example`;
}

/** Somebody who opened a link and made an account, on a phone. */
async function newcomer(role: 'user' | 'admin' = 'user', email = newAddress()): Promise<Page> {
  const { path } = await product.app.get(SetUpLinks, { strict: false }).make(email, role);
  const page = await (await newPhone()).newPage();
  await page.goto(product.url + path);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page).toBeAt(`${product.url}/`);
  return page;
}

/** Nothing is wider than the phone, and axe finds nothing serious. */
async function expectFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await seriousFindings(page)).toEqual([]);
}

describe('the link to an account', () => {
  it('makes the account and is gone from the address at once', async () => {
    const { path } = await product.app.get(SetUpLinks, { strict: false }).make(null, 'admin');
    const page = await (await newPhone()).newPage();
    await page.goto(product.url + path);
    await expect(page.getByRole('heading', { name: 'Make your account' })).toBeShown();
    expect(page.url()).toBe(`${product.url}/set-up`);
    await expectFit(page);

    await page.getByLabel('E-mail').fill(newAddress());
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the account' }).click();

    await expect(page).toBeAt(`${product.url}/`);
    await expect(page.getByRole('link', { name: 'Account' })).toBeShown();
    await expectFit(page);
  });

  it('that was used already says so', async () => {
    const email = newAddress();
    const links = product.app.get(SetUpLinks, { strict: false });
    const { path } = await links.make(email, 'user');
    await links.take(path.split('=')[1]!);
    const page = await (await newPhone()).newPage();
    await page.goto(product.url + path);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the account' }).click();

    await expect(page.getByText(/used, has expired/)).toBeShown();
  });

  it('without its end says that it is half a link', async () => {
    const page = await (await newPhone()).newPage();
    await page.goto(`${product.url}/set-up`);

    await expect(page.getByText('This is half a link')).toBeShown();
  });
});

describe('somebody who is not signed in', () => {
  it('is asked to sign in at whatever page, and comes back to it', async () => {
    const email = newAddress();
    await newcomer('user', email);
    const page = await (await newPhone()).newPage();
    await page.goto(`${product.url}/status`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeShown();
    await expectFit(page);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('not the right one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText(/do not belong together/)).toBeShown();

    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await expect(page).toBeAt(`${product.url}/status`);
    await expect(page.getByRole('heading', { name: 'Status' })).toBeShown();
  });

  it.each([
    ...['https://elsewhere.example/', '//elsewhere.example/', '/.//elsewhere.example/'],
    'javascript:alert(1)',
  ])('is not led to %s after the sign-in', async (to) => {
    const email = newAddress();
    await newcomer('user', email);
    const page = await (await newPhone()).newPage();
    await page.goto(`${product.url}/sign-in?to=${encodeURIComponent(to)}`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await expect(page).toBeAt(`${product.url}/`);
  });
});

describe('an account', () => {
  it('makes a key that works, shows it once, and revokes it', async () => {
    const page = await newcomer();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByLabel('What it is for').fill('results board');
    await page.getByRole('button', { name: 'Make the key' }).click();
    await expect(page.getByText('It is shown this once')).toBeShown();
    await page.getByRole('button', { name: 'Copy' }).click();
    const secret = String(await page.evaluate('navigator.clipboard.readText()'));
    await expectFit(page);
    const call = async (): Promise<number> => {
      const headers = { authorization: `Bearer ${secret}` };
      return (await fetch(`${product.url}/api/v1/tracks`, { headers })).status;
    };
    expect(await call()).toBe(200);

    await page.reload();
    await expect(page.getByText('results board')).toBeShown();
    expect(await page.locator('body').textContent()).not.toContain(secret);
    await page.getByRole('button', { name: /^Revoke the key results board/ }).click();

    await expect(page.getByText('You have none.')).toBeShown();
    expect(await call()).toBe(401);
  });

  it('signs out, and leaves nothing of it on the device', async () => {
    const page = await newcomer();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();

    await expect(page).toBeAt(`${product.url}/sign-in`);
    expect(await page.evaluate(`caches.has('trackside-answers')`)).toBe(false);
    await page.goto(`${product.url}/account`);
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeShown();
  });

  it('changes its password', async () => {
    const page = await newcomer();
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByLabel('Present password').fill(PASSWORD);
    await page.getByLabel('New password').fill('a new and longer one');
    await page.getByRole('button', { name: 'Change the password' }).click();

    await expect(page.getByText('Changed. Every other browser is signed out.')).toBeShown();
  });

  it('is deleted when that is said twice', async () => {
    const email = newAddress();
    const page = await newcomer('user', email);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page).toBeAt(`${product.url}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await expect(page.getByText(/do not belong together/)).toBeShown();
  });

  it('of an admin lets somebody in by a link', async () => {
    const admin = await newcomer('admin');
    const email = newAddress();
    await admin.goto(`${product.url}/account`);
    await admin.getByRole('link', { name: 'People' }).click();
    await admin.getByLabel('E-mail').fill(email);
    await admin.getByRole('button', { name: 'Make the link' }).click();
    await admin.getByRole('button', { name: 'Copy' }).click();
    const link = String(await admin.evaluate('navigator.clipboard.readText()'));
    await expectFit(admin);

    const page = await (await newPhone()).newPage();
    await page.goto(link);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await expect(page).toBeAt(`${product.url}/`);

    await admin.reload();
    await expect(admin.getByText(email)).toBeShown();
  });
});
