import type { Locator } from 'playwright-core';
import { Bench, DESKTOP, PHONE, SEARCH, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { atRest } from './stillness.js';
import { MONTHS, TRACKS, failed, listing, month, started } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const KINDS = [
  ['desktop, light', { viewport: DESKTOP, colorScheme: 'light' }],
  ['desktop, dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['phone, light', { viewport: PHONE, colorScheme: 'light' }],
  ['phone, dark', { viewport: PHONE, colorScheme: 'dark' }],
] as const;

describe.each(KINDS)('axe on a %s page finds nothing serious', (_name, options) => {
  it('before a search, with tracks to choose from', async () => {
    bench.api.favourites.add(TRACKS[0]?.id ?? '');
    const page = await bench.open('/', {}, options);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Track' }).click();
    await expect(page.getByRole('option', { name: /Harbour/ })).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('while months arrive, one failed, one partial, one old', async () => {
    const page = await bench.open(
      SEARCH,
      {
        stream: async (stream) => {
          stream.send(started());
          stream.send(month(11));
          stream.send(month(10, { status: 'partial', missing_dates: ['2025-10-26'] }));
          stream.send(month(9, { stale: true }));
          stream.send(month(8));
          stream.send(listing(7));
          stream.send(failed(5));
          await stream.left;
        },
      },
      options,
    );
    await expect(page.getByText('details follow').first()).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('when it is done, and when it failed', async () => {
    const page = await bench.open(SEARCH, {}, options);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    const search = (): Refusal => new Refusal(503, 'SERVICE_UNAVAILABLE', 'Starting.');
    const broken = await bench.open(SEARCH, { search }, options);
    await expect(broken.getByText('Starting.')).toBeShown();
    expect(await seriousFindings(broken)).toEqual([]);
  });
});

describe('the words', () => {
  it('are explained on a page that the start page leads to', async () => {
    const page = await bench.open('/', {}, { viewport: PHONE });
    await page.getByRole('link', { name: 'What the words mean' }).click();
    await expect(page.getByRole('heading', { name: 'What the words mean' })).toBeShown();
    expect(await page.locator('ts-three-questions').getByRole('img').count()).toBe(3);
    await expect(page.getByText('Clean pace', { exact: true })).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('a phone of 360 px', () => {
  it('never scrolls sideways', async () => {
    for (const [path, words] of [
      ['/', 'Pick a track'],
      [SEARCH, 'LiveRC checked: 7 months'],
    ] as const) {
      TRACKS.forEach(({ id }) => bench.api.favourites.add(id));
      const page = await bench.open(path, {}, { viewport: PHONE });
      await expect(page.getByRole('button', { name: /^Search at/ }).first()).toBeShown();
      await expect(page.getByText(words)).toBeShown();
      await atRest(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }
  });

  it('gives every control at least 44 px', async () => {
    const page = await bench.open(SEARCH, {}, { viewport: PHONE });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByRole('button', { name: /Change the search/ }).click();
    const small = await page.evaluate(`
      [...document.querySelectorAll('button, a, select, input:not([type=checkbox])')]
        .filter((control) => control.checkVisibility())
        .map((control) => [control.closest('mat-form-field, label') ?? control, control])
        .map(([area, control]) => [area.getBoundingClientRect(), control.outerHTML.slice(0, 90)])
        .filter(([box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
        .map(([box, html]) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + html)
    `);
    expect(small).toEqual([]);
  });

  it('folds the form into one line once a search is made', async () => {
    const page = await bench.open('/', {}, { viewport: PHONE });
    await page.getByRole('combobox', { name: 'Track' }).fill('redgum park off');
    await page.getByRole('option', { name: /Redgum Park Off/ }).click();
    await expect(
      page.getByRole('button', { name: /Redgum Park Off Road Last 6 months/ }),
    ).toBeShown();
    expect(await page.getByRole('button', { name: 'Search', exact: true }).count()).toBe(0);
  });
});

describe.each([360, 600, 800, 1024, 1280])('a window of %d px', (width) => {
  it('has every part of a row inside of the list', async () => {
    const page = await bench.open(
      SEARCH,
      {
        stream: (stream) => {
          stream.send(started());
          stream.send(month(11, { stale: true, fetched_at: '2025-10-25T10:00:00Z' }));
          stream.send(month(10));
          stream.send(listing(9));
          return stream.left;
        },
      },
      { viewport: { width, height: 800 } },
    );
    await expect(page.getByText('details follow').first()).toBeShown();
    const outside = await page.evaluate(`
      [...document.querySelectorAll('ts-row-line > *, ts-row-line .actions > *')]
        .map((part) => [part.closest('cdk-virtual-scroll-viewport'), part])
        .filter(([list, part]) => part.getBoundingClientRect().right >
          list.getBoundingClientRect().right)
        .map(([, part]) => part.outerHTML.slice(0, 120))
    `);
    expect(outside).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});

describe('movement', () => {
  it('stops where the system asks for less of it', async () => {
    const page = await bench.open(
      SEARCH,
      { stream: (stream) => stream.left },
      { reducedMotion: 'reduce' },
    );
    await expect(page.getByText(/Checking LiveRC/)).toBeShown();
    // One that takes no time may be under way just now; one without end never ends.
    const running = () =>
      page.evaluate("document.getAnimations().filter((a) => a.playState === 'running').length");
    await expect(running).toBecome(0, { timeout: 5_000 });
  });
});

describe('a listener', () => {
  it('hears of each month once', async () => {
    const page = await bench.open('/');
    await page.evaluate(`
      window.spoken = [];
      new MutationObserver(() => {
        const text = document.querySelector('ts-discovery-panel [aria-live]')?.textContent ?? '';
        if (text !== '' && text !== window.spoken.at(-1)) window.spoken.push(text);
      }).observe(document.body, { childList: true, characterData: true, subtree: true });
    `);
    const heard = (number: number): Locator =>
      page.locator('ts-discovery-panel [aria-live]', { hasText: `${12 - number} of 7 months` });
    bench.api.script = {
      ...bench.api.script,
      stream: async (stream) => {
        stream.send(started());
        for (const number of MONTHS) {
          stream.send(listing(number));
          stream.send(number === 5 ? failed(5) : month(number));
          await expect(heard(number)).toBeShown();
        }
      },
    };
    await page.evaluate(`
      history.pushState({}, '', '${SEARCH}');
      window.dispatchEvent(new PopStateEvent('popstate'));
    `);
    await expect(page.getByText(/Checking LiveRC: 7 of 7|Connection lost/)).toBeShown();
    const spoken = (await page.evaluate('window.spoken')) as string[];
    expect(spoken.length).toBeLessThanOrEqual(MONTHS.length);
    expect(spoken.at(-1)).toMatch(/^7 of 7 months are here\. /);
    const months = spoken.flatMap((text) => text.split('. ').slice(1));
    expect(months).toEqual([
      'November 2025: 3 practice days, from LiveRC now',
      'October 2025: 6 practice days, from LiveRC now',
      'September 2025: 5 practice days, from LiveRC now',
      'August 2025: no practice, from LiveRC now',
      'July 2025: 3 practice days, from LiveRC now',
      'June 2025: 2 practice days, from LiveRC now',
      'May 2025: could not be read',
    ]);
  });
});

describe('light and dark', () => {
  it('follow the button before the system, also after a reload', async () => {
    const page = await bench.open('/', {}, { colorScheme: 'light' });
    const background = (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: /Colours: as the system/ }).click();
    await page.getByRole('button', { name: /Colours: light/ }).click();
    await expect(page.getByRole('button', { name: /Colours: dark/ })).toBeShown();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await background()).toBe(dark);
  });
});

describe('the focus', () => {
  const nameOfActive = 'document.activeElement.textContent.trim()';

  it('goes to the heading of the page that is opened, and not when only its view changes', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.getByRole('link', { name: 'Status' }).click();
    await expect(page).toBeAt(/status$/);
    await expect(() => page.evaluate('document.activeElement.tagName')).toBecome('H1');
    await expect(() => page.evaluate(nameOfActive)).toBecome('Status');
  });

  it('may skip the pages’ names, and shows a ring on every button', async () => {
    const page = await bench.open('/');
    await expect(page.getByRole('button', { name: 'Search' })).toBeShown();
    await page.keyboard.press('Tab');
    await expect(() => page.evaluate(nameOfActive)).toBecome('To the page');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.getByRole('button', { name: 'Search' }).focus();
    await page.keyboard.press('Shift');
    const ring = 'getComputedStyle(document.activeElement).outlineStyle';
    await expect(() => page.evaluate(ring)).toBecome('solid');
  });
});
