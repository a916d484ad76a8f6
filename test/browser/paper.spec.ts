import type { Page } from 'playwright-core';
import { Bench } from './chromium.js';
import { DAY, SESSIONS, dayScript } from './fake-day.js';
import { DRIVER, driverSession } from './fake-driver.js';
import { TRACK, wellBehaved } from './fake-world.js';
import { COMPARED, KINDS, type Kind, MIA } from './paper-kinds.js';
import { chartsDrawn } from './stillness.js';

/** A4 between margins of 12 mm, in CSS pixels. */
const PAPER_PX = 703;
const CONTROLS = 'button, select, input, textarea, nav, form, [role=combobox], [role=alert]';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(async () => {
  expect(bench.complaints).toEqual([]);
  await bench.clear();
});
afterAll(() => bench.close());

/** Opens the page of a kind, in dark colours, and waits until all of it is there. */
async function opened({ path, script, drawn, ready }: Kind): Promise<Page> {
  bench.api.script = wellBehaved(script);
  const page = await bench.blank({ colorScheme: 'dark' });
  await page.route('**/practice-sessions?*', (route) => {
    const day = { date: '2025-10-25', event_id: 'day', track_id: TRACK.id };
    const items = SESSIONS.filter(({ id }) => COMPARED.includes(id)).map((session) => ({
      ...session,
      ...day,
      track_name: TRACK.name,
    }));
    return route.fulfill({ json: { success: true, data: { items } } });
  });
  await page.goto(bench.api.url + path);
  if (drawn > 0) await chartsDrawn(page, drawn);
  for (const words of ready) await expect(page.getByText(words).first()).toBeShown();
  return page;
}

/** What is on a sheet, and what it does wrong. */
interface OnPaper {
  text: string;
  rows: number;
  controls: string[];
  /** Parts of the page that are printed beside its sheet. */
  besides: string[];
  beyond: string[];
  cut: string[];
  parted: string[];
  ink: number[];
  background: number[];
  /** Dots in the grid's colour of the light theme, of each chart. */
  grid: number[];
}

/** A script in the page: dots of each chart on the sheet that are so, by their `r`, `g` and `b`. */
function dots(which: string): string {
  return `[...document.querySelectorAll('ts-sheet canvas')].map((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const [r, g, b] = [data[at], data[at + 1], data[at + 2]];
      if (${which}) count += 1;
    }
    return count;
  })`;
}

const INK = dots('r + g + b < 600');
const GRID = dots('r === 221 && g === 227 && b === 224');

/** In the page: its text is a script of its own. */
const LOOK = `(() => {
  const sheet = document.querySelector('ts-sheet');
  const shown = (selector, place = document) =>
    [...place.querySelectorAll(selector)].filter((part) => part.checkVisibility());
  const named = (part) => part.outerHTML.slice(0, 90);
  const parts = shown('*', sheet);
  const corner = (canvas) => canvas.getContext('2d').getImageData(0, 0, 1, 1).data[0];
  return {
    text: sheet.innerText.replace(/\\u00a0/g, ' '),
    rows: shown('tbody tr', sheet).length,
    controls: shown(${JSON.stringify(CONTROLS)}).map(named),
    besides: shown('#main > * > *').filter((part) => !part.matches(':has(ts-sheet), ts-sheet')).map(named),
    beyond: parts.filter((part) => part.getBoundingClientRect().right > innerWidth + 1).map(named),
    cut: parts.filter((part) =>
      part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflow !== 'visible').map(named),
    parted: shown('tr, figure', sheet)
      .filter((part) => getComputedStyle(part).breakInside !== 'avoid').map(named),
    ink: ${INK},
    grid: ${GRID},
    background: shown('canvas', sheet).map(corner),
  };
})()`;

/** A line of text alone has some hundred dark dots. */
const LEAST_INK = 5_000;

describe.each(KINDS)('$name on paper', (kind) => {
  it('has its words, figures and charts, dark on white, and nothing to press', async () => {
    const page = await opened(kind);
    await page.setViewportSize({ width: PAPER_PX, height: 1000 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const sheet = page.locator('ts-sheet');
    await expect(sheet.getByRole('heading', { level: 1, name: kind.heading })).toBeShown();
    await expect(() => sheet.locator('ts-paper-chart canvas').count()).toBecome(kind.charts);
    const { text, rows, ink, grid, background, ...wrong } = (await page.evaluate(LOOK)) as OnPaper;
    const words = text.replace(/[^\S\n]+/g, ' ');
    for (const said of kind.words) expect(words).toMatch(asPattern(said));
    expect(rows).toBe(kind.rows);
    expect(wrong).toEqual({
      ...{ controls: [], besides: [] },
      ...{ beyond: [], cut: [], parted: [] },
    });
    expect(Math.min(...ink, Infinity)).toBeGreaterThan(LEAST_INK);
    expect(Math.min(...grid, Infinity)).toBeGreaterThan(LEAST_INK);
    expect(background).toEqual(ink.map(() => 255));
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(18, 26, 23)');
    expect(await page.locator('ts-root > header').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await expect(sheet).toBeGone();
  });

  it('is drawn from a phone before the browser takes its picture, which waits for nothing', async () => {
    const page = await opened(kind);
    await page.setViewportSize({ width: 360, height: 740 });
    // After the page's own listener, as the picture is taken.
    await page.evaluate(`addEventListener('beforeprint', () => {
      const heading = document.querySelector('ts-sheet h1')?.textContent;
      window.atPrint = { heading, ink: ${INK} };
    })`);
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const { heading, ink } = (await page.evaluate('window.atPrint')) as {
      heading?: string;
      ink: number[];
    };
    expect(heading).toBe(kind.heading);
    expect(ink).toHaveLength(kind.charts);
    expect(Math.min(...ink, Infinity)).toBeGreaterThan(LEAST_INK);
    const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(kind.pages);
    await expect(page.locator('ts-sheet')).toBeGone();
  });
});

function asPattern(said: string | RegExp): RegExp {
  return typeof said === 'string'
    ? new RegExp(said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s+'))
    : said;
}

describe('six sessions on paper', () => {
  it('fit between its margins, however long the names are', async () => {
    const long = (index: number): string =>
      index % 2 === 0 ? `Maximiliana Featherstonehaugh-${index}` : 'x'.repeat(40 + index);
    const sessions = SESSIONS.slice(0, 6).map((session, index) => ({
      ...session,
      driver_name: long(index),
    }));
    const ids = sessions.map(({ id }) => id).join();
    const page = await bench.open(`${DAY}?tab=compare&compare=${ids}`, dayScript(sessions));
    await expect(() => page.locator('ts-chart canvas').count()).toBecome(2);
    await page.setViewportSize({ width: PAPER_PX, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('ts-paper-chart canvas').nth(1)).toBeShown();
    const { text, beyond, cut } = (await page.evaluate(LOOK)) as OnPaper;
    expect({ beyond, cut }).toEqual({ beyond: [], cut: [] });
    expect(text).toContain(long(5));
  });
});

describe('a year on paper', () => {
  it('keeps the colours of its map, which paper leaves out of all else', async () => {
    const year = KINDS.at(-1) as Kind;
    const page = await opened(year);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('img', { name: 'Sessions of each day of 2025' })).toBeShown();
    const cells = (await page.evaluate(`
      [...document.querySelectorAll('ts-year-sheet .months .level-3')].map((cell) => {
        const { backgroundColor, printColorAdjust } = getComputedStyle(cell);
        return [backgroundColor, printColorAdjust].join(' ');
      })`)) as string[];
    expect(new Set(cells)).toEqual(new Set(['rgb(11, 107, 87) exact']));
  });
});

describe('all of a driver', () => {
  it('is on paper by the page’s own button: what is not here yet is read first', async () => {
    const driver = (query: URLSearchParams) =>
      query.get('cursor') === 'page-2'
        ? {
            ...DRIVER,
            sessions: { items: [driverSession(4, '2025-09-27', 36.018)], next_cursor: null },
          }
        : { ...DRIVER, session_count: 4 };
    const page = await bench.open(MIA, { driver });
    await page.evaluate(`window.print = () => { window.printed = true; }`);
    await page.getByRole('button', { name: 'Print' }).click();
    await expect(() => page.evaluate('window.printed === true')).toBecome(true);
    const rows = page.getByRole('table', { name: 'Sessions, newest first' }).getByRole('row');
    expect(await rows.count()).toBe(5);
  });
});
