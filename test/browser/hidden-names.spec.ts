import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SetUpLinks } from '@trackside/accounts';
import type {
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Page as PageOf,
} from '@trackside/contracts';
import { newestDays } from '../e2e/support/imports.js';
import { PASSWORD, newcomer } from '../e2e/support/people.js';
import { tracesIn } from '../e2e/support/stored-text.js';
import { trackId, until } from '../e2e/support/trackside.js';
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

describe('a hidden name', () => {
  const SLUG = 'tallowick';
  const email = 'mod@club.example';
  let mod: Awaited<ReturnType<typeof newcomer>>;

  async function read<T>(path: string): Promise<T> {
    const { body } = await mod.get(`/api/v1${path}`).expect(200);
    return (body as { data: T }).data;
  }

  it('is in no chart, table, label, picture and shared link that held it before', async () => {
    mod = await newcomer(product, email, 'admin');
    const date = newestDays(product.simulator, SLUG, 1)[0]!;
    const asked = { track_id: trackId(SLUG), date };
    const { body } = await mod.post('/api/v1/practice-days/ingest').send(asked);
    const day = `/practice-days/${(body as { data: { event_id: string } }).data.event_id}`;
    await until(async () => (await read<ImportedPracticeDayDetail>(day)).laps.pending === 0);
    const sessions = (await read<PageOf<ImportedPracticeSession>>(`${day}/sessions`)).items;
    const own = mostOf(sessions);
    const name = own[0]!.driver_name;
    const words = [name, ...own.flatMap(({ transponder }) => transponder ?? [])];
    const ids = own
      .slice(0, 2)
      .concat(sessions.filter(({ driver_name }) => driver_name !== name).slice(0, 1))
      .map(({ id }) => id)
      .join();
    const ofClass = `class=${encodeURIComponent(own[0]!.class_name ?? '')}`;
    const paths = [
      `${day}?${ofClass}&tab=class`,
      `${day}?tab=compare&compare=${ids}`,
      `${day}?tab=sessions`,
      `/compare?ids=${ids}`,
      `/drivers?track=${asked.track_id}`,
    ];
    const page = await newPage();
    await page.addInitScript(LISTEN);
    await signIn(page);

    const before = await allSaid(page, paths);
    expect(before.drawn).toContain(name);
    expect(before.told).toContain(name);

    await mod.post('/api/v1/privacy/hidden-names').send({ name }).expect(200);

    const after = await allSaid(page, paths);
    expect(after.pictures).toBe(before.pictures);
    expect(after.pictures).toBeGreaterThan(2);
    expect(after.drawn).toContain('Hidden driver');
    expect(tracesIn(after.drawn, words)).toEqual([]);
    expect(tracesIn(after.told, words)).toEqual([]);
    expect(tracesIn(after.shared, words)).toEqual([]);
  });

  async function signIn(page: Page): Promise<void> {
    await page.goto(`${product.url}/sign-in`);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toBeAt(`${product.url}/`);
  }
});

/** Before the page: keeps all text that is drawn, on the screen or for a picture, and what is shared. */
const LISTEN = `
  window.drawn = [];
  window.shared = [];
  for (const way of ['fillText', 'strokeText']) {
    const draw = CanvasRenderingContext2D.prototype[way];
    CanvasRenderingContext2D.prototype[way] = function (text, ...place) {
      window.drawn.push(text);
      return draw.call(this, text, ...place);
    };
  }
  Object.defineProperty(navigator, 'share', {
    value: async (what) => void window.shared.push(JSON.stringify(what)),
  });`;

/** What is said in all these pages: charts drawn, saved as pictures, and as tables. */
async function allSaid(page: Page, paths: readonly string[]) {
  const said = { drawn: '', told: '', shared: '', pictures: 0 };
  for (const path of paths) {
    await page.goto(product.url + path);
    await page.waitForLoadState('networkidle');
    for (const chart of await page.locator('ts-chart').all()) {
      await chart.scrollIntoViewIfNeeded();
      await expect(chart.locator('canvas').first()).toBeShown();
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        chart.getByRole('button', { name: /^Download as PNG/ }).click(),
      ]);
      said.told += saved.suggestedFilename();
      said.pictures += 1;
      said.drawn += (await page.evaluate(`window.drawn.splice(0).join('\\n')`)) as string;
      await chart.getByRole('button', { name: /table/i }).click();
    }
    // All text, and every label that is read aloud.
    said.told += await page.content();
    said.shared += await sharedBy(page);
  }
  return said;
}

/** What goes out by the page's own button, where it has one. */
async function sharedBy(page: Page): Promise<string> {
  const menu = page.getByRole('button', { name: 'Share, print, export' });
  if ((await menu.count()) > 0) {
    await menu.click();
    await page.getByRole('menuitem', { name: 'Share' }).click();
  }
  return page.evaluate(`window.shared.splice(0).join('\\n')`);
}

/** The sessions of the named driver who has most. */
function mostOf(sessions: readonly ImportedPracticeSession[]): ImportedPracticeSession[] {
  const named = sessions.filter(({ driver_name }) => !driver_name.startsWith('Unknown'));
  const byName = Map.groupBy(named, ({ driver_name }) => driver_name);
  return [...byName.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}
