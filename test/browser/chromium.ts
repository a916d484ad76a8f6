import { accessSync, constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { type FakeApi, type FakeScript, startFakeApi } from './fake-api.js';
import { NOW, TRACK, wellBehaved } from './fake-world.js';
import { atRest } from './stillness.js';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];
/**
 * Chromium would load panels of its own address bar for each window, in a process of their own: near
 * half of what opening our page costs.
 */
const PANELS_OF_ADDRESS_BAR = [
  'PreloadTopChromeWebUI',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];
/** Of several such lists the last one counts, so Playwright's own is said again. */
const FEATURES_OFF = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  ...PANELS_OF_ADDRESS_BAR,
];
const FLAGS = [
  `--disable-features=${FEATURES_OFF.join(',')}`,
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** The page as `npm run build` leaves it. */
export const BUILT_PAGE = join(import.meta.dirname, '../../dist/web/browser');

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

/** The address of a search at the test's own track. */
export const SEARCH = `/?track=${TRACK.id}&when=all`;

/** Starts the Chromium that is installed; says what to do where there is none. */
export function launchChromium(): Promise<Browser> {
  const program = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => PROGRAMS.map((name) => join(folder, name)))
    .find(isExecutable);
  if (program === undefined) {
    throw new Error('No Chromium on the PATH: apt-get install chromium');
  }
  return chromium.launch({ executablePath: program, args: FLAGS });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How the page of a test differs from a desktop in light colours. */
export interface PageOptions {
  viewport?: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  /** Keeps the real clock instead of `NOW`. */
  realClock?: boolean;
}

/** One browser and one fake server for a suite; each test gets a page of its own. */
export class Bench {
  readonly api: FakeApi;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  /** Errors that pages threw or logged, other than failed requests that a test asked for. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser, api: FakeApi) {
    this.#browser = browser;
    this.api = api;
  }

  static async set(): Promise<Bench> {
    const [browser, api] = await Promise.all([
      launchChromium(),
      startFakeApi(BUILT_PAGE, wellBehaved()),
    ]);
    return new Bench(browser, api);
  }

  /** Opens a page; `script` is what the server says beyond being well. */
  async open(
    path: string,
    script: Partial<FakeScript> = {},
    options: PageOptions = {},
  ): Promise<Page> {
    this.api.script = wellBehaved(script);
    const page = await this.blank(options);
    await page.goto(this.api.url + path);
    return page;
  }

  async blank(options: PageOptions = {}): Promise<Page> {
    const { viewport = DESKTOP, realClock = false, ...media } = options;
    const context = await this.#browser.newContext({
      viewport,
      hasTouch: viewport.width < 500,
      permissions: ['clipboard-read', 'clipboard-write'],
      // Each case would fetch the whole app for its next visit. The suites over the product have it.
      serviceWorkers: 'block',
      ...media,
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
        this.complaints.push(message.text());
      }
    });
    if (!realClock) {
      await page.clock.setFixedTime(NOW);
    }
    return page;
  }

  /** Closes the pages of one test. */
  async clear(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    this.api.requests.length = 0;
    this.api.favourites.clear();
    this.complaints.length = 0;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.api.close();
  }
}

interface AxeViolation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe finds serious or worse in a page that has come to rest, as `rule: element`. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await atRest(page);
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  await page.evaluate(await readFile(axe, 'utf8'));
  const violations = (await page.evaluate(
    'axe.run(document).then(({ violations }) => violations)',
  )) as AxeViolation[];
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** The rows as they read, top to bottom. */
export function rowTexts(page: Page): Promise<string[]> {
  return page
    .getByRole('listitem')
    .filter({ has: page.locator('.kind') })
    .evaluateAll((rows: { innerText: string }[]) =>
      rows.map((row) => row.innerText.replace(/\s+/g, ' ').trim()),
    );
}

/** Waits until the list has that many rows: it follows a click a frame later. */
export async function untilRows(page: Page, count: number): Promise<void> {
  await expect(async () => (await rowTexts(page)).length).toBecome(count);
}

/**
 * Controls that a thumb would miss; a box to tick is as large as its label, a row as its line. A word
 * in a sentence can be hit above and below it (`phone.spec`).
 */
export const TOO_SMALL = `
  [...document.querySelectorAll('button, a, select, input')]
    .filter((control) => control.checkVisibility() && !control.matches('ts-word .word'))
    .map((control) => [control.closest('ts-session-line .driver, label, mat-form-field') ?? control, control])
    .map(([area, control]) => [area.closest('.driver')?.parentElement ?? area, control])
    .map(([area, control]) => [area.getBoundingClientRect(), control.outerHTML.slice(0, 90)])
    .filter(([box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
    .map(([box, html]) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + html)
`;
