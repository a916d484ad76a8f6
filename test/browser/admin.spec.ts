import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Browser, Page } from 'playwright-core';
import { keyOf, newcomer } from '../e2e/support/people.js';
import { newestDays } from '../e2e/support/imports.js';
import { trackId } from '../e2e/support/trackside.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';

let browser: Browser;
let product: Product;
let date: string;

/** Nothing is wider than the phone, every button is tall enough, and axe finds nothing serious. */
async function expectFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await seriousFindings(page)).toEqual([]);
  const heights = await page
    .locator('main button, main a[matButton], main .small')
    .evaluateAll((buttons) => buttons.map((each) => each.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(0);
  for (const height of heights) expect(height).toBeGreaterThanOrEqual(44);
}

/** Imports a day whose page has lost its table. */
async function failImport(ask: (path: string, body: object) => Promise<unknown>): Promise<void> {
  product.simulator.faults.set([
    { match: { page: 'day' }, effect: { type: 'changed-markup', change: 'table-gone' } },
  ]);
  await ask('/api/v1/practice-days/ingest-range', { track_id: trackId(SLUG), dates: [date] });
  const database = product.app.get<DataSource>(getDataSourceToken(), { strict: false });
  for (let waited = 0; waited < 30_000; waited += 50) {
    const sql = `SELECT 1 FROM import_job_days WHERE state = 'failed'`;
    if ((await database.query<unknown[]>(sql)).length > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  product.simulator.faults.set([]);
}

describe.each(['light', 'dark'] as const)('the page of an admin, %s', (colorScheme) => {
  beforeAll(async () => {
    browser = await launchChromium();
    product = await startProduct({ AUTH_MODE: 'required' }, { tracks: 30 });
    date = newestDays(product.simulator, SLUG, 1)[0]!;
  });
  afterAll(async () => {
    await product.close();
    await browser.close();
  });

  it('shows and revokes keys, tries again what failed, and switches LiveRC off', async () => {
    const ada = await newcomer(product, 'ada@club.example', 'admin');
    const eve = await newcomer(product, 'eve@club.example');
    await keyOf(eve, ['read'], { name: 'results board' });
    await failImport((path, body) => Promise.resolve(ada.post(path).send(body)));
    const page = await open('ada@club.example');
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('link', { name: 'Admin', exact: true }).click();

    await expect(page.getByText('2 accounts, 1 admin among them.')).toBeShown();
    await expect(page.getByText('Practice day of tallowick')).toBeShown();
    await expect(page.getByText(/eve@club\.example · read · no end · never used/)).toBeShown();
    await expectFit(page);

    await page.getByRole('button', { name: /^Revoke the key results board/ }).click();
    await page.getByRole('button', { name: 'Revoke it' }).click();
    await expect(page.getByText('Nobody has one.')).toBeShown();

    await page.getByRole('button', { name: /^Try again: Import of/ }).click();
    await expect(page.getByRole('link', { name: 'Open the day' })).toBeShown();

    await page.getByRole('button', { name: 'Switch LiveRC off…' }).click();
    await page.getByRole('button', { name: 'Yes, switch it off' }).click();
    await expect(page.getByRole('button', { name: 'Switch LiveRC on' })).toBeShown();
    await expectFit(page);
    await page.getByRole('button', { name: 'Switch LiveRC on' }).click();
    await page.getByRole('link', { name: 'Open the day' }).click();
    await expect(page).toBeAt(new RegExp('/practice-days/'));
  });

  it('is no user’s', async () => {
    await newcomer(product, 'zoe@club.example');
    const page = await open('zoe@club.example');
    await page.goto(`${product.url}/admin`);

    await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeShown();
    await expectFit(page);
  });

  async function open(email: string): Promise<Page> {
    const context = await browser.newContext({ viewport: PHONE, colorScheme });
    const page = await context.newPage();
    await page.goto(`${product.url}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toBeAt(`${product.url}/`);
    return page;
  }
});

it('is there in open mode, without users and keys', async () => {
  browser = await launchChromium();
  product = await startProduct({}, { tracks: 30 });
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  await page.goto(`${product.url}/admin`);

  await expect(page.getByText('Nobody signs in here')).toBeShown();
  await expect(page.getByText('None in the last 30 days.')).toBeShown();
  await expect(page.getByText('Keys of all users')).toBeGone();
  await expectFit(page);
  await product.close();
  await browser.close();
});
