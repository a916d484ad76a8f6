import type { Locator, Page } from 'playwright-core';
import { Bench, PHONE, rowTexts, SEARCH, untilRows } from './chromium.js';
import { NEW_EVENT, TRACK, TRACKS, wellBehaved } from './fake-world.js';
import { Refusal } from './fake-api.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

function trackField(page: Page): Locator {
  return page.getByRole('combobox', { name: 'Track' });
}

describe('choosing a track', () => {
  it('works with the keyboard alone, from the first key to the rows', async () => {
    const page = await bench.open('/');
    await trackField(page).focus();
    await page.keyboard.type('silver');
    await page
      .getByRole('option', { name: /Redgum/ })
      .first()
      .waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(TRACKS[3]?.id ?? ''));
    await page.getByText(/found/).waitFor();
  });

  it('tells tracks of the same name apart, and what they are doing', async () => {
    const page = await bench.open('/');
    await trackField(page).fill('raceway');
    await page.getByRole('option', { name: 'Silver Creek Raceway silver-creek Racing' }).waitFor();
    await page.getByRole('option', { name: 'Silver Creek Raceway silver-creek-nz Idle' }).waitFor();
    await trackField(page).fill('redgum park off');
    await page.getByRole('option', { name: /Live video Practice/ }).waitFor();
  });

  it('asks for the text as it stands after a pause, not for each key', async () => {
    const page = await bench.open('/');
    const last = page.waitForRequest(/[?&]q=harbour&/);
    await trackField(page).pressSequentially('harbour');
    await last;
    const asked = bench.api.requests.filter((request) => request.includes('q='));
    expect(asked.length).toBeLessThan('harbour'.length);
  });

  it('is asked for when Search is pressed without one', async () => {
    const page = await bench.open('/');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText('Choose a track first.').waitFor();
  });

  it('half typed falls back to the one chosen before', async () => {
    const page = await bench.open(SEARCH);
    const field = trackField(page);
    await page.getByText(/found/).waitFor();
    await field.fill('silv');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await page.waitForTimeout(100);
    expect(await field.inputValue()).toBe(TRACK.name);
  });
});

describe('favourites', () => {
  it('are starred in the field and searched with one tap', async () => {
    const page = await bench.open(SEARCH, {}, { viewport: PHONE });
    await page.getByText(/LiveRC checked/).waitFor();
    await page.getByRole('button', { name: /Change the search/ }).click();
    await page.getByRole('button', { name: `Favourite: ${TRACK.name}` }).click();
    await page.getByRole('button', { name: `Search at ${TRACK.name}` }).waitFor();
    expect([...bench.api.favourites]).toEqual([TRACK.id]);
    await page.goto(bench.api.url);
    await page.getByRole('button', { name: `Search at ${TRACK.name}` }).click();
    await page.getByText(/LiveRC checked/).waitFor();
  });

  it('that the server refuses are taken back', async () => {
    const page = await bench.open(SEARCH);
    await page.getByText(/LiveRC checked/).waitFor();
    await page.route('**/favourite', (route) => route.fulfill({ status: 500, body: '{}' }));
    const star = page.getByRole('button', { name: `Favourite: ${TRACK.name}` });
    await star.click();
    await page.waitForTimeout(200);
    expect(await star.getAttribute('aria-pressed')).toBe('false');
  });
});

describe('the address', () => {
  it('holds the search, and Back restores the one before', async () => {
    const page = await bench.open(SEARCH);
    await page.getByText('27 found').waitFor();
    await page.getByRole('combobox', { name: 'When' }).click();
    await page.getByRole('option', { name: 'Last 3 months' }).click();
    await page.getByRole('checkbox', { name: 'Practice days' }).uncheck();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL(/when=3m&practice=no/);
    await page.getByText(/found: \d events$/).waitFor();
    await page.goBack();
    await page.getByText('27 found').waitFor();
    expect(await page.getByRole('combobox', { name: 'When' }).innerText()).toBe('All');
    expect(await page.getByRole('checkbox', { name: 'Practice days' }).isChecked()).toBe(true);
  });

  it('holds the filters, which Back does not step through', async () => {
    const page = await bench.open('/');
    await page.goto(bench.api.url + SEARCH);
    await page.getByText(/LiveRC checked/).waitFor();
    const streams = (): number => bench.api.requests.filter((r) => r.includes('/stream')).length;
    await page.getByRole('button', { name: /^Events/ }).click();
    await page.getByLabel('Filter by name or date').fill('cup');
    await page.waitForURL(/show=events&text=cup/);
    expect(await rowTexts(page)).toHaveLength(1);
    expect(streams()).toBe(1);
    await page.reload();
    await page.getByText('Winter Cup').waitFor();
    expect(await rowTexts(page)).toHaveLength(1);
    await page.goBack();
    await page.getByText('Pick a track').waitFor();
  });

  it('is copied by a button', async () => {
    const page = await bench.open(SEARCH);
    await page.getByText(/LiveRC checked/).waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Link copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(bench.api.url + SEARCH);
  });

  it('the last range of a track is remembered', async () => {
    const page = await bench.open(`/?track=${TRACK.id}&when=6m`);
    await page.getByText(/found/).waitFor();
    await page.getByRole('combobox', { name: 'When' }).click();
    await page.getByRole('option', { name: 'This year' }).click();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL(/when=year/);
    await page.goto(bench.api.url);
    await trackField(page).fill('redgum park off');
    await page.getByRole('option').first().click();
    expect(await page.getByRole('combobox', { name: 'When' }).innerText()).toBe('This year');
  });
});

describe('rows', () => {
  it('narrow to a month that is tapped, and widen again', async () => {
    const page = await bench.open(SEARCH);
    await page.getByText(/LiveRC checked/).waitFor();
    const october = page.getByRole('button', { name: /^October 2025: / });
    await october.click();
    expect(await october.getAttribute('aria-pressed')).toBe('true');
    await untilRows(page, 7);
    await page.locator('.notice', { hasText: '6 practice days, from LiveRC now' }).waitFor();
    await october.click();
    await untilRows(page, 27);
  });

  it('of a month tell their source when its cell is hovered or focused', async () => {
    const page = await bench.open(SEARCH);
    await page.getByText(/LiveRC checked/).waitFor();
    const tip = page.locator('.tip');
    await page.getByRole('button', { name: /^September 2025: / }).hover();
    expect(await tip.innerText()).toBe('September 2025: 5 practice days, from LiveRC now');
    await page.mouse.move(0, 0);
    await tip.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^November 2025: / }).focus();
    expect(await tip.innerText()).toBe('November 2025: 3 practice days, from LiveRC now');
  });

  it('can all be filtered away, which is said and undone', async () => {
    const page = await bench.open(SEARCH);
    await page.getByText(/LiveRC checked/).waitFor();
    await page.getByLabel('Filter by name or date').fill('nothing like it');
    await page.getByRole('heading', { name: 'Nothing here matches the filter' }).waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await rowTexts(page)).toHaveLength(27);
  });

  it('an event that LiveRC has is imported and stays', async () => {
    const page = await bench.open(SEARCH);
    const line = page.locator('ts-row-line', { hasText: NEW_EVENT.name });
    await line.getByRole('button', { name: /Import/ }).click();
    await line.getByRole('button', { name: /Import/ }).waitFor({ state: 'detached' });
    const view = line.getByRole('link', { name: /View/ });
    expect(await view.getAttribute('href')).toBe(NEW_EVENT.url);
    expect(await view.getAttribute('target')).toBe('_blank');
    expect(await view.getAttribute('rel')).toContain('noopener');
  });

  it('an import that fails says so and can be tried again', async () => {
    const page = await bench.open(SEARCH, {
      importEvents: () => new Refusal(503, 'LIVERC_UNAVAILABLE', 'LiveRC is down.'),
    });
    const line = page.locator('ts-row-line', { hasText: NEW_EVENT.name });
    await line.getByRole('button', { name: /Import/ }).click();
    await line.getByText('Not imported').waitFor();
    bench.api.script = wellBehaved();
    await line.getByRole('button', { name: /Retry/ }).click();
    await line.getByRole('button').waitFor({ state: 'detached' });
  });
});
