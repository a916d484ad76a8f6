import type { Browser, Page, Route } from 'playwright-core';
import type { UnreadablePageStatus } from '@trackside/contracts';
import { Bench, SEARCH, launchChromium } from './chromium.js';
import { BUGGY, DAY, SESSIONS } from './fake-day.js';
import { STATUS, TRACK, wellBehaved } from './fake-world.js';
import { COMPARED, KINDS, type Kind } from './paper-kinds.js';
import { type Product, startProduct } from './product.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(async () => {
  expect(bench.complaints).toEqual([]);
  await bench.clear();
});
afterAll(() => bench.close());

/** Every page that has no sheet, each with what shows that it is there. */
const OTHERS: [path: string, shown: RegExp][] = [
  ['/', /Pick a track/],
  [SEARCH, /LiveRC checked/],
  [`/drivers?track=${TRACK.id}`, /Who practised/],
  ['/help', /What the words mean/],
  ['/status', /LiveRC/],
  ['/sign-in', /Sign in/],
  ['/set-up', /./],
  ['/account', /./],
  ['/people', /./],
  ['/drivers/of/nowhere', /nowhere/],
];

/** Ends a name of LiveRC as somebody would who wants to be more than a name. */
const EVIL = '<img src=x onerror="window.broken=1">&#60;b&#62;\u202E\u200B';
const CLASSES = [BUGGY, '1/8 Electric Buggy'];
const NAMES = ['Zoë Marlow', 'Idris Vale', 'Mia Sanders', 'Theo Marsh', TRACK.name, ...CLASSES];

/** Ends each known name so, in an answer's text. */
const evil = (text: string): string =>
  NAMES.reduce(
    (rest, name) => rest.replaceAll(name, name + JSON.stringify(EVIL).slice(1, -1)),
    text,
  );

const TALL = { width: 1280, height: 3_000 };
const WATCH = `
  window.forbidden = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    window.forbidden.push(violatedDirective + ' ' + blockedURI));
`;

/** A blank page that remembers what its policy forbade. */
async function watched(): Promise<Page> {
  // Charts are drawn where they are seen, and such names take lines.
  const page = await bench.blank({ viewport: TALL });
  await page.addInitScript(WATCH);
  return page;
}

const forbidden = (page: Page): Promise<unknown> => page.evaluate('window.forbidden');

/** Opens the page of a kind; `change` is done to each answer of the API, as text. */
async function opened(kind: Pick<Kind, 'script'>, change: (text: string) => string): Promise<Page> {
  bench.api.script = wellBehaved(kind.script);
  const page = await watched();
  await page.route('**/api/v1/**', (route) => answer(route, change));
  await page.route('**/practice-sessions?*', (route) => {
    const day = { date: '2025-10-25', event_id: 'day', track_id: TRACK.id, track_name: TRACK.name };
    const items = SESSIONS.filter(({ id }) => COMPARED.includes(id)).map((one) => ({
      ...one,
      ...day,
    }));
    const body = change(JSON.stringify({ success: true, data: { items } }));
    return route.fulfill({ contentType: 'application/json', body });
  });
  return page;
}

/** The fake server knows no evil: what the page asks it for is asked by the name alone. */
async function answer(route: Route, change: (text: string) => string): Promise<void> {
  const url = new URL(route.request().url());
  if (/events|stream/.test(url.pathname) && url.pathname !== '/api/v1/events/search') {
    return route.continue();
  }
  for (const [field, value] of [...url.searchParams]) {
    url.searchParams.set(field, value.replace(EVIL, ''));
  }
  const response = await route.fetch({ url: url.href });
  return route.fulfill({ response, body: change(await response.text()) });
}

describe('the page’s own policy', () => {
  it.each(OTHERS)('forbids nothing that %s needs', async (path, shown) => {
    const page = await watched();
    await page.goto(bench.api.url + path);
    await expect(page.locator('#main', { hasText: shown })).toBeShown();

    expect(await forbidden(page)).toEqual([]);
  });

  it('forbids a script and a picture that got in, and the page tells', async () => {
    const page = await watched();
    await page.goto(`${bench.api.url}/help`);
    await expect(page.getByRole('heading', { name: 'What the words mean' })).toBeShown();
    await page.evaluate(`{
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.broken=1">');
      const script = document.createElement('script');
      script.textContent = 'window.broken=2';
      document.body.append(script);
      document.body.append(Object.assign(new Image(), { src: 'https://evil.example/x.png' }));
    }`);
    const kinds = async () => (await forbidden(page)) as string[];

    await expect(async () => (await kinds()).map((told) => told.split(' ')[0]).sort()).toBecome([
      'img-src',
      'script-src-attr',
      'script-src-elem',
    ]);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    bench.complaints.length = 0;
  });
});

const UNREADABLE: UnreadablePageStatus = {
  kind: 'calendar',
  track_id: TRACK.id,
  track_slug: TRACK.slug,
  seen_at: '2025-11-16T09:00:00.000Z',
  code: 'LIVERC_PAGE_CHANGED',
  message: `expected a calendar, got a page titled "${TRACK.name}"`,
  bytes: 9,
};

/** Pages without a sheet that show names. */
const LISTS: Pick<Kind, 'name' | 'path' | 'script'>[] = [
  { name: 'who practised', path: `/drivers?track=${TRACK.id}` },
  { name: 'the parts of a day', path: `${DAY}?tab=sessions` },
  {
    name: 'the status',
    path: '/status',
    script: {
      status: () => ({
        ...STATUS,
        unreadable_pages: { count: 1, bytes: 9, newest: [UNREADABLE] },
      }),
    },
  },
];

describe('the policy that the server sends', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
    product = await startProduct();
  });
  afterAll(async () => {
    await browser.close();
    await product.close();
  });

  it('lets the page be installed, work without a network, and describe the API', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(WATCH);
    for (const [path, shown] of [
      ['/api/docs', 'practice-days'],
      ['/status', 'LiveRC'],
      ['/', 'Pick a track'],
    ] as const) {
      await page.goto(product.url + path);
      await expect(page.locator('body', { hasText: shown })).toBeShown();
      expect([path, await forbidden(page)]).toEqual([path, []]);
    }
    const scope = page.evaluate('navigator.serviceWorker.ready.then(({ scope }) => scope)');
    expect(await scope).toBe(`${product.url}/`);
    expect(await forbidden(page)).toEqual([]);
  });
});

describe.each(LISTS)('$name', (list) => {
  it('shows names as text, within the page’s own policy', async () => {
    const page = await opened(list, evil);
    await page.goto(bench.api.url + list.path);

    await expect(page.getByText(EVIL).first()).toBeShown();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await forbidden(page)).toEqual([]);
  });
});

describe.each(KINDS)('$name', (kind) => {
  it('shows names as text, on the page and on paper, within the page’s own policy', async () => {
    const page = await opened(kind, evil);
    const path = kind.path.replace(/((?:driver|name)=[^&]+)/g, `$1${encodeURIComponent(EVIL)}`);
    await page.goto(bench.api.url + path);
    await expect(() => page.locator('ts-chart canvas').count()).toBecome(kind.drawn);
    await expect(page.getByText(EVIL).first()).toBeShown();
    const chart = page.locator('ts-chart [tabindex="0"]').first();
    if (kind.drawn > 0) await chart.press('ArrowRight');

    await page.emulateMedia({ media: 'print' });
    const sheet = page.locator('ts-sheet');
    await expect(sheet.getByRole('heading', { level: 1 })).toBeShown();
    await expect(() => sheet.locator('ts-paper-chart canvas').count()).toBecome(kind.charts);

    expect(await sheet.textContent()).toContain(EVIL);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(await forbidden(page)).toEqual([]);
  });
});
