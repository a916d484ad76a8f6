import type { Page } from 'playwright-core';
import { Bench, SEARCH } from './chromium.js';
import type { FakeStream } from './fake-api.js';
import { done, listing, month, started } from './fake-world.js';
import { largeRange } from './large-range.js';
import { longestTaskOf } from './longest-task.js';
import { frames, idle, scrollBy } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

/** A stream that a test pushes on step by step. */
function steps(...parts: ((stream: FakeStream) => void)[]): {
  stream: (stream: FakeStream) => Promise<void>;
  next: () => void;
} {
  let wake = (): void => undefined;
  return {
    next: () => wake(),
    stream: async (stream) => {
      for (const part of parts) {
        part(stream);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}

/** Where the row of a date stands in the window, in pixels from its top. */
async function topOf(page: Page, date: string): Promise<number> {
  const box = await page.locator('ts-row-line', { hasText: date }).boundingBox();
  return Math.round(box?.y ?? Number.NaN);
}

/** Every place that the row of a date is painted at, from now on. */
async function watchPlace(page: Page, date: string): Promise<() => Promise<number[]>> {
  await page.evaluate(`
    window.places = [];
    (function look() {
      const row = [...document.querySelectorAll('ts-row-line')]
        .find((line) => line.textContent.includes('${date}'));
      window.places.push(row ? Math.round(row.getBoundingClientRect().top) : -1);
      requestAnimationFrame(look);
    })();
  `);
  return () => page.evaluate('[...new Set(window.places)]') as Promise<number[]>;
}

const LATE_NEWS = [
  (stream: FakeStream): void => {
    stream.send(started());
    [10, 9, 8, 7, 6, 5].forEach((number) => stream.send(month(number)));
  },
  (stream: FakeStream): void => {
    stream.send(listing(11));
    stream.send(month(11));
    stream.send(done());
  },
];

describe('what is being read', () => {
  it('keeps its place in every frame while rows come in above, which are counted', async () => {
    const { stream, next } = steps(...LATE_NEWS);
    const page = await bench.open(SEARCH, { stream });
    await expect(page.getByText('Sat 31 May 2025')).toBeShown();
    await scrollBy(page, 900);
    const before = await topOf(page, 'Sun 14 Sep 2025');
    const places = await watchPlace(page, 'Sun 14 Sep 2025');
    next();
    await expect(page.getByRole('button', { name: '3 more above' })).toBeShown();
    await expect(page.getByText('LiveRC checked: 7 months')).toBeShown();
    await frames(page, 10);
    expect(await places()).toEqual([before]);
  });

  it('above the screen is one tap away', async () => {
    const { stream, next } = steps(...LATE_NEWS);
    const page = await bench.open(SEARCH, { stream });
    await expect(page.getByText('Sat 31 May 2025')).toBeShown();
    await scrollBy(page, 900);
    next();
    await page.getByRole('button', { name: '3 more above' }).click();
    const top = await topOf(page, 'Sat 15 Nov 2025');
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(400);
    expect(await page.getByRole('button', { name: /more above/ }).count()).toBe(0);
  });

  it('keeps its place under the pointer, and rows between wait for a tap', async () => {
    const { stream, next } = steps(...LATE_NEWS);
    const page = await bench.open(SEARCH, { stream });
    await expect(page.getByText('Sun 26 Oct 2025')).toBeShown();
    await page.locator('ts-row-line', { hasText: 'Twilight Enduro' }).hover();
    const before = await topOf(page, 'Twilight Enduro');
    next();
    await expect(page.getByRole('button', { name: '1 more above' })).toBeShown();
    await expect(page.getByRole('button', { name: '1 more here' }).first()).toBeShown();
    expect(await topOf(page, 'Twilight Enduro')).toBe(before);
    await page.getByRole('button', { name: '1 more here' }).first().click();
    await expect(page.getByText('Sun 9 Nov 2025')).toBeShown();
    expect(await page.getByRole('button', { name: '1 more here' }).count()).toBe(0);
  });

  it('lets the rows in by itself once nobody touches the list', async () => {
    const { stream, next } = steps(...LATE_NEWS);
    const page = await bench.open(SEARCH, { stream });
    await expect(page.getByText('Sun 26 Oct 2025')).toBeShown();
    await page.locator('ts-row-line', { hasText: 'Twilight Enduro' }).hover();
    next();
    await expect(page.getByRole('button', { name: '1 more here' }).first()).toBeShown();
    await expect(page.getByText('Sun 9 Nov 2025')).toBeShown({ timeout: 8_000 });
  });

  it('columns keep their width when details come', async () => {
    const { stream, next } = steps(
      (s) => {
        s.send(started());
        s.send(listing(11));
      },
      (s) => s.send(month(11)),
    );
    const page = await bench.open(SEARCH, { stream });
    await expect(page.getByText('details follow').first()).toBeShown();
    const place = async (): Promise<unknown> =>
      page.locator('.sessions', { hasText: '22 sessions' }).boundingBox();
    const before = await place();
    next();
    await expect(page.getByText('213')).toBeShown();
    expect(await place()).toEqual(before);
  });
});

async function longestTaskOfOneRun(): Promise<number> {
  const { search, stream, days } = largeRange(1_000);
  const page = await bench.open('/', {}, { realClock: true });
  await expect(page.getByText('Pick a track')).toBeShown();
  await idle(page);
  bench.api.script = { ...bench.api.script, search, stream };
  const longest = await longestTaskOf(page, async () => {
    await page.evaluate(`
      history.pushState({}, '', '${SEARCH}');
      window.dispatchEvent(new PopStateEvent('popstate'));
    `);
    await expect(page.getByText(`1,001 found: 5 events, ${days} practice days`)).toBeShown();
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await idle(page);
  });
  await page.close();
  return longest;
}

describe('1,000 rows', () => {
  it('stream in without a frame that blocks the page', async () => {
    // What else the machine does only adds to the time: the least disturbed of three counts.
    const runs: number[] = [];
    for (let run = 0; run < 3; run++) {
      runs.push(await longestTaskOfOneRun());
    }
    // The goal is 50 ms on a machine of one's own; a busy one takes its time.
    expect(Math.min(...runs)).toBeLessThan(250);
  });

  it('are drawn as far as they are on screen', async () => {
    const { search, stream, days } = largeRange(1_000);
    const page = await bench.open(SEARCH, { search, stream });
    await expect(page.getByText(`1,001 found: 5 events, ${days} practice days`)).toBeShown();
    expect(await page.locator('ts-row-line').count()).toBeLessThan(60);
  });

  it('can be scrolled to the last', async () => {
    const { search, stream } = largeRange(1_000);
    const page = await bench.open(SEARCH, { search, stream });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await page.keyboard.press('End');
    await expect(page.getByText('Thu 1 Dec 2022')).toBeShown();
    await page.keyboard.press('Home');
    await expect(page.getByText('Sun 16 Nov 2025')).toBeShown();
  });
});
