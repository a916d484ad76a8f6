import type { Browser, Page } from 'playwright-core';
import type { SessionTruth } from '@trackside/simulator';
import request from 'supertest';
import { timeOf } from '../e2e/support/page-by-hand.js';
import { trackId } from '../e2e/support/trackside.js';
import { trueDays } from '../e2e/support/truth.js';
import { DESKTOP, PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const RANGE = { start_date: '2025-06-01', end_date: '2025-10-31' };
const UNKNOWN = 'Unknown Driver';

let browser: Browser;
let product: Product;
let sessions: (SessionTruth & { date: string })[];
/** A named driver of whose name a few letters are nobody else's. */
let driver: string;
let letters: string;

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({}, { today: '2025-10-31', tracks: 30 });
  await request(product.url)
    .post('/api/v1/practice-days/discover-range')
    .send({ track_id: trackId(SLUG), ...RANGE });
  const days = trueDays(product.simulator, SLUG, RANGE.start_date, RANGE.end_date);
  sessions = days.flatMap(({ date }) =>
    product.simulator.truth.day(SLUG, date)!.sessions.map((one) => ({ ...one, date })),
  );
  const names = [...new Set(sessions.map(({ driver_name: name }) => name))];
  for (const name of names.filter((one) => /^[a-z]+ [a-z]+$/i.test(one) && one !== UNKNOWN)) {
    const part = name.slice(0, 4).toLowerCase();
    if (names.filter((other) => other.toLowerCase().includes(part)).length === 1) {
      [driver, letters] = [name, part];
    }
  }
}, 60_000);
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

async function open(path: string, viewport = PHONE): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(product.url + path);
  return page;
}

const ofClass = (name: string) => sessions.filter((one) => one.class_name === name);
/** Unknown drivers are told apart by transponder. */
const keyOf = ({ driver_name: name, transponder }: SessionTruth): string =>
  name === UNKNOWN ? `${name} ${transponder ?? ''}` : name.toLowerCase();
const busiest = (): string =>
  [...Map.groupBy(sessions, (one) => one.class_name)].sort(
    (a, b) => b[1].length - a[1].length,
  )[0]![0];
const own = (name: string) => sessions.filter((one) => one.driver_name === name);

describe('who practised at a track', () => {
  it('says on paper of which year and class it is, and in which order', async () => {
    const name = busiest();
    const page = await open(
      `/drivers?track=${trackId(SLUG)}&year=2025&class=${encodeURIComponent(name)}&sort=best`,
    );
    await expect(page.getByRole('listitem').first()).toBeShown();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(`2025, ${name}, best lap first`)).toBeShown();
  });

  it('is printed whole, also who is not on the page yet', async () => {
    const page = await (await browser.newContext({ viewport: PHONE })).newPage();
    await page.addInitScript(
      `window.print = () => {
        dispatchEvent(new Event('beforeprint'));
        window.printed = document.querySelectorAll('ts-drivers-page li').length;
      };`,
    );
    await page.route(/\/drivers\?/, (route) =>
      route.continue({
        url: route
          .request()
          .url()
          .replace(/limit=\d+/, 'limit=3'),
      }),
    );
    await page.goto(`${product.url}/drivers?track=${trackId(SLUG)}`);
    await expect(() => page.locator('ts-drivers-page li').count()).toBecome(3);
    await page.getByRole('button', { name: 'Print' }).click();
    await expect(() => page.evaluate('window.printed')).toBecome(new Set(sessions.map(keyOf)).size);
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('ts-drivers-page li .class').first()).toBeShown();
  });

  it('is listed with days, laps and the best of each class, and leads to the driver', async () => {
    const page = await open(`/practice-days?track=${trackId(SLUG)}`);
    await page.getByRole('link', { name: 'Who practised here' }).click();
    const row = page.getByRole('listitem').filter({ hasText: driver });
    await expect(row).toBeShown();
    const days = new Set(own(driver).map(({ date }) => date)).size;
    expect(await row.innerText()).toMatch(new RegExp(`${days} days?\\s`));
    for (const { class_name: name } of own(driver)) expect(await row.innerText()).toContain(name);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
    await row.getByRole('link').click();
    await expect(page.getByRole('heading', { name: driver })).toBeShown();
  });

  it('is found by a few letters in the list, and Back leads to where one came from', async () => {
    const page = await open(`/practice-days?track=${trackId(SLUG)}`);
    await page.getByRole('link', { name: 'Who practised here' }).click();
    await page.getByRole('searchbox', { name: 'Name or transponder' }).fill(letters);
    await expect(page.getByText('1 driver', { exact: true })).toBeShown();
    await expect(page).toBeAt(new RegExp(`q=${letters}`));
    await page.goBack();
    await expect(page).toBeAt(/practice-days\?/);
  });

  it('is in the order of best laps within a class, whoever has most days', async () => {
    const page = await open(
      `/drivers?track=${trackId(SLUG)}&class=${encodeURIComponent(busiest())}`,
    );
    await page.getByRole('combobox', { name: 'Order' }).selectOption('best lap');
    await expect(page).toBeAt(/sort=best/);
    const bests = [...Map.groupBy(ofClass(busiest()), keyOf).values()]
      .map((driven) => Math.min(...driven.flatMap((one) => one.fastest_lap_seconds ?? [])))
      .filter((best) => best < Infinity)
      .sort((a, b) => a - b);
    await expect(async () =>
      (await page.locator('.drivers .class b').allInnerTexts()).filter((best) => best !== '–'),
    ).toBecome(bests.map(timeOf));
  });

  it('is counted with unknown drivers beside those with a name', async () => {
    const page = await open(
      `/drivers?track=${trackId(SLUG)}&class=${encodeURIComponent(busiest())}`,
    );
    const keys = new Set(ofClass(busiest()).map(keyOf));
    const unknown = [...keys].filter((key) => key.startsWith(UNKNOWN)).length;
    const [named, words] = [keys.size - unknown, unknown === 0 ? '' : `, ${unknown} unknown`];
    await expect(page.getByText(`${named} drivers${words}`, { exact: true })).toBeShown();
  });

  it('is found by the beginning of a transponder', async () => {
    const { transponder } = own(driver).find((one) => one.transponder !== null)!;
    const page = await open(`/drivers?track=${trackId(SLUG)}&q=${transponder}`);
    await expect(page.getByRole('link', { name: driver })).toBeShown();
  });

  it('is narrowed to a class by a tap on it, and back', async () => {
    const page = await open(`/drivers?track=${trackId(SLUG)}&q=${letters}`, DESKTOP);
    const { class_name: className } = own(driver)[0]!;
    await page
      .getByRole('button', { name: `Only ${className}` })
      .first()
      .click();
    await expect(page).toBeAt(/class=/);
    await expect(page.getByRole('link', { name: driver })).toBeShown();
    await page.getByRole('button', { name: `All classes again; now only ${className}` }).click();
    await expect(page.getByRole('button', { name: /^All classes again/ })).toBeGone();
  });

  it('says that nobody is like that on the days known so far, never that nobody is', async () => {
    const page = await open(`/drivers?track=${trackId(SLUG)}&q=zzzz`);
    await expect(
      page.getByRole('heading', { name: 'Nobody like that on the days known so far' }),
    ).toBeShown();
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(page.getByRole('link', { name: driver })).toBeShown();
  });

  it('says where no day was read yet', async () => {
    const page = await open(`/drivers?track=${trackId('marrowgate')}`);
    await expect(page.getByRole('heading', { name: 'No practice day was read here' })).toBeShown();
  });
});

describe('the field for a driver', () => {
  it('offers who practised here after a few letters', async () => {
    const page = await open(`/practice-days?track=${trackId(SLUG)}`);
    await page.getByRole('combobox', { name: 'Driver' }).fill(letters);
    await page.getByRole('option', { name: driver }).click();
    await expect(page.getByRole('heading', { name: driver })).toBeShown();
  });

  it('leads to the one who is meant by a part of a name', async () => {
    const page = await open(`/practice-days?track=${trackId(SLUG)}`);
    await page.getByRole('combobox', { name: 'Driver' }).fill(letters);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: driver })).toBeShown();
  });

  it('leads to all who may be meant', async () => {
    const page = await open(`/practice-days?track=${trackId(SLUG)}`);
    await page.getByRole('combobox', { name: 'Driver' }).fill('a');
    await page.keyboard.press('Enter');
    await expect(page).toBeAt(/drivers\?.*q=a/);
    await expect(page.getByRole('link', { name: /a/i }).first()).toBeShown();
  });
});
