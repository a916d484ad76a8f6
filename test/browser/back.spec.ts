import type { Locator, Page } from 'playwright-core';
import { Bench, PHONE } from './chromium.js';
import { DAY } from './fake-day.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(async () => {
  expect(bench.complaints).toEqual([]);
  await bench.clear();
});
afterAll(() => bench.close());

const HOME = /\/$/;
const OF_ZOE = /driver=Zo/;

/** A day on a phone, opened from the start page. */
async function dayAfterHome(): Promise<Page> {
  const page = await bench.open('/', {}, { viewport: PHONE });
  await expect(page.getByText('Pick a track to see')).toBeShown();
  await page.goto(`${bench.api.url}${DAY}?driver=Zo%C3%AB%20Marlow`);
  await expect(page.getByText('of the day').first()).toBeShown();
  return page;
}

const KINDS: [string, (page: Page) => Promise<Locator>][] = [
  [
    'the sheet of a word',
    async (page) => {
      await page.getByRole('button', { name: 'Consistency', exact: true }).click();
      return page.getByRole('dialog', { name: 'Consistency' });
    },
  ],
  [
    'the drivers of the day',
    async (page) => {
      await page.getByRole('button', { name: /Driver: Zoë/ }).click();
      return page.getByRole('dialog', { name: 'Whose day?' });
    },
  ],
  [
    'the menu of the day',
    async (page) => {
      await page.getByRole('button', { name: 'Share, print, export' }).click();
      return page.getByRole('menu');
    },
  ],
];

describe.each(KINDS)('Back, on a phone, with %s', (_name, open) => {
  it('closes it, and leaves the page only when it is pressed again', async () => {
    const page = await dayAfterHome();
    const sheet = await open(page);
    await expect(sheet).toBeShown();
    await page.goBack();
    await expect(() => sheet.isVisible()).toBecome(false);
    expect(page.url()).toMatch(OF_ZOE);
    await page.goBack();
    await expect(page).toBeAt(HOME);
  });

  it('leaves the page at once when it was closed by hand', async () => {
    const page = await dayAfterHome();
    const sheet = await open(page);
    await expect(sheet).toBeShown();
    await page.keyboard.press('Escape');
    await expect(() => sheet.isVisible()).toBecome(false);
    await expect(() => page.evaluate('history.state.over ?? 0')).toBecome(0);
    await page.goBack();
    await expect(page).toBeAt(HOME);
  });
});

describe('Back', () => {
  it('leads from all the words to the page with its sheet closed, past no second one', async () => {
    const page = await dayAfterHome();
    await page.getByRole('button', { name: 'Consistency', exact: true }).click();
    await page.getByRole('link', { name: 'All the words' }).click();
    await expect(page).toBeAt(/\/help#consistency$/);
    const top = (): Promise<unknown> =>
      page.evaluate(`document.getElementById('consistency').getBoundingClientRect().top < 300`);
    await expect(top).toBecome(true);
    await page.goBack();
    await expect(page).toBeAt(OF_ZOE);
    await page.goBack();
    await expect(page).toBeAt(HOME);
  });

  it('keeps who was called me in the list of drivers', async () => {
    const page = await dayAfterHome();
    await page.getByRole('button', { name: /Driver: Zoë/ }).click();
    await page.getByRole('button', { name: 'This is me: Idris Vale' }).click();
    await expect(page).toBeAt(/driver=Idris/);
    await page.goBack();
    await expect(() => page.getByRole('dialog').isVisible()).toBecome(false);
    await expect(page).toBeAt(/driver=Idris/);
    await expect(page.getByRole('button', { name: /Me: Idris Vale/ })).toBeShown();
  });

  it('is not needed for a driver who is picked', async () => {
    const page = await dayAfterHome();
    await page.getByRole('button', { name: /Driver: Zoë/ }).click();
    await page.getByRole('button', { name: /^Idris Vale/ }).click();
    await expect(page).toBeAt(/driver=Idris/);
    await page.goBack();
    await expect(page).toBeAt(OF_ZOE);
    await page.goBack();
    await expect(page).toBeAt(HOME);
  });
});

describe('the address of a word', () => {
  it('opens the help at the word', async () => {
    const page = await bench.open('/help#consistency', {}, { viewport: PHONE });
    const top = (): Promise<unknown> =>
      page.evaluate(
        `scrollY > 0 && document.getElementById('consistency').getBoundingClientRect().top < 300`,
      );
    await expect(top).toBecome(true);
  });
});
