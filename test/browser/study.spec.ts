import { readFile } from 'node:fs/promises';
import { paceFigures } from '@trackside/lap-statistics';
import type { SessionTruth } from '@trackside/simulator';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readCsv } from '../e2e/support/csv.js';
import { trackId } from '../e2e/support/trackside.js';
import { latestToday, monthsAgo, trueDays } from '../e2e/support/truth.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const SEARCH = `/?track=${trackId(SLUG)}&when=6m`;
/** An import asks for a page a session. */
const IMPORT_MS = 60_000;

let browser: Browser;
let product: Product;
let context: BrowserContext;
let page: Page;
let date: string;
/** The driver with most valid laps of the day, and the class they drove most. */
let driver: string;
let className: string;
let sessions: SessionTruth[];
const complaints: string[] = [];

beforeAll(async () => {
  [browser, product] = await Promise.all([launchChromium(), startProduct()]);
  const { year, month } = monthsAgo(5);
  const start = `${year}-${String(month).padStart(2, '0')}-01`;
  const days = trueDays(product.simulator, SLUG, start, latestToday());
  date = days.find((day) => day.session_count > 20)!.date;
  sessions = product.simulator.truth.day(SLUG, date)!.sessions;
  const named = sessions.filter((session) => session.driver_name !== 'Unknown Driver');
  driver = busiest(named.map((session) => [session.driver_name, validLaps(session).length]));
  className = busiest(own().map((session) => [session.class_name, 1]));
  context = await newContext();
  page = await context.newPage();
  listen(page);
  await page.goto(product.url + SEARCH);
  await expect(page.getByText(/LiveRC checked: 6 months/)).toBeShown({ timeout: IMPORT_MS });
});

afterAll(async () => {
  await browser.close();
  await product.close();
});

afterEach(() => expect(complaints.splice(0)).toEqual([]));

function newContext(): Promise<BrowserContext> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  return browser.newContext({ viewport: PHONE, hasTouch: true, permissions });
}

function listen(opened: Page): void {
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(message.text());
    }
  });
}

function busiest(counts: [name: string, count: number][]): string {
  const sums = new Map<string, number>();
  counts.forEach(([name, count]) => sums.set(name, (sums.get(name) ?? 0) + count));
  return [...sums].sort((a, b) => b[1] - a[1])[0]![0];
}

function validLaps(session: SessionTruth) {
  return session.laps.filter((lap) => lap.is_valid);
}

function own(): SessionTruth[] {
  return sessions.filter((session) => session.driver_name === driver);
}

/** The driver's sessions of the class, oldest first. */
function ownOfClass(): SessionTruth[] {
  return own()
    .filter((session) => session.class_name === className)
    .reverse();
}

function bestOf(list: SessionTruth[]): number {
  return Math.min(...list.flatMap((session) => session.detail.fastest_lap_seconds ?? []));
}

/** `34.746` and `1:02.345`. */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const rest = ((ms % 60_000) / 1000).toFixed(3);
  return ms < 60_000 ? rest : `${Math.floor(ms / 60_000)}:${rest.padStart(6, '0')}`;
}

async function figures(of: Page): Promise<string[]> {
  await expect(of.locator('ts-my-day ts-chart canvas').first()).toBeShown();
  return of
    .locator('ts-my-day ts-figure-list dl > div')
    .evaluateAll((parts: { innerText: string }[]) =>
      parts.map((part) => part.innerText.replace(/\s+/g, ' ').trim()),
    );
}

/** One story, told in order: each step begins where the one before it ended. */
describe('a racer with a phone, between two runs', () => {
  it('imports a day from the search and opens it', async () => {
    const words = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    })
      .format(new Date(`${date}T00:00:00Z`))
      .replace(',', '');
    await page.getByRole('button', { name: `Import ${words}` }).click();
    const open = page.getByRole('link', { name: `Open ${words}` });
    await expect(open).toBeShown({ timeout: IMPORT_MS });
    await open.click();

    await expect(
      page.getByRole('heading', { name: new RegExp(`^Practice, ${words}`) }),
    ).toBeShown();
    // It opens while its laps are on their way.
    const asked = (): number => product.simulator.requests.count({ page: 'session' });
    await expect(asked).toBecome(sessions.length, { timeout: IMPORT_MS });
    await expect(page.getByRole('progressbar', { name: 'Sessions read' })).toBeGone();
    await expect(page.getByText(/not read yet/).first()).toBeGone();
  });

  it('finds the three questions answered, as LiveRC would', async () => {
    await page.getByRole('button', { name: 'Choose your name' }).click();
    await page.getByRole('dialog').locator('.driver', { hasText: driver }).click();
    const chooser = page.getByRole('button', { name: className, exact: true });
    if ((await chooser.count()) > 0) {
      await chooser.click();
    }
    const found = await figures(page);

    const ofClass = sessions.filter((session) => session.class_name === className);
    const laps = ownOfClass().flatMap((session) => session.laps);
    const pace = paceFigures(ownOfClass().map((session) => session.laps));
    expect(found[0]).toContain(`Best ${clock(bestOf(ownOfClass()))} at`);
    expect(found[1]).toContain(`Class best ${clock(bestOf(ofClass))}`);
    expect(found[2]).toContain(`Median ${clock(pace.median_lap_seconds!)}`);
    expect(found[4]).toBe(`Sessions ${ownOfClass().length}`);
    expect(found[5]).toContain(`Laps ${laps.length}`);
    expect(pace.counted_lap_count).toBeGreaterThan(5);
    const headings = await page.locator('ts-my-day section > h2').allInnerTexts();
    expect(headings.filter((heading) => !heading.startsWith('Last run'))).toEqual([
      'Across the day',
      'Best lap in the class',
      'Consistency',
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('shares the address, and a friend sees the same', async () => {
    await page.getByRole('button', { name: 'Share, print, export' }).click();
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    await expect(page.getByText('Link copied')).toBeShown();
    const address = (await page.evaluate('navigator.clipboard.readText()')) as string;
    const friend = await (await newContext()).newPage();
    listen(friend);
    await friend.goto(address);

    expect(await figures(friend)).toEqual(await figures(page));
    await friend.context().close();
  });

  it('compares two sessions lap by lap', async () => {
    const two = ownOfClass()
      .filter((session) => session.laps.length > 2)
      .slice(0, 2);
    await page.getByRole('link', { name: 'Sessions' }).click();
    for (const session of two) {
      const start = session.started_at.slice(11, 16);
      const box = page.getByRole('checkbox', { name: new RegExp(`${driver}.*${start}`) });
      await box.first().check();
    }
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const table = page.getByRole('region', { name: 'Lap by lap' });
    await expect(table).toBeShown();

    const times = await table.locator('td .time').allInnerTexts();
    const expected = two.flatMap((session) => session.laps.map((lap) => lap.lap_time_seconds));
    expect(times.map((time) => time.trim()).filter(Boolean)).toHaveLength(expected.length);
    for (const seconds of expected) {
      expect(times.join(' ')).toContain(clock(seconds));
    }
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('takes the day away as CSV, every lap of it', async () => {
    await page.getByRole('button', { name: 'Share, print, export' }).click();
    const arriving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const download = await arriving;

    expect(download.suggestedFilename()).toBe(`practice-${SLUG}-${date}.csv`);
    const rows = readCsv(await readFile(await download.path(), 'utf8'));
    const truth = sessions.flatMap((session) =>
      session.laps.map((lap) => [
        session.source_session_id,
        String(lap.lap_number),
        String(lap.lap_time_seconds),
        String(lap.is_valid),
      ]),
    );
    const read = rows
      .filter((row) => row['lap_number'] !== '')
      .map((row) => [
        row['source_session_id'],
        row['lap_number'],
        row['lap_time_seconds'],
        row['is_valid'],
      ]);
    expect(read).toEqual(truth);
  });

  it('sees their days at the track, the imported one and the others', async () => {
    const address = `/driver?track=${trackId(SLUG)}&name=${encodeURIComponent(driver)}`;
    await page.goto(product.url + address);
    await expect(page.getByRole('heading', { name: driver })).toBeShown();

    await expect(page.getByRole('link', { name: /2\d{3}/ }).first()).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
