import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import type { IngestResult } from '@trackside/contracts';
import { trackId } from '../e2e/support/trackside.js';
import { daysBefore, trueDays } from '../e2e/support/truth.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const TODAY = new Date().toISOString().slice(0, 10);
/** What a look at LiveRC and its telling may take on a busy machine, besides the interval. */
const PATIENCE = { timeout: 60_000 };

let browser: Browser;
let product: Product;
let eventId: string;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  product = await startProduct({ LIVE_DAY_INTERVAL_SECONDS: '2' }, { today: TODAY, tracks: 30 });
  product.simulator.lateUpload(SLUG, TODAY, 3);
  const { body } = await request(product.url)
    .post('/api/v1/practice-days/ingest')
    .send({ track_id: trackId(SLUG), date: TODAY });
  eventId = (body as { data: IngestResult }).data.event_id;
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await product.close();
});
afterAll(() => browser.close());

async function open(tab: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  await page.goto(`${product.url}/practice-days/${eventId}?tab=${tab}`);
  return page;
}

const sessionsOfToday = () => product.simulator.truth.day(SLUG, TODAY)?.sessions ?? [];
/** Sessions come late until one is of somebody with a name, and has laps. */
function uploadRun(): { driver_name: string } {
  const before = new Set(sessionsOfToday().map(({ source_session_id: id }) => id));
  for (;;) {
    product.simulator.lateUpload(SLUG, TODAY, 1);
    const run = sessionsOfToday().find(
      ({ source_session_id: id, laps, driver_name: name }) =>
        !before.has(id) && laps.length > 0 && !name.startsWith('Unknown'),
    );
    if (run) return run;
  }
}

/** How many sessions the head of the page says there are. */
const told = async (page: Page): Promise<number> =>
  parseInt(await page.getByLabel('The day in numbers').locator('li').first().innerText(), 10);
/** Asks in the page of how many sessions of the day the device has a copy. */
const keptSessions = (): string =>
  `caches.match('/api/v1/practice-days/${eventId}/sessions')
    .then((copy) => copy?.json()).then((answer) => answer?.data.items.length)`;
const HAS_LAPS_KEPT = `caches.open('trackside-answers').then((store) => store.keys())
  .then((all) => all.some(({ url }) => url.includes('include_laps=true')))`;
const dayPages = (): number => product.simulator.requests.counts().by_page.day ?? 0;

describe('the page of a day that is running', () => {
  it('grows by itself, says how old it is and when LiveRC is looked at next', async () => {
    const page = await open('sessions');
    await expect(page.getByText(/^Running as of \d\d:\d\d, (next look in|looking now)/)).toBeShown(
      PATIENCE,
    );
    product.simulator.lateUpload(SLUG, TODAY, 1);
    await expect(() => told(page)).toBecome(sessionsOfToday().length, PATIENCE);
    await expect(page.getByText(/^New session at \d\d:\d\d: /)).toBeShown(PATIENCE);
    await expect(page.getByText('0 not read yet')).toBeGone();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('is not looked at while it is paused, and shows at once what came meanwhile', async () => {
    const page = await open('sessions');
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText(/^Paused as of/)).toBeShown();
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const asked = dayPages();
    product.simulator.lateUpload(SLUG, TODAY, 1);
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(dayPages()).toBe(asked);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(() => told(page)).toBecome(sessionsOfToday().length, PATIENCE);
  });

  it('says that the connection is lost, and loses nothing when it is back', async () => {
    const page = await open('sessions');
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    await page.context().setOffline(true);
    product.cutConnections();
    await expect(page.getByText(/^Connection lost as of/)).toBeShown(PATIENCE);
    product.simulator.lateUpload(SLUG, TODAY, 2);
    await page.context().setOffline(false);
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    await expect(() => told(page)).toBecome(sessionsOfToday().length, PATIENCE);
  });

  it('misses nothing of a whole minute without a network, and doubles nothing', async () => {
    const page = await (await browser.newContext({ viewport: PHONE })).newPage();
    await page.clock.install();
    await page.goto(`${product.url}/practice-days/${eventId}?tab=sessions`);
    const other = await open('sessions');
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    const before = await told(page);
    await page.context().setOffline(true);
    product.cutConnections();
    const lost = page.getByText(
      /^Connection lost as of \d\d:\d\d, going on as soon as it is back$/,
    );
    await expect(lost).toBeShown(PATIENCE);
    product.simulator.lateUpload(SLUG, TODAY, 3);
    // Somebody else's page has them by now, with their laps: the server has moved on.
    await expect(() => told(other)).toBecome(sessionsOfToday().length, PATIENCE);
    await page.clock.runFor(60_000);

    const words = page.getByText(/(There is no network\.|No connection\. From this device)/);
    await expect(words).toBeShown(PATIENCE);
    await expect(lost).toBeShown(PATIENCE);
    expect(await told(page)).toBe(before);

    await page.context().setOffline(false);
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    await expect(words).toBeGone(PATIENCE);
    await expect(() => told(page)).toBecome(sessionsOfToday().length, PATIENCE);
    const rows = page.getByRole('table', { name: 'Sessions' });
    await expect(() => rows.getAttribute('aria-rowcount')).toBecome(
      String(sessionsOfToday().length + 1),
    );
    await expect(page.getByText(/not read yet/)).toBeGone(PATIENCE);
    const starts = await page.locator('ts-session-line .time').allInnerTexts();
    expect(starts).toEqual(
      sessionsOfToday()
        .map(({ started_at }) => started_at.slice(11, 16))
        .slice(0, starts.length),
    );
  });

  it('has on the device what it was told, although it never asked for it', async () => {
    const page = await open('sessions');
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    await expect(() => page.evaluate('navigator.serviceWorker.controller?.state')).toBecome(
      'activated',
    );
    product.simulator.lateUpload(SLUG, TODAY, 1);
    const count = sessionsOfToday().length;
    await expect(() => told(page)).toBecome(count, PATIENCE);
    await expect(() => page.evaluate(keptSessions())).toBecome(count, PATIENCE);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByText(/From this device/)).toBeShown(PATIENCE);
    expect(await told(page)).toBe(count);
  });

  it('has on the device what it was told of a driver who was chosen only after that', async () => {
    const page = await open('my-day');
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    await expect(() => page.evaluate('navigator.serviceWorker.controller?.state')).toBecome(
      'activated',
    );
    const run = uploadRun();
    await expect(() => told(page)).toBecome(sessionsOfToday().length, PATIENCE);
    await expect(() => page.evaluate(keptSessions())).toBecome(sessionsOfToday().length, PATIENCE);

    await page.locator('.who button').filter({ hasText: run.driver_name }).first().click();
    await expect(page.locator('ts-chart canvas').first()).toBeShown(PATIENCE);
    await expect(() => page.evaluate(HAS_LAPS_KEPT)).toBecome(true, PATIENCE);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByText(/From this device/)).toBeShown(PATIENCE);
    await expect(page.locator('ts-chart canvas').first()).toBeShown(PATIENCE);
    expect(await page.getByText('The laps could not be loaded').count()).toBe(0);
  });

  it('has on the device what it was told of a run of somebody else that was opened', async () => {
    const page = await open('sessions');
    await expect(page.getByText(/^Running as of/)).toBeShown(PATIENCE);
    await expect(() => page.evaluate('navigator.serviceWorker.controller?.state')).toBecome(
      'activated',
    );
    const run = uploadRun();
    await expect(() => told(page)).toBecome(sessionsOfToday().length, PATIENCE);

    const lines = page.locator('ts-session-line').filter({ hasText: run.driver_name });
    await lines.first().getByRole('button').click();
    const laps = page.getByRole('dialog').getByRole('list', { name: 'Laps' });
    await expect(laps).toBeShown(PATIENCE);
    await expect(() => page.evaluate(HAS_LAPS_KEPT)).toBecome(true, PATIENCE);
    await page.context().setOffline(true);
    await page.reload();
    await expect(page.getByText(/From this device/)).toBeShown(PATIENCE);
    await expect(laps).toBeShown(PATIENCE);
  });

  it('of a day long over says nothing of it, and opens no stream', async () => {
    const [old] = trueDays(product.simulator, SLUG, daysBefore(TODAY, 120), daysBefore(TODAY, 30));
    const { body } = await request(product.url)
      .post('/api/v1/practice-days/ingest')
      .send({ track_id: trackId(SLUG), date: old?.date });
    eventId = (body as { data: IngestResult }).data.event_id;
    const page = await open('sessions');
    await expect(page.getByLabel('The day in numbers')).toBeShown();
    expect(await page.getByText('Pause').count()).toBe(0);
  });
});
