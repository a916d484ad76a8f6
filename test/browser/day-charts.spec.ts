import { readFile } from 'node:fs/promises';
import { Bench, PHONE } from './chromium.js';
import { DAY, SESSIONS, dayScript, driven } from './fake-day.js';
import { chartsDrawn, frames } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;

describe('a chart', () => {
  it('is loaded only when one is shown', async () => {
    const page = await bench.open(`${ZOE}&tab=sessions`);
    await expect(page.getByText('16 of 16 sessions')).toBeShown();
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.getByRole('link', { name: 'My day' }).click();
    await chartsDrawn(page, 2);
    expect(scripts.filter((url) => url.endsWith('.js')).length).toBeGreaterThan(0);
  });

  it('is there as a table, too', async () => {
    const page = await bench.open(ZOE);
    await chartsDrawn(page, 2);
    await page.getByRole('button', { name: /Show as table: Lap time in seconds over/ }).click();
    const table = page.getByRole('table', { name: 'Lap time in seconds over the clock' });
    const rows = await table.getByRole('row').allInnerTexts();
    expect(rows.map((row) => row.replace(/\u00a0/g, ' '))).toEqual([
      'Session\tBest\tMedian\tConsistency\tLaps',
      '10:58\t25.760\t26.223\t97.9 %\t8',
      '11:44\t24.990\t25.411\t97.8 %\t9',
      '12:31\t24.877\t25.150\t98.7 %\t9',
      '13:52\t23.704\t24.200\t98.3 %\t9',
      '14:43\t24.200\t24.550\t98.9 %\t10',
      '16:05\t24.180\t24.315\t99.5 %\t10',
    ]);
  });

  it('is downloaded as a PNG with its title', async () => {
    const page = await bench.open(ZOE);
    await chartsDrawn(page, 2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /Download as PNG: Lap time in seconds over/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('lap times 2025-10-25.png');
    const picture = await readFile(await download.path());
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    expect(picture.readUInt32BE(16)).toBeGreaterThan(2_000);
  });

  it('tells its points, zooms and shows all again by the keyboard', async () => {
    const page = await bench.open(ZOE);
    await chartsDrawn(page, 2);
    const chart = page.getByRole('img', { name: /Best lap and median of 6 sessions/ });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('[aria-live]').getByText('10:58: best 25.760, 1 of 6')).toBeShown();
    await page.keyboard.press('+');
    await expect(page.getByRole('button', { name: 'Show all' })).toBeShown();
    await page.keyboard.press('0');
    await expect(page.getByRole('button', { name: 'Show all' })).toBeGone();
  });

  it('leaves the page its scrolling under one finger', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    await chartsDrawn(page, 2);
    const canvas = page.locator('ts-chart .canvas').first();
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    const before = (await page.evaluate('scrollY')) as number;
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', up: number): Promise<unknown> => {
      const finger = { x: (box?.x ?? 0) + 150, y: (box?.y ?? 0) + 200 - up };
      const touchPoints = type === 'touchEnd' ? [] : [finger];
      return client.send('Input.dispatchTouchEvent', { type, touchPoints });
    };
    await touch('touchStart', 0);
    for (let up = 20; up <= 180; up += 20) {
      await touch('touchMove', up);
      await frames(page, 1);
    }
    await touch('touchEnd', 180);
    await expect(() => page.evaluate(`scrollY > ${before + 100}`)).toBecome(true);
  });

  it('goes on past midnight', async () => {
    const night = [
      driven(1, 'Zoë Marlow', '22:40', [25.1, 25.3, 25.2, 25.6]),
      driven(2, 'Zoë Marlow', '24:20', [24.9, 24.7, 25, 24.8]),
    ];
    const page = await bench.open(ZOE, dayScript(night));
    await chartsDrawn(page, 2);
    await expect(page.getByText('Best 24.700 at 00:20, the 2nd of 2 sessions.')).toBeShown();
    const chart = page.getByRole('img', { name: /Best lap and median of 2 sessions/ });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('00:20: best 24.700', { exact: true })).toBeShown();
  });

  it('writes names as words, whatever they hold', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const sessions = [...SESSIONS, driven(30, evil, '12:00', [23.1, 23.2, 23.3, 23.4])];
    const page = await bench.open(ZOE, dayScript(sessions));
    await expect(page.getByText(`behind ${evil}: 2nd of 6.`)).toBeShown();
    await chartsDrawn(page, 2);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(bench.complaints).toEqual([]);
  });
});
