import type { EventsSearchResult } from '@trackside/contracts';
import type { Locator, Page } from 'playwright-core';
import { Bench, PHONE, SEARCH, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { DAY, DAY_ID } from './fake-day.js';
import { MONTHS, NEW_EVENT, TRACKS, daysOf, event, found, known } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;

const AS_KNOWN = {
  search: withImportedDay,
  discoverEvents: () => ({ new_events: [], existing_events: [] }),
};

async function bottomOf(part: Locator): Promise<number> {
  const box = await part.boundingBox();
  return (box?.y ?? 0) + (box?.height ?? 0);
}

/** All that LiveRC has is known, the newest day of October imported. */
function withImportedDay(): EventsSearchResult {
  const [imported, ...rest] = daysOf(10);
  const others = MONTHS.filter((month) => month !== 10).flatMap(daysOf);
  return found({
    practice_days: imported ? [{ ...imported, event_id: DAY_ID }] : [],
    discovered_practice_days: [...rest, ...others].map((day) =>
      known(day, '2025-11-02T08:00:00.000Z'),
    ),
  });
}

function scrolled(page: Page): Promise<number> {
  return page.evaluate('Math.round(scrollY)');
}

async function scrollTo(page: Page, top: number): Promise<void> {
  await page.evaluate(`scrollTo(0, ${top})`);
  await expect(() => page.evaluate('history.state.scrolled')).toBecome(top);
}

describe('a day on a phone', () => {
  it('leaves three quarters of the screen to what was driven', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    const tabs = page.getByRole('navigation', { name: 'Parts of the day' });
    await expect(page.getByRole('heading', { name: 'Across the day' })).toBeShown();
    expect(await bottomOf(tabs)).toBeLessThanOrEqual(180);
    await page.evaluate('scrollTo(0, 900)');
    await expect(() => bottomOf(tabs)).toBecome(await heightOfBar(page));
    expect(await bottomOf(tabs)).toBeLessThanOrEqual(100);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('has all that can be done with it in one menu', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    await page.getByRole('button', { name: 'Share, print, export' }).click();
    const entries = await page.getByRole('menuitem').allInnerTexts();
    expect(entries.map((entry) => entry.trim())).toEqual([
      expect.stringMatching(/^Share$|^Copy link$/),
      'Print',
      'Open at LiveRC',
      'Export: Excel workbook',
      'Export: CSV, for a spreadsheet',
      'Export: JSON',
      'Export: NDJSON, one record a line',
    ]);
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    await expect(page.getByText('Link copied')).toBeShown();
  });

  async function heightOfBar(page: Page): Promise<number> {
    const box = await page.locator('ts-day-page div.bar').boundingBox();
    return (box?.height ?? 0) - 3;
  }
});

describe('a line of the list', () => {
  it('opens its imported day wherever it is tapped', async () => {
    const page = await bench.open(SEARCH, AS_KNOWN, { viewport: PHONE });
    const line = page.locator('ts-row-line', { hasText: 'Imported' }).first();
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await line.click({ position: { x: 40, y: 52 } });
    await expect(page).toBeAt(/practice-days/);
  });

  it('imports its day wherever it is tapped', async () => {
    const page = await bench.open(SEARCH, {}, { viewport: PHONE });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const line = page.locator('ts-row-line.is-day').first();
    await line.click({ position: { x: 40, y: 52 } });
    await expect(line.getByText('Imported')).toBeShown();
  });

  it.each([320, 360, 390])('keeps its words apart on a screen of %d px', async (width) => {
    const long = event(900, 'Spring Nationals of the Whole Region', '2025-11-15', '2025-11-18');
    const page = await bench.open(
      SEARCH,
      {
        search: () => ({ ...withImportedDay(), events: [long] }),
        importEvents: () => new Refusal(503, 'LIVERC_UNAVAILABLE', 'LiveRC does not answer.'),
      },
      { viewport: { width, height: 740 } },
    );
    await page.getByRole('button', { name: `Import ${NEW_EVENT.name}` }).click();
    await expect(page.getByText('Not imported')).toBeShown();
    await expect(page.getByText('to Tue 18 Nov')).toBeShown();
    expect(await page.evaluate(OVERLAPS)).toEqual([]);
    expect(await page.evaluate(OUTSIDE)).toEqual([]);
    expect(await page.locator('ts-row-line .imported').count()).toBeGreaterThan(0);
    expect(await page.evaluate(CUT)).toEqual([]);
  });
});

/** Dates, badges and times that do not stand there whole. */
const CUT = `
  [...document.querySelectorAll('ts-row-line :is(.date, .kind, .until)')]
    .filter((part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
    .map((part) => part.textContent.trim())`;

/** Words of a line that lie on each other or out of it, as the texts of both. */
const OVERLAPS = `
  [...document.querySelectorAll('ts-row-line')].flatMap((line) => {
    const whole = line.getBoundingClientRect();
    const parts = [...line.querySelectorAll('.date, .kind, .name, .until, .problem, .actions, .drivers, ts-day-actions')]
      .map((part) => [part.textContent.trim(), part.getBoundingClientRect()])
      .filter(([text, box]) => text !== '' && box.width > 0);
    const out = parts.filter(([, box]) => box.right > whole.right + 0.5 || box.left < whole.left);
    const pairs = parts.flatMap((a, at) => parts.slice(at + 1).map((b) => [a, b]))
      .filter(([[, a], [, b]]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5);
    return [...out.map(([text]) => text), ...pairs.map(([[a], [b]]) => a + ' / ' + b)];
  })`;

/** What sticks out of the page at its right, beside the strip, which scrolls. */
const OUTSIDE = `
  [...document.querySelectorAll('body *:not(ts-month-strip *)')]
    .filter((part) => part.getBoundingClientRect().right > innerWidth + 0.5)
    .map((part) => part.tagName + ' ' + part.className + ' ' + part.textContent.slice(0, 40))`;

describe('Back', () => {
  it('returns to the same place in the list', async () => {
    const page = await bench.open(SEARCH, AS_KNOWN, { viewport: PHONE });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await scrollTo(page, 500);
    await page
      .getByRole('link', { name: /^Open \w{3} \d/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: /^Practice, / })).toBeShown();
    await expect(() => scrolled(page)).toBecome(0);
    await page.goBack();
    await expect(page.getByText(/found/)).toBeShown();
    await expect(() => scrolled(page)).toBecome(500);
  });

  it('in the head of a day leads to the list that was left, at its place', async () => {
    const page = await bench.open(SEARCH, AS_KNOWN, { viewport: PHONE });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await scrollTo(page, 500);
    await page
      .getByRole('link', { name: /^Open \w{3} \d/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Sessions' }).click();
    await page.getByRole('link', { name: 'Back to the search' }).click();
    await expect(page).toBeAt(/\/\?track=.*when=all/);
    await expect(() => scrolled(page)).toBecome(500);
  });

  it('leaves the page to whoever scrolls it meanwhile', async () => {
    let answer = (): void => undefined;
    const page = await bench.open(SEARCH, AS_KNOWN, { viewport: PHONE });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await scrollTo(page, 400);
    await page
      .getByRole('link', { name: /^Open \w{3} \d/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: /^Practice, / })).toBeShown();
    bench.api.script.search = () =>
      new Promise((resolve) => (answer = () => resolve(withImportedDay())));
    await page.goBack();
    await expect(page.getByText('Searching…')).toBeShown();
    await page.keyboard.press('Home');
    answer();
    await expect(page.getByText(/found/)).toBeShown();
    expect(await scrolled(page)).toBe(0);
  });
});

describe('two tabs', () => {
  async function beside(page: Page): Promise<Page> {
    const other = await page.context().newPage();
    await other.clock.setFixedTime('2025-11-16T10:00:00.000Z');
    await other.goto(page.url());
    await expect(other.getByText(/found/)).toBeShown();
    return other;
  }

  it('agree on what is imported', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const other = await beside(page);
    const name = /^Import (Sat|Sun|Mon|Tue|Wed|Thu|Fri) .* 2025$/;
    const day = other.getByRole('button', { name }).first();
    const [, date = ''] = /^Import (.*)$/.exec((await day.getAttribute('aria-label')) ?? '') ?? [];
    await page.getByRole('button', { name: `Import ${date}` }).click();
    await expect(other.getByRole('link', { name: `Open ${date}` })).toBeShown();
  });

  it('agree on favourites', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const other = await beside(page);
    await page
      .getByRole('button', { name: /favourite/i })
      .first()
      .click();
    await expect(other.getByRole('list', { name: 'Favourites' })).toBeShown();
  });
});

describe('a first visit', () => {
  it('has tracks where something is going on, one tap away', async () => {
    const page = await bench.open('/', {}, { viewport: PHONE });
    await expect(page.getByRole('heading', { name: 'Racing or practising now' })).toBeShown();
    const tracks = page.locator('ts-running-tracks').getByRole('link');
    await expect(tracks.first()).toBeShown();
    expect(await tracks.count()).toBe(3);
    await tracks.first().click();
    await expect(page).toBeAt(new RegExp(TRACKS[2]?.id ?? ''));
    await expect(page.getByText(/found/)).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('has an example where nothing is going on', async () => {
    const idle = TRACKS.filter(({ status }) => status === 'idle');
    const page = await bench.open('/', { tracks: (query) => (query.has('running') ? [] : idle) });
    await expect(page.getByRole('heading', { name: 'For example' })).toBeShown();
    expect(await page.locator('ts-running-tracks').getByRole('link').count()).toBe(1);
  });
});

describe('a word that needs one', () => {
  it('is explained where it stands, in two sentences', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    const verified = page.getByRole('button', { name: 'verified' });
    await verified.click({ position: { x: 20, y: -10 }, force: true });
    const note = page.getByRole('dialog', { name: 'Verified' });
    await expect(note).toBeShown();
    await expect(note.getByText(/adds up to the totals that LiveRC prints/)).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    await note.getByRole('button', { name: 'Close' }).click();
    await expect(() => note.isVisible()).toBecome(false);
    await page.getByRole('button', { name: 'invalid laps' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'All the words' }).click();
    await expect(page).toBeAt(/\/help#invalid$/);
  });
});
