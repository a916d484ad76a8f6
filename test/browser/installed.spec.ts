import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildWorker } from '../../scripts/worker-file.mjs';
import { BUILT_PAGE, PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type FakeApi, startFakeApi } from './fake-api.js';
import { wellBehaved } from './fake-world.js';

const WORKER_SOURCE = join(import.meta.dirname, '../../apps/web/worker/sw.ts');

let browser: Browser;
let folder: string;
let api: FakeApi;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trackside-build-'));
  await cp(BUILT_PAGE, folder, { recursive: true });
  api = await startFakeApi(folder, wellBehaved());
  context = await browser.newContext({ viewport: PHONE });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await api.close();
  await rm(folder, { recursive: true });
});
afterAll(() => browser.close());

async function visit(path = '/'): Promise<void> {
  await page.goto(api.url + path);
  await expect(() => page.evaluate('navigator.serviceWorker.controller?.state ?? "none"')).toBecome(
    'activated',
  );
}

/** The chunk that holds a text. */
async function chunkWith(text: string): Promise<string> {
  for (const name of await readdir(folder)) {
    if (!/^chunk-.*\.js$/.test(name)) continue;
    if ((await readFile(join(folder, name), 'utf8')).includes(text)) return name;
  }
  throw new Error(`No chunk has ${text}.`);
}

/** Another build in the place of this one: a title of its own, and its chunk has another name. */
async function buildAnew(title: string): Promise<void> {
  const [name, scripts] = [await chunkWith('ts-status-page'), await readdir(folder)];
  const renamed = name.replace(/-.{8}\.js/, '-NEWBUILD.js');
  await rename(join(folder, name), join(folder, renamed));
  for (const script of scripts.filter((file) => file.endsWith('.js') && file !== name)) {
    await replaceIn(script, name, renamed);
  }
  await replaceIn('index.html', '<title>Trackside</title>', `<title>${title}</title>`);
  await replaceIn('index.html', '</noscript>', `</noscript><i id="${title}"></i>`);
  await buildWorker(WORKER_SOURCE, folder);
}

async function replaceIn(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll(from, to));
}

describe('the page as an app', () => {
  it('can be installed, with icons of the sizes that it names', async () => {
    await visit();
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // Each test has a window of its own, which keeps nothing.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
    const { data, errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '') as {
      start_url: string;
      display: string;
      icons: { src: string; sizes: string; type: string; purpose: string }[];
    };
    expect([manifest.start_url, manifest.display]).toEqual(['/', 'standalone']);
    const drawn = manifest.icons.filter(({ type }) => type === 'image/png');
    expect(drawn.map(({ purpose }) => purpose)).toEqual(['any', 'any', 'maskable']);
    for (const { src, sizes } of drawn) {
      const png = await readFile(join(folder, src));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
      expect(png.length).toBeLessThan(10_000);
    }
  });

  it('opens every page without a network, though none but the first was opened before', async () => {
    await visit();
    await context.setOffline(true);
    await page.getByRole('link', { name: 'Practice days' }).click();
    await expect(page).toBeAt(/\/practice-days/);
    await page.goto(`${api.url}/driver?track=x&name=y`);
    await expect(
      page.getByRole('heading', { name: 'This driver isn’t on this device' }),
    ).toBeShown();
    await page.goto(`${api.url}/status`);
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
  });

  it('keeps nothing of an answer that the server has not called stored data', async () => {
    await visit();
    await expect(page.getByRole('combobox', { name: 'Track' })).toBeShown();
    const kept = await page.evaluate("caches.open('trackside-answers').then((c) => c.keys())");
    expect(kept).toEqual([]);
  });

  it('goes on with its own scripts when a new build is there, and takes it when told', async () => {
    await visit();
    await buildAnew('Newer');
    await page.evaluate('navigator.serviceWorker.ready.then((one) => one.update())');
    await expect(page.getByText('A new version of Trackside is here.')).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    // The server has this page's chunk no more.
    await page.getByRole('link', { name: 'Status', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
    await page.getByRole('button', { name: 'Take it' }).click();
    await expect(() => page.locator('#Newer').count()).toBecome(1);
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
  });

  it('stays with the build that it has whole while a new one can not be read whole', async () => {
    await visit();
    await buildAnew('Newer');
    await rm(join(folder, 'chunk-NEWBUILD.js'));
    await page.evaluate(
      'navigator.serviceWorker.ready.then((one) => one.update()).catch(() => undefined)',
    );
    await expect(() => installing()).toBecome(false);
    await page.goto(`${api.url}/status`);
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
    expect(await page.locator('#Newer').count()).toBe(0);
  });

  it('leaves an address that is no longer Trackside’s', async () => {
    await visit();
    await rm(join(folder, 'sw.js'));
    await page.reload();
    await expect(async () => page.evaluate('caches.keys()').catch(() => null)).toBecome([]);
    // A worker that was sent away may still have put down an answer that was on its way to it.
    const putDown = "caches.open('trackside-answers').then(() => true)";
    await expect(async () => page.evaluate(putDown).catch(() => null)).toBecome(true);
    await page.reload();
    await expect(async () => page.evaluate('caches.keys()').catch(() => null)).toBecome([]);
  });
});

/** Whether a worker is on its way. */
async function installing(): Promise<boolean> {
  const states = await page.evaluate(
    'navigator.serviceWorker.ready.then(({ installing, waiting }) => [installing, waiting])',
  );
  return (states as unknown[]).some((state) => state !== null);
}

describe('a page whose scripts do not come', () => {
  beforeEach(async () => {
    await context.close();
    context = await browser.newContext({ viewport: PHONE, serviceWorkers: 'block' });
    page = await context.newPage();
  });

  it('says so, and opens when it is tried again', async () => {
    await page.goto(api.url);
    const chunk = `**/${await chunkWith('ts-status-page')}`;
    await page.route(chunk, (route) => route.abort());
    await page.getByRole('link', { name: 'Status', exact: true }).click();
    await expect(page.getByText('That page could not be loaded.')).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    await page.unroute(chunk);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
    await expect(page.getByText('That page could not be loaded.')).toBeGone();
  });

  it('takes the scripts of the build that has taken the place of its own', async () => {
    await page.goto(api.url);
    await buildAnew('Newer');
    await page.getByRole('link', { name: 'Status', exact: true }).click();
    await expect(page.getByText('That page could not be loaded.')).toBeShown();
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeShown();
    expect(await page.locator('#Newer').count()).toBe(1);
  });
});
