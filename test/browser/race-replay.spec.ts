import type { Page } from 'playwright-core';
import { Bench, DESKTOP, PHONE, type PageOptions, seriousFindings } from './chromium.js';
import { LONG_RACE, LONG_RACE_PATH, longRace } from './fake-long-race.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const END = Math.max(...LONG_RACE.map(({ laps }) => laps.at(-1)?.elapsed_seconds ?? 0));

const open = (query = '', options: PageOptions = {}): Promise<Page> =>
  bench.open(LONG_RACE_PATH + query, { raceEvent: longRace }, options);
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment of the race' });
const picture = (page: Page, words: RegExp) => page.getByRole('img', { name: words });

/** How often elements of the page changed within a while, by their tag or class. */
function changesOf(page: Page, whileMs: number): Promise<Record<string, number>> {
  return page.evaluate(`new Promise((resolve) => {
    const changes = {};
    new MutationObserver((records) => {
      for (const { target } of records) {
        const name = target.className || target.nodeName;
        changes[name] = (changes[name] ?? 0) + 1;
      }
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true,
    });
    setTimeout(() => resolve(changes), ${whileMs});
  })`);
}

describe('the replay of a race', () => {
  it('stands at the lap of the overtake that a moment names, and the address with it', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'THEO MARSH took it from ZOE MARLOW' }).click();
    await expect(page).toBeAt(/t=138\.283/);
    await expect(picture(page, /^At 2:18\.283 of the race: 1 THEO MARSH leads, 2 ZOE/)).toBeShown();
    await page.getByText('16 overtakes').click();
    await page.getByRole('link', { name: /^ZOE MARLOW passed THEO MARSH/ }).click();
    await expect(picture(page, /^At 4:33\.450 of the race: 1 ZOE MARLOW leads/)).toBeShown();
    await page.reload();
    await expect(picture(page, /^At 4:33\.450 of the race: 1 ZOE MARLOW leads/)).toBeShown();
  });

  it('has at every crossing the printed position of who crosses', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Show as table: Replay' }).click();
    const table = page.getByRole('region', { name: 'Replay, table' });
    for (const { driver_name, laps } of LONG_RACE.slice(0, 7)) {
      const { elapsed_seconds, position, lap_number } = laps[8] ?? {
        elapsed_seconds: 0,
        position: 0,
        lap_number: 0,
      };
      await page.goto(`${bench.api.url}${LONG_RACE_PATH}?t=${elapsed_seconds}`);
      await page.getByRole('button', { name: 'Show as table: Replay' }).click();
      const row = table.getByRole('row', { name: driver_name });
      await expect(row).toBeShown();
      const cells = await row.getByRole('cell').allInnerTexts();
      expect(cells.slice(0, 2)).toEqual([String(position), String(lap_number)]);
    }
  });

  it('is scrubbed by key', async () => {
    const page = await open('?t=100');
    await expect(picture(page, /^At 1:40\.000/)).toBeShown();
    await slider(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await expect(picture(page, /^At 1:12\.000/)).toBeShown();
    expect(await slider(page).getAttribute('aria-valuetext')).toBe('1:12.0');
    await page.keyboard.press('End');
    await expect(page).toBeAt(new RegExp(`t=${END}$`));
    await page.keyboard.press('Home');
    await expect(picture(page, /^At 0\.000/)).toBeShown();
  });

  it('stays where a finger has scrubbed to while the address still follows', async () => {
    const page = await open('?t=100');
    await expect(picture(page, /^At 1:40\.000/)).toBeShown();
    // The address is on its way when the slider moves on.
    await page.evaluate(`{
      const { setTimeout } = window;
      window.setTimeout = (then, ms, ...args) => setTimeout((...given) => {
        then(...given);
        if (ms === 300) {
          window.setTimeout = setTimeout;
          document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
        }
      }, ms, ...args);
    }`);
    await slider(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page).toBeAt(/t=71$/);
    await expect(picture(page, /^At 1:11\.000/)).toBeShown();
  });

  it('plays at its speed to the end, pauses, and the address keeps the speed', async () => {
    const page = await open(`?t=${Math.floor(END) - 20}`);
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('30');
    await expect(page).toBeAt(/speed=30/);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page).toBeAt(new RegExp(`t=${END}`));
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(async () => Number(new URL(page.url()).searchParams.get('t')) < 60).toBecome(true);
  });

  it('is a picture of the moment that is seen, also while it plays', async () => {
    const page = await open('?t=100');
    await expect(picture(page, /^At 1:40\.000/)).toBeShown();
    const savedAt = async (): Promise<string> => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download as PNG: Replay' }).click(),
      ]);
      return file.suggestedFilename();
    };
    expect(await savedAt()).toBe('race at 1-40.000.png');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(async () => (await savedAt()) !== 'race at 1-40.000.png').toBecome(true);
    await expect(page.getByRole('button', { name: 'Pause' })).toBeShown();
  });

  it('changes and lays out nothing of the page while it plays', async () => {
    const page = await open('?t=100');
    await expect(picture(page, /^At 1:40\.000/)).toBeShown();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const layouts = async (): Promise<number> => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'LayoutCount')?.value ?? Number.NaN;
    };
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeShown();
    const before = await layouts();
    const { thumb = 0, INPUT = 0, ...others } = await changesOf(page, 2000);
    expect(others).toEqual({});
    expect(thumb).toBeGreaterThan(10);
    expect(INPUT).toBeLessThan(5);
    expect((await layouts()) - before).toBeLessThan(8);
  });

  it('shows a picture a second to those who want less motion', async () => {
    const page = await open('?t=100', { reducedMotion: 'reduce' });
    await expect(picture(page, /^At 1:40\.000/)).toBeShown();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeShown();
    const { thumb = 0 } = await changesOf(page, 2500);
    expect(thumb).toBeGreaterThan(0);
    expect(thumb).toBeLessThanOrEqual(4);
  });

  it.each([
    ['light, on a desktop', { viewport: DESKTOP, colorScheme: 'light' }],
    ['dark, on a phone', { viewport: PHONE, colorScheme: 'dark' }],
  ] as const)('has nothing that axe finds serious: %s', async (_kind, options) => {
    const page = await open('?t=200', options);
    await page.getByRole('button', { name: 'Show as table: Replay' }).click();
    await expect(page.getByRole('region', { name: 'Replay, table' })).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(
      options.viewport.width,
    );
    expect(bench.complaints).toEqual([]);
  });
});
