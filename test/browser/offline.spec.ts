import type { Browser, BrowserContext, Page } from 'playwright-core';
import request from 'supertest';
import type { IngestResult } from '@trackside/contracts';
import { trackId } from '../e2e/support/trackside.js';
import { daysBefore, latestToday, trueDays } from '../e2e/support/truth.js';
import { PHONE, launchChromium, rowTexts, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const SEARCH = `/?track=${trackId(SLUG)}&when=3m`;
const FROM_DEVICE = /^No connection\. From this device, just now\.$/;

let browser: Browser;
let product: Product;
let context: BrowserContext;
let page: Page;
/** Practice days that are imported, newest first. */
let days: { eventId: string; date: string }[];

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({}, { tracks: 30 });
  const today = latestToday();
  const dates = trueDays(product.simulator, SLUG, daysBefore(today, 90), daysBefore(today, 3));
  days = await Promise.all(dates.slice(0, 2).map(({ date }) => imported(date)));
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: PHONE });
  page = await context.newPage();
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function imported(date: string): Promise<{ eventId: string; date: string }> {
  const { body } = await request(product.url)
    .post('/api/v1/practice-days/ingest')
    .send({ track_id: trackId(SLUG), date });
  const { event_id: eventId, job_id: jobId } = (body as { data: IngestResult }).data;
  await expect(async () => {
    const job = await request(product.url).get(`/api/v1/jobs/${jobId}`);
    return (job.body as { data: { state: string } }).data.state;
  }).toBecome('completed');
  return { eventId, date };
}

/** Opens a page of the app, and waits until the device is ready to do so without a network. */
async function visit(path: string): Promise<void> {
  await page.goto(product.url + path);
  await expect(() => page.evaluate('navigator.serviceWorker.controller?.state ?? "none"')).toBecome(
    'activated',
  );
}

async function goOffline(): Promise<void> {
  await context.setOffline(true);
  product.cutConnections();
}

const dayPath = (place: number): string => `/practice-days/${days[place]!.eventId}`;
const numbers = (): ReturnType<Page['getByLabel']> => page.getByLabel('The day in numbers');

/** Somebody who drove on a day, by a name of their own. */
async function driverOf(place: number): Promise<string> {
  const named = ({ driver_name: name }: { driver_name: string }): boolean =>
    name !== 'Unknown Driver';
  return (await sessionsOf(place)).find(named)!.driver_name;
}

async function sessionsOf(place: number): Promise<{ id: string; driver_name: string }[]> {
  const { body } = await request(product.url).get(`/api/v1${dayPath(place)}/sessions`);
  return (body as { data: { items: { id: string; driver_name: string }[] } }).data.items;
}

/** Practice days of the kept search, imported or not. */
async function keptSearchDays(): Promise<number> {
  const count = await page.evaluate(`caches.open('trackside-answers').then(async (kept) => {
    const name = (await kept.keys()).find(({ url }) => url.includes('/events/search'));
    const { data } = name ? await (await kept.match(name)).json() : { data: {} };
    return (data.practice_days ?? []).length + (data.discovered_practice_days ?? []).length;
  })`);
  return count as number;
}

/** Paths below the API of all that the device has kept. */
async function keptPaths(): Promise<string[]> {
  const names = await page.evaluate(`caches.open('trackside-answers')
    .then((kept) => kept.keys()).then((all) => all.map(({ url }) => url))`);
  return (names as string[]).map((name) => new URL(name).pathname.replace('/api/v1', ''));
}

async function untilKept(...paths: string[]): Promise<void> {
  await expect(async () => {
    const kept = await keptPaths();
    return paths.every((path) => kept.includes(path));
  }).toBecome(true);
}

describe('a phone without a network', () => {
  it('opens a day that it has seen, with its age, and never shows it as current', async () => {
    await visit(dayPath(0));
    await expect(numbers()).toBeShown();
    await untilKept(dayPath(0), `${dayPath(0)}/sessions`);
    await expect(page.locator('.skeleton')).toBeGone();
    const before = await numbers().innerText();
    await goOffline();
    await page.reload();
    await expect(() => numbers().innerText()).toBecome(before);
    await expect(page.getByText(FROM_DEVICE)).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('says of a day that it has not seen that it is not here, and opens it when the network is back', async () => {
    await visit('/');
    await goOffline();
    await page.goto(product.url + dayPath(1));
    await expect(page.getByRole('heading', { name: 'This day isn’t on this device' })).toBeShown();
    await expect(page.getByText('It opens when the network is back.')).toBeShown();
    await expect(page.getByText(/There is no network\. What this device has kept/)).toBeShown();
    await expect(page.getByText(/server does not answer/)).toBeGone();
    expect(await seriousFindings(page)).toEqual([]);
    await context.setOffline(false);
    await expect(numbers()).toBeShown();
    await expect(page.getByText(FROM_DEVICE)).toBeGone();
  });

  it('shows the server’s own answer in place of the device’s as soon as it is back', async () => {
    await visit(dayPath(0));
    await untilKept(dayPath(0), `${dayPath(0)}/sessions`);
    await goOffline();
    await page.reload();
    await expect(page.getByText(FROM_DEVICE)).toBeShown();
    await context.setOffline(false);
    await expect(page.getByText(FROM_DEVICE)).toBeGone();
    await expect(numbers()).toBeShown();
  });

  it('starts, with the last day on top, and opens a page that was never opened before', async () => {
    await visit(dayPath(0));
    await expect(numbers()).toBeShown();
    const driver = await driverOf(0);
    await page.evaluate(`localStorage.setItem('trackside.me', JSON.stringify(['${driver}']))`);
    await page.goto(product.url);
    await expect(page.getByText('Your last day')).toBeShown();
    await untilKept('/practice-days/search');
    await goOffline();
    await page.goto(product.url);
    await expect(page.getByText('Your last day')).toBeShown();
    await expect(page.getByText(FROM_DEVICE)).toBeShown();
    await page.getByRole('link', { name: 'Status', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
  });

  it('has a way from the start page to the day of a first visit, on which a name was chosen', async () => {
    const driver = await driverOf(0);
    await visit(dayPath(0));
    await page.locator('.who button').filter({ hasText: driver }).first().click();
    await untilKept(dayPath(0), `${dayPath(0)}/sessions`, '/practice-days/search');
    await goOffline();
    await page.goto(product.url);
    await page.getByRole('link', { name: 'Open my day' }).click();
    await expect(numbers()).toBeShown();
  });

  it('shows the rows of a search as they were seen last, and says so in plain words', async () => {
    await visit('/');
    // Nobody has read these months before: the search itself knows none of them.
    await page.goto(product.url + SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const rows = await rowTexts(page);
    expect(rows.length).toBeGreaterThan(3);
    await expect(() => keptSearchDays()).toBecome(
      rows.filter((row) => /PRACTICE|IMPORTED/.test(row)).length,
    );
    await goOffline();
    await page.reload();
    await expect(async () => (await rowTexts(page)).length).toBecome(rows.length);
    await expect(page.getByText(FROM_DEVICE)).toBeShown();
    const shown = 'No network: shown is what this device has. LiveRC is asked when it is back.';
    await expect(page.getByText(shown)).toBeShown();
    const words = await page.locator('body').innerText();
    expect(words).toContain('There is no network.');
    expect(words).not.toMatch(/TypeError|Failed to fetch|of \d months/);
  });

  it('opens sessions side by side that it has seen', async () => {
    const [one, other] = await sessionsOf(0);
    await visit(`/compare?ids=${one!.id},${other!.id}`);
    const table = page.getByRole('table').first();
    await expect(table).toBeShown();
    await untilKept('/practice-sessions');
    await goOffline();
    await page.reload();
    await expect(table).toBeShown();
    await expect(page.getByText(FROM_DEVICE)).toBeShown();
  });

  it('opens the page of a driver that it has seen', async () => {
    const path = `/driver?${new URLSearchParams({ track: trackId(SLUG), name: await driverOf(0) })}`;
    await visit(path);
    await expect(page.getByRole('heading', { name: 'Day by day', exact: true })).toBeShown();
    await untilKept('/drivers');
    await goOffline();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Day by day', exact: true })).toBeShown();
    await expect(page.getByText(FROM_DEVICE)).toBeShown();
  });
});

it('names as the server serves it by what it can be installed', async () => {
  await page.goto(product.url);
  const session = await context.newCDPSession(page);
  const { data, errors } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(data).toContain('"start_url": "/"');
});

describe('a phone whose network is there, but of no use', () => {
  const DAY = '**/api/v1/practice-days/**';

  beforeEach(async () => {
    await visit(dayPath(0));
    await untilKept(dayPath(0), `${dayPath(0)}/sessions`);
  });

  it('has the device’s copy after a few seconds where nothing comes', async () => {
    await context.route(DAY, () => undefined);
    await page.reload();
    await expect(page.getByText('The network is slow. From this device, just now.')).toBeShown();
    await expect(numbers()).toBeShown();
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('From this device')).toBeGone();
  });

  it.each([
    ['a page to sign in', 200],
    ['a proxy that finds nobody', 502],
  ])(
    'has the copy where %s answers in Trackside’s name, and keeps nothing of it',
    async (_, status) => {
      await context.route(DAY, (route) =>
        route.fulfill({ status, contentType: 'text/html', body: '<h1>Welcome</h1>' }),
      );
      await page.reload();
      await expect(numbers()).toBeShown();
      await expect(page.getByText(/From this device/)).toBeShown();
      await context.unrouteAll();
      await goOffline();
      await page.reload();
      await expect(numbers()).toBeShown();
    },
  );

  it('keeps neither failures nor how things stand at this moment', async () => {
    const failed = `fetch('/api/v1/practice-days/00000000-0000-4000-8000-000000000000',
      { headers: { accept: 'application/json' } }).then(({ status }) => status)`;
    expect(await page.evaluate(failed)).toBe(404);
    await page.evaluate("fetch('/api/v1/status', { headers: { accept: 'application/json' } })");
    const kept = await keptPaths();
    expect(kept.filter((path) => /0000-|status|jobs|stream|events\/?$/.test(path))).toEqual([]);
  });
});
