import { Bench, DESKTOP, PHONE, seriousFindings } from './chromium.js';
import { LONG_RACE_PATH, longRace } from './fake-long-race.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const script = { raceEvent: longRace };

describe('the charts of a race', () => {
  it('show positions, gaps and lap times, one at a time and as the address says', async () => {
    const page = await bench.open(LONG_RACE_PATH, script);
    await expect(
      page.getByRole('heading', { name: 'Position at the end of each lap' }),
    ).toBeShown();
    await page.getByRole('link', { name: 'Gaps', exact: true }).click();
    await expect(page).toBeAt(/\?chart=gaps$/);
    await page.getByRole('combobox', { name: 'Gap to' }).selectOption('THEO MARSH');
    await expect(page.getByRole('heading', { name: /^Gap to THEO MARSH in seconds/ })).toBeShown();
    await expect(page).toBeAt(/to=THEO%20MARSH/);
    await page.reload();
    await expect(page.getByRole('heading', { name: /^Gap to THEO MARSH in seconds/ })).toBeShown();
    await page.getByRole('link', { name: 'Lap times' }).click();
    await expect(page.getByText('THEO MARSH: 0.049 s slower from lap to lap.')).toBeShown();
  });

  it('show up to six drivers, and the address keeps whom', async () => {
    const page = await bench.open(LONG_RACE_PATH, script);
    const shown = page.getByRole('group', { name: 'Drivers shown, up to six' });
    for (const name of ['MILO BRANDT', 'OTTO VANCE', 'RUBEN ASH']) {
      await shown.getByRole('button', { name }).click();
    }
    await expect(page.getByText('Six are shown')).toBeShown();
    expect(await shown.getByRole('button', { name: 'SELMA KORT' }).isDisabled()).toBe(true);
    await shown.getByRole('button', { name: 'ZOE MARLOW' }).click();
    await page.reload();
    await expect(shown.getByRole('button', { pressed: true }).first()).toBeShown();
    const names = await shown.getByRole('button', { pressed: true }).allInnerTexts();
    expect(names.map((name) => name.trim())).toEqual([
      ...['THEO MARSH', 'NORA QUILL', 'MILO BRANDT', 'OTTO VANCE', 'RUBEN ASH'],
    ]);
  });

  it('are tables, too, and pictures', async () => {
    const page = await bench.open(LONG_RACE_PATH, script);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as PNG: Position at' }).click();
    expect((await download).suggestedFilename()).toBe('race positions.png');
    await page.getByRole('button', { name: 'Show as table: Position at' }).click();
    const table = page.getByRole('region', { name: 'Position at the end of each lap, table' });
    await expect(table.getByRole('row', { name: /^Grid 1 6 9 / })).toBeShown();
    await expect(table.getByRole('row', { name: /^4 2 1 4 / })).toBeShown();
  });

  it.each([
    ['light, on a desktop', { viewport: DESKTOP, colorScheme: 'light' }],
    ['dark, on a phone', { viewport: PHONE, colorScheme: 'dark' }],
  ] as const)('have nothing that axe finds serious: %s', async (_kind, options) => {
    for (const chart of ['positions', 'gaps', 'laps']) {
      const page = await bench.open(`${LONG_RACE_PATH}?chart=${chart}`, script, options);
      await expect(page.getByRole('img').first()).toBeShown();
      expect(await seriousFindings(page)).toEqual([]);
      const { width } = options.viewport;
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect(bench.complaints).toEqual([]);
  });
});
