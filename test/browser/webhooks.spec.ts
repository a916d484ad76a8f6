import type { Browser, Page } from 'playwright-core';
import { importDay, newestDays } from '../e2e/support/imports.js';
import { until } from '../e2e/support/trackside.js';
import { WebhookReceiver } from '../e2e/support/webhook-receiver.js';
import request from 'supertest';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';

let browser: Browser;
let product: Product;
const receiver = new WebhookReceiver();

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({}, { tracks: 30 });
  await receiver.start();
});
beforeEach(() => receiver.forget());
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(async () => {
  await receiver.stop();
  await product.close();
  await browser.close();
});

async function open(colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, colorScheme });
  const page = await context.newPage();
  await page.goto(`${product.url}/webhooks`);
  await expect(page.getByRole('heading', { name: 'Make a webhook' })).toBeShown();
  return page;
}

/** Nothing is wider than the phone, each button can be hit, and axe finds nothing serious. */
async function expectFit(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await seriousFindings(page)).toEqual([]);
  const heights = await page
    .getByRole('main')
    .getByRole('button')
    .evaluateAll((buttons) =>
      buttons.map((button) => (button as unknown as { offsetHeight: number }).offsetHeight),
    );
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
}

describe('the page of webhooks', () => {
  it('makes one, shows its secret once, what was sent, and sends it again', async () => {
    const page = await open();
    await expect(page.getByText('You have none.')).toBeShown();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByLabel('a new practice day').uncheck();
    await page.getByLabel('an import of mine has ended').check();
    await page.getByRole('button', { name: 'Make the webhook' }).click();
    await expect(page.getByText('It is shown this once')).toBeShown();
    const secret = String(await page.locator('.once code').textContent());
    await expectFit(page);

    const stage = { url: product.url, agent: request(product.url) };
    await importDay(stage, SLUG, newestDays(product.simulator, SLUG, 1)[0]!);
    await until(() => receiver.received.length > 0, 20_000);
    await page.reload();
    await expect(page.getByText('· any track ·')).toBeShown();
    expect(await page.locator('body').textContent()).not.toContain(secret);
    await page.getByRole('button', { name: /^Last deliveries/ }).click();
    await expect(page.getByText(/delivered just now · 204/)).toBeShown();
    await expectFit(page);
    await page.getByRole('button', { name: /^Send again/ }).click();
    await expect(page.getByText('It is being sent.')).toBeShown();
    await until(() => receiver.received.length > 1, 20_000);
    expect(receiver.verified(secret).map(({ type }) => type)).toEqual([
      'import.finished',
      'import.finished',
    ]);

    await page.getByRole('button', { name: /^Delete http/ }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByText('You have none.')).toBeShown();
  });

  it('says what is wrong with an address, and fits in the dark', async () => {
    const page = await open('dark');
    await page.getByLabel('Address').fill('http://169.254.169.254/latest');
    await page.getByRole('button', { name: 'Make the webhook' }).click();

    await expect(page.getByText(/address that is not public/)).toBeShown();
    await expectFit(page);
  });

  it('is led to from the account and from the status', async () => {
    const page = await open();
    await page.goto(`${product.url}/account`);
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await expect(page).toBeAt(`${product.url}/webhooks`);

    await page.goto(`${product.url}/status`);
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await expect(page).toBeAt(`${product.url}/webhooks`);
  });
});
