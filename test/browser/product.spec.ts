import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import type { EventsSearchResult } from '@trackside/contracts';
import { trackId, until } from '../e2e/support/trackside.js';
import { daysBefore, latestToday, monthsAgo, trueDays } from '../e2e/support/truth.js';
import { DESKTOP, PHONE, launchChromium, rowTexts, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
/** Six calendar months: they do not grow with what is known, as "All" does. */
const SEARCH = `/?track=${trackId(SLUG)}&when=6m`;
/** Short time-outs, so that a hang is noticed while the test waits. */
const IMPATIENT = {
  PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: '1.5',
  PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: '1.5',
};

let browser: Browser;
let product: Product;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  product = await startProduct(IMPATIENT);
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await product.close();
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(() => browser.close());

async function open(path: string, viewport = DESKTOP): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(message.text());
    }
  });
  await page.goto(product.url + path);
  return page;
}

/** The last six calendar months, as the page asks for them. */
function halfYear(): { start_date: string; end_date: string } {
  const { year, month } = monthsAgo(5);
  return { start_date: `${year}-${String(month).padStart(2, '0')}-01`, end_date: latestToday() };
}

/** What LiveRC has in them. */
function trueHalfYear(): ReturnType<typeof trueDays> {
  const { start_date, end_date } = halfYear();
  return trueDays(product.simulator, SLUG, start_date, end_date);
}

/** How many days of them the database knows with their totals. */
async function summarisedDays(): Promise<number> {
  const asked = { track_id: trackId(SLUG), ...halfYear(), include_practice_days: 'true' };
  const query = new URLSearchParams(asked);
  const { body } = await request(product.url).get(`/api/v1/events/search?${query}`);
  const { discovered_practice_days: days } = (body as { data: EventsSearchResult }).data;
  return (days ?? []).filter(({ total_laps }) => total_laps !== null).length;
}

/** How many calendar months two dates lie in, and all between: 180 days touch six or seven. */
function monthsFrom(start: string, end: string): number {
  const numbered = (date: string): number =>
    12 * Number(date.slice(0, 4)) + Number(date.slice(5, 7));
  return numbered(end) - numbered(start) + 1;
}

function practiceRows(rows: string[]): string[] {
  return rows.filter((row) => row.includes('PRACTICE'));
}

describe('the page over the API and a simulated LiveRC', () => {
  it('finds a track by its name and streams its practice days, as LiveRC has them', async () => {
    const page = await open('/');
    await page.getByRole('combobox', { name: 'When' }).selectOption('All');
    await page.getByRole('combobox', { name: 'Track' }).fill('tallow');
    await page.getByRole('option', { name: /tallowick/ }).click();
    await expect(page.getByText('details follow').first()).toBeShown();
    const today = latestToday();
    const first = daysBefore(today, 180);
    await expect(page.getByText(`LiveRC checked: ${monthsFrom(first, today)} months`)).toBeShown();
    const rows = practiceRows(await rowTexts(page));
    const truth = trueDays(product.simulator, SLUG, first, today);
    expect(rows).toHaveLength(truth.length);
    truth.forEach((day, index) => {
      expect(rows[index]).toContain(`${day.session_count} session`);
      expect(rows[index]).toContain(`${day.total_laps.toLocaleString('en')} lap`);
      expect(rows[index]).toContain(`${day.time_range_start}–${day.time_range_end}`);
    });
  });

  it('shows on the next visit at once what it knows, and asks LiveRC nothing again', async () => {
    const first = await open(SEARCH);
    await expect(first.getByText(/LiveRC checked: 6 months/)).toBeShown();
    product.simulator.requests.clear();
    const second = await open(SEARCH);
    await expect(second.getByText('6 months, stored just now')).toBeShown();
    expect(await rowTexts(second)).toEqual(await rowTexts(first));
    expect(product.simulator.requests.counts().total).toBe(0);
  });

  it('finds all done that was begun before its page was closed', async () => {
    product.simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 300 } }]);
    const first = await open(SEARCH);
    await expect(first.getByText('details follow').first()).toBeShown();
    await first.close();
    const truth = trueHalfYear();
    await until(async () => (await summarisedDays()) === truth.length, 60_000);
    product.simulator.requests.clear();
    const second = await open(SEARCH);
    await expect(second.getByText('6 months, stored just now')).toBeShown();
    expect(practiceRows(await rowTexts(second))).toHaveLength(truth.length);
    expect(product.simulator.requests.counts().by_page).toEqual({});
  });

  it('names a month whose calendar hangs, and brings it when it is retried', async () => {
    const { year, month } = monthsAgo(2);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    product.simulator.faults.set([
      { match: { page: 'calendar', month: name }, effect: { type: 'hang' } },
    ]);
    const page = await open(SEARCH);
    const notice = page.locator('.notice', { hasText: 'LiveRC took too long to answer' });
    await expect(notice).toBeShown();
    product.simulator.faults.clear();
    await page.getByRole('button', { name: /^Retry/ }).click();
    await expect(page.getByText(/LiveRC checked: 6 months/)).toBeShown();
    expect(practiceRows(await rowTexts(page))).toHaveLength(trueHalfYear().length);
  });

  it('names the day whose page hangs, and brings it when its month is retried', async () => {
    const [hanging] = trueHalfYear();
    product.simulator.faults.set([
      { match: { page: 'day', date: hanging?.date ?? '' }, effect: { type: 'hang' } },
    ]);
    const page = await open(SEARCH);
    await expect(page.locator('.notice', { hasText: 'not read' })).toBeShown();
    await expect(page.getByText('details not read')).toBeShown();
    product.simulator.faults.clear();
    await page.getByRole('button', { name: /^Retry/ }).click();
    await expect(page.getByText('details not read')).toBeGone();
  });

  it('brings the search before back, with its answers', async () => {
    const page = await open(SEARCH);
    await expect(page.getByText(/LiveRC checked: 6 months/)).toBeShown();
    const before = await rowTexts(page);
    await page.getByRole('combobox', { name: 'When' }).selectOption('Last 3 months');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page.getByText('3 months, stored just now')).toBeShown();
    await page.goBack();
    await expect(page.getByText('6 months, stored just now')).toBeShown();
    expect(await rowTexts(page)).toEqual(before);
  });

  it('keeps favourites, on a phone too', async () => {
    const page = await open(SEARCH, PHONE);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByRole('button', { name: /^Favourite/ }).click();
    await expect(page.getByRole('button', { name: /^Search at/ })).toBeShown();
    await page.goto(product.url);
    await page.getByRole('button', { name: /^Search at/ }).click();
    await expect(page.getByText('6 months, stored just now')).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('imports an event that LiveRC has, once and for all', async () => {
    const page = await open(`/?track=${trackId(SLUG)}&when=12m&practice=no`);
    const imports = page.locator('ts-row-line').getByRole('button', { name: /^Import/ });
    await expect(imports.first()).toBeShown();
    const before = await imports.count();
    await imports.first().click();
    await expect(page.getByRole('button', { name: 'Imported 1' })).toBeShown();
    await page.reload();
    await expect(page.getByRole('button', { name: 'Imported 1' })).toBeShown();
    expect(await imports.count()).toBe(before - 1);
  });

  it('says that a track is unknown', async () => {
    const page = await open('/?track=11111111-2222-5333-8444-555555555555&when=all');
    await expect(page.getByRole('heading', { name: 'No such track is known here' })).toBeShown();
    complaints.length = 0;
  });

  it('needs nothing that the security policy forbids', async () => {
    const page = await open('/');
    await expect(page.getByText('Pick a track')).toBeShown();
    expect(await page.evaluate('document.fonts.ready.then((fonts) => fonts.size > 0)')).toBe(true);
  });
});
