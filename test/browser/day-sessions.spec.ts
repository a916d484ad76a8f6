import type { Page } from 'playwright-core';
import { Bench, DESKTOP, PHONE } from './chromium.js';
import { DAY, dayScript, idOf, largeDay } from './fake-day.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const TAB = `${DAY}?tab=sessions`;

/** Cells of one kind, top to bottom. */
function cells(page: Page, kind: string): Promise<string[]> {
  return page
    .locator(`ts-session-line .${kind}`)
    .evaluateAll((found: { innerText: string }[]) => found.map((cell) => cell.innerText.trim()));
}

async function untilFirst(page: Page, kind: string, words: string): Promise<void> {
  await expect(
    page.locator('ts-session-line').first().locator(`.${kind}`, { hasText: words }),
  ).toBeShown();
}

describe('the sessions of a day', () => {
  it('are sorted by the column that is pressed, and back', async () => {
    const page = await bench.open(TAB);
    await untilFirst(page, 'time', '16:05');
    await page.getByRole('button', { name: 'Best' }).click();
    await untilFirst(page, 'best', '23.704');
    expect((await cells(page, 'best')).slice(0, 3)).toEqual(['23.704', '24.180', '24.200']);
    await page.getByRole('button', { name: 'Best' }).click();
    await untilFirst(page, 'best', '33.261');
    expect(page.url()).toContain('sort=-best');
    await expect(() =>
      page.getByRole('columnheader', { name: 'Best' }).getAttribute('aria-sort'),
    ).toBecome('descending');
  });

  it('are narrowed by class and by driver', async () => {
    const page = await bench.open(TAB);
    await page.getByRole('combobox', { name: 'Driver' }).selectOption('Zoë Marlow');
    await expect(page.getByText('7 of 16 sessions')).toBeShown();
    await page.getByRole('combobox', { name: 'Class' }).selectOption('1/10 Electric Truggy');
    await expect(page.getByText('1 of 16 sessions')).toBeShown();
    await page.getByRole('combobox', { name: 'Driver' }).selectOption('Ola Brandt');
    await expect(page.getByText('No session matches')).toBeShown();
    await page.getByRole('button', { name: 'Show all sessions' }).click();
    await expect(page.getByText('16 of 16 sessions')).toBeShown();
  });

  it('and the class have their names and figures whole on the narrowest phone', async () => {
    const page = await bench.open(TAB, {}, { viewport: { width: 320, height: 740 } });
    await untilFirst(page, 'time', '16:05');
    const cut = `[...document.querySelectorAll('ts-session-line :is(.driver, .time, .laps, .best, .average, .change)')]
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.innerText)`;
    expect(await page.evaluate(cut)).toEqual([]);
    await page
      .getByRole('navigation', { name: 'Parts of the day' })
      .getByRole('link', { name: 'Class' })
      .click();
    for (const ranking of ['Best 3 in a row', 'Average of best 5 laps', 'LiveRC consistency']) {
      await page.getByRole('link', { name: ranking }).click();
      await expect(page.getByRole('columnheader', { name: ranking })).toBeShown();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      const right = `document.querySelector('ts-class-tab table').getBoundingClientRect().right`;
      expect(await page.evaluate(right)).toBeLessThanOrEqual(304);
    }
  });

  it('open with their laps at an address of their own, and close to the list as it was', async () => {
    const page = await bench.open(TAB);
    await page.getByRole('button', { name: 'Zoë Marlow' }).nth(1).click();
    await expect(page).toBeAt(new RegExp(`session=${idOf(19)}`));
    const dialog = page.getByRole('dialog', { name: 'Zoë Marlow' });
    await expect(dialog.getByRole('list', { name: 'Laps' })).toBeShown();
    const laps = dialog.getByRole('listitem').filter({ hasText: /^\d/ });
    await expect(() => laps.count()).toBecome(7);
    await expect(
      dialog.getByText('Checked against 9 printed figures: all follow from the laps.'),
    ).toBeShown();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeGone();
    await expect(() => page.url().includes('session=')).toBecome(false);
  });

  it('start with those of the driver shown, and tell each against the run before it', async () => {
    const page = await bench.open(`${TAB}&driver=Zo%C3%AB%20Marlow`);
    await expect(page.getByText('16 of 16 sessions, Zoë Marlow first')).toBeShown();
    await untilFirst(page, 'time', '16:05');
    expect((await cells(page, 'time')).slice(0, 8)).toEqual([
      ...['16:05', '15:25', '14:43', '13:52', '12:31', '11:44', '10:58'],
      '15:40',
    ]);
    const changes = (await cells(page, 'change')).map((words) => words.replace(/\s+/g, ' '));
    expect(changes.slice(0, 3)).toEqual([
      'best −0.020 s quicker median −0.235 s quicker vs 14:43',
      '',
      'best +0.496 s slower median +0.350 s slower vs 13:52',
    ]);
    await page.getByRole('button', { name: 'Best' }).click();
    await untilFirst(page, 'best', '23.704');
    await expect(page.getByText('Zoë Marlow first')).toBeGone();
  });

  it('have three lines on a phone, and nothing outside of them', async () => {
    const page = await bench.open(TAB, {}, { viewport: PHONE });
    await untilFirst(page, 'time', '16:05');
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('Consistency');
    await untilFirst(page, 'consistency', '99.5');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const outside = await page.evaluate(`
      [...document.querySelectorAll('ts-session-line > *')]
        .filter((part) => part.checkVisibility())
        .filter((part) => part.getBoundingClientRect().right > 344)
        .map((part) => part.outerHTML.slice(0, 90))
    `);
    expect(outside).toEqual([]);
    await expect(page.locator('ts-session-line').getByText('(7700123)')).toBeShown();
  });
});

describe('a day of 500 sessions', () => {
  it('answers its three questions without asking for the laps of others', async () => {
    const page = await bench.open(`${DAY}?driver=Driver%2007`, dayScript(largeDay(500)));
    await expect(page.getByText('of the day').first()).toBeShown();
    await expect(page.getByText('Best lap in the class')).toBeShown();
    const asked = bench.api.requests.filter((request) => request.includes('include_laps'));
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['desktop', DESKTOP],
    ['phone', PHONE],
  ])('scrolls without a blank on a %s', async (_name, viewport) => {
    const page = await bench.open(TAB, dayScript(largeDay(500)), { viewport, realClock: true });
    await expect(page.getByText('500 of 500 sessions')).toBeShown();
    const frames = (await page.evaluate(BLANK_FRAMES)) as { blank: number; seen: number };
    expect(frames.blank).toBe(0);
    expect(frames.seen).toBeGreaterThan(20);
    expect(await page.locator('ts-session-line').count()).toBeLessThan(200);
  });
});

/**
 * Scrolls by half a screen a frame and looks at once, before anything can be drawn anew: what is
 * there is what that frame shows.
 */
const BLANK_FRAMES = `
  new Promise((resolve) => {
    let [blank, seen] = [0, 0];
    const step = () => {
      scrollBy({ top: innerHeight / 2, behavior: 'instant' });
      const place = document.querySelector('cdk-virtual-scroll-viewport').getBoundingClientRect();
      for (const y of [innerHeight * 0.45, innerHeight * 0.7, innerHeight - 8]) {
        if (y > place.top + 4 && y < place.bottom - 4) {
          seen += 1;
          const hit = document.elementFromPoint(innerWidth / 2, y);
          if (!hit?.closest('ts-session-line')) blank += 1;
        }
      }
      const left = document.documentElement.scrollHeight - innerHeight - scrollY;
      if (left <= 2) resolve({ blank, seen });
      else requestAnimationFrame(() => requestAnimationFrame(step));
    };
    step();
  })
`;
