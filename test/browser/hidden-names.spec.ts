import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SetUpLinks } from '@trackside/accounts';
import { PASSWORD } from '../e2e/support/people.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const NAME = 'Ines Caldwell';

let browser: Browser;
let product: Product;

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({ AUTH_MODE: 'required' }, { tracks: 30 });
});
afterAll(async () => {
  await product.close();
  await browser.close();
});

async function newPage(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: PHONE });
  return context.newPage();
}

/** Nothing is wider than the phone, and axe finds nothing serious. */
async function expectFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await seriousFindings(page)).toEqual([]);
}

async function admin(): Promise<Page> {
  const email = 'ada@club.example';
  const { path } = await product.app.get(SetUpLinks, { strict: false }).make(email, 'admin');
  const page = await newPage();
  await page.goto(product.url + path);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await expect(page).toBeAt(`${product.url}/`);
  return page;
}

it('a name is hidden by an admin after somebody without an account has asked for it', async () => {
  const stranger = await newPage();
  await stranger.goto(`${product.url}/privacy?name=${encodeURIComponent(NAME)}`);
  await expect(stranger.getByRole('heading', { name: 'Hide a name' })).toBeShown();
  await expectFit(stranger);
  await stranger.getByLabel('Why').fill('It is the name of my child.');
  await stranger.getByLabel('Where an answer reaches you').fill('parent@example.org');
  await stranger.getByRole('button', { name: 'Ask' }).click();
  await expect(stranger.getByText('Your request has arrived')).toBeShown();

  const page = await admin();
  await page.goto(`${product.url}/hidden-names`);
  await expect(page.getByText('It is the name of my child.')).toBeShown();
  await expectFit(page);
  await page.getByRole('button', { name: 'Hide the name' }).click();

  await expect(page.getByText('The name is hidden.')).toBeShown();
  await expect(page.getByText('A name everywhere')).toBeShown();
  expect(await page.getByText('It is the name of my child.').count()).toBe(0);
  await expectFit(page);

  await page.getByRole('button', { name: 'Unhide the name everywhere' }).click();
  await expect(page.getByText('The name is hidden no more.', { exact: false })).toBeShown();
});
