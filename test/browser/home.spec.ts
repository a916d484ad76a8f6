import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import type { IngestResult } from '@trackside/contracts';
import { trackId } from '../e2e/support/trackside.js';
import { daysBefore, trueDays } from '../e2e/support/truth.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const TODAY = new Date().toISOString().slice(0, 10);

let browser: Browser;
let product: Product;

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({ LIVE_DAY_INTERVAL_SECONDS: '2' }, { today: TODAY, tracks: 30 });
  product.simulator.lateUpload(SLUG, TODAY, 3);
  for (let more = 0; !driverOfToday() && more < 60; more += 1) {
    product.simulator.lateUpload(SLUG, TODAY, 1);
  }
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => {
  await product.close();
  await browser.close();
});

/** A phone that has looked at an earlier day of the track, as its driver. */
async function returning(driver: string): Promise<Page> {
  const [earlier] = trueDays(product.simulator, SLUG, daysBefore(TODAY, 120), daysBefore(TODAY, 3));
  const { body } = await request(product.url)
    .post('/api/v1/practice-days/ingest')
    .send({ track_id: trackId(SLUG), date: earlier!.date });
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  await page.goto(`${product.url}/practice-days/${(body as { data: IngestResult }).data.event_id}`);
  await expect(page.getByLabel('The day in numbers')).toBeShown();
  await page.evaluate(`localStorage.setItem('trackside.me', JSON.stringify(['${driver}']))`);
  return page;
}

/** Somebody with two runs in a class, so that there is a last one and one before it. */
function driverOfToday(): string | undefined {
  const { sessions } = product.simulator.truth.day(SLUG, TODAY)!;
  const runs = Map.groupBy(sessions, (one) => `${one.driver_name} ${one.class_name}`);
  const [twice] = [...runs.values()].filter(
    ([first, second]) => second && first?.driver_name !== 'Unknown Driver',
  );
  return twice?.[0]?.driver_name;
}

describe('the start page', () => {
  it('leads one who comes back to the day that is running, in one tap', async () => {
    const page = await returning(driverOfToday()!);
    await page.goto(product.url);
    await expect(page.getByText('Your last day')).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const [, month, day] = TODAY.split('-');
    const names = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
    await expect(
      page.locator('ts-last-day', { hasText: `${Number(day)} ${names[Number(month) - 1]}` }),
    ).toBeShown();
    await page.getByRole('button', { name: 'Import and open' }).click();
    await expect(page.getByRole('heading', { name: /^Last run at/ })).toBeShown();
    await expect(page.getByText(/^Running as of/)).toBeShown();
    await page.goto(product.url);
    await page.getByRole('link', { name: 'Open my day' }).click();
    await expect(page.getByRole('heading', { name: /^Last run at/ })).toBeShown();
  });

  it('asks LiveRC for nothing where that is only done when one says so', async () => {
    const page = await returning(driverOfToday()!);
    await page.evaluate("localStorage.setItem('trackside.discovery', 'when-i-ask')");
    product.simulator.requests.clear();
    await page.goto(product.url);
    await expect(page.getByText('Pick a track')).toBeShown();
    await page.waitForLoadState('networkidle');
    expect(product.simulator.requests.counts().by_page).toEqual({});
  });

  it('shows no such day to one who never said who they are, nor to one who never drove here', async () => {
    const stranger = await (await browser.newContext({ viewport: PHONE })).newPage();
    await stranger.goto(product.url);
    await expect(stranger.getByText('Pick a track')).toBeShown();
    expect(await stranger.getByText('Your last day').count()).toBe(0);
    const guest = await returning('Nobody Of That Name');
    await guest.goto(product.url);
    await expect(guest.getByText('Pick a track')).toBeShown();
    expect(await guest.getByText('Your last day').count()).toBe(0);
  });
});
