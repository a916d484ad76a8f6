import type { DriverAtTrack } from '@trackside/contracts';
import type { Page } from 'playwright-core';
import { Bench, PHONE } from './chromium.js';
import { BUGGY, DAY, SESSIONS, dayScript, idOf } from './fake-day.js';
import { DRIVER } from './fake-driver.js';
import { TRACK } from './fake-world.js';
import { chartsDrawn } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;

/** The key figures as they read: name, value, what puts it into proportion. */
async function figures(page: Page): Promise<string[]> {
  await expect(page.getByText('of the day').first()).toBeShown();
  return page
    .locator('ts-my-day ts-figure-list dl > div')
    .evaluateAll((parts: { innerText: string }[]) =>
      parts.map((part) => part.innerText.replace(/\s+/g, ' ').trim()),
    );
}

describe('a racer on a phone', () => {
  it('gets the three questions answered, in their order', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    expect(await figures(page)).toEqual([
      'Best 23.704 at 13:52',
      'Class best 23.704 1st of 5',
      'Median 24.900 of the day',
      'Consistency 96.6 % over 53 laps that count, 1 stands out',
      'Sessions 6',
      'Laps 55 1 invalid',
    ]);
    await chartsDrawn(page, 2);
    const answers = await page.locator('ts-my-day .answer').allInnerTexts();
    expect(answers.map((words) => words.replace(/\u00a0/g, ' '))).toEqual([
      'Best 23.704 at 13:52, the 4th of 6 sessions. The median went from 26.223 to 24.315 (−1.908).',
      '23.704 is the best of the class, 0.505 ahead of Idris Vale.',
      '96.6 % over 53 laps that count, 1 stands out. Most even: 99.5 % at 16:05.',
    ]);
    const headings = await page.locator('ts-my-day section > h2').allInnerTexts();
    expect(headings).toEqual([
      'Last run at 16:05 in 1/8 Nitro Buggy, against 14:43',
      ...['Across the day', 'Best lap in the class', 'Consistency'],
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(bench.complaints).toEqual([]);
  });

  it('sees how the last run went against the one before, and compares the two in one tap', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    const run = page.locator('ts-last-run-panel');
    await expect(run.getByRole('heading')).toBeShown();
    const told = await run.locator('dl > div').allInnerTexts();
    expect(told.map((words) => words.replace(/\s+/g, ' ').trim())).toEqual([
      'Best 24.180 −0.020 better',
      'Median 24.315 −0.235 better',
      'Consistency 99.5 % +0.6 better',
      'Laps 10',
    ]);
    await run.getByRole('link', { name: /Compare the two/ }).click();
    await expect(page).toBeAt(/tab=compare/);
    await expect(page.getByRole('button', { name: /16:05/ }).first()).toBeShown();
    await expect(page.getByRole('button', { name: /14:43/ }).first()).toBeShown();
  });

  it('is told how far the last run was from the best on imported days, or that it is the best', async () => {
    const driver = (seconds: number): DriverAtTrack => {
      const [first] = DRIVER.classes;
      const best = { class_name: BUGGY, fastest_lap_seconds: seconds };
      return { ...DRIVER, classes: first ? [{ ...first, ...best }] : [] };
    };
    const page = await bench.open(ZOE, { driver: () => driver(23.1) }, { viewport: PHONE });
    const words = 'Last run: 1.080 s off the best on imported days, 23.100 on Sat 15 Nov 2025.';
    await expect(page.getByText(words)).toBeShown();
    bench.api.script = {
      ...bench.api.script,
      driver: () => driver(24.2),
      ...dayScript(SESSIONS.filter(({ id }) => id !== idOf(4))),
    };
    await page.reload();
    await expect(page.getByText('Last run: 24.180 is the best on imported days.')).toBeShown();
    const asked = bench.api.requests.filter((request) => request.includes('/drivers?'));
    expect(asked[0]).toContain('name=Zo%C3%AB+Marlow&limit=1');
  });

  it('chooses all valid laps, and tile, sentence, table and chart go by them together', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    await expect(page.getByText('of the day').first()).toBeShown();
    await page.getByRole('button', { name: 'All valid laps' }).click();
    const told = await figures(page);
    expect(told.slice(2, 4)).toEqual([
      'Average 30.153 of the day',
      'LiveRC consistency −23.6 % over 54 valid laps',
    ]);
    const answers = (await page.locator('ts-my-day .answer').allInnerTexts()).join(' ');
    expect(answers).toContain('The average went from 26.372 to 24.344 (−2.028).');
    expect(answers.replace(/\u00a0/g, ' ')).toContain('−23.6 % over 54 valid laps.');
    await expect(page.getByRole('img', { name: /Best lap and average of 6/ })).toBeShown();
    await expect(page.getByRole('button', { name: /^12:31.*55\.938.*−55\.2/ })).toBeShown();
    await page.reload();
    expect((await figures(page))[3]).toBe(told[3]);
  });

  it('chooses the clean pace, and sees where a crash or a stop was, nothing dropped', async () => {
    const page = await bench.open(`${ZOE}&session=${idOf(3)}`, {}, { viewport: PHONE });
    await expect(page.getByText('of the day').first()).toBeShown();
    await page.getByRole('button', { name: 'Clean pace' }).click();
    const told = await figures(page);
    expect(told[2]).toMatch(/^Clean median 24\.\d{3} of the day$/);
    expect(told[3]).toMatch(/over 53 clean laps, 1 with a crash, a stop or a cut$/);
    await expect(page.getByText('Crash, stop or cut, or off the scale')).toBeShown();
    await page.getByRole('button', { name: 'Show as table: Lap time in seconds, lap' }).click();
    const rows = page.getByRole('region', { name: /lap by lap, table/ }).getByRole('row');
    await expect(() => rows.nth(4).innerText()).toBecome('4\t5:01.508\t12:37:44\tstop');
    expect(await rows.count()).toBe(10);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.getByRole('link', { name: 'Sessions' }).click();
    await expect(page.getByRole('button', { name: 'Laps that count', pressed: true })).toBeShown();
  });

  it('sees the laps of the session they tap, invalid and crashed ones named', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    await page.getByRole('button', { name: /^12:31/ }).click();
    await expect(page.getByText('Laps of the session at 12:31')).toBeShown();
    await page.getByRole('button', { name: 'Show as table: Lap time in seconds, lap' }).click();
    const table = page.getByRole('region', { name: /lap by lap, table/ });
    await expect(() => table.getByRole('row').nth(4).innerText()).toBecome(
      '4\t5:01.508\t12:37:44\tstands out',
    );
    await page.getByRole('button', { name: /^14:43/ }).click();
    await expect(page.getByText('invalid, in no figure')).toBeShown();
    expect(await table.getByRole('row').nth(2).innerText()).toContain('11.204');
    expect(page.url()).toContain(`session=${idOf(5)}`);
  });

  it('who drove two classes chooses one', async () => {
    const page = await bench.open(ZOE, {}, { viewport: PHONE });
    await page.getByRole('button', { name: '1/10 Electric Truggy' }).click();
    await expect(page.getByText(/2nd of 2/).first()).toBeShown();
    expect((await figures(page)).slice(0, 2)).toEqual([
      'Best 33.261 at 15:25',
      'Class best 32.497 2nd of 2',
    ]);
  });
});

describe('me', () => {
  it('is chosen once and remembered on the next visit', async () => {
    const page = await bench.open(DAY);
    await expect(page.getByRole('heading', { name: 'Who are you?' })).toBeShown();
    await page.getByRole('button', { name: 'Pema Castell 21 laps' }).click();
    await expect(page.getByText('3rd of 5').first()).toBeShown();
    await page.goto(bench.api.url + DAY);
    await expect(page.getByRole('button', { name: 'Me: Pema Castell' })).toBeShown();
    await expect(page).toBeAt(/driver=Pema(%20|\+)Castell/);
  });

  it('can have several names and transponders, and is one driver by all of them', async () => {
    const page = await bench.open(DAY);
    await page.getByRole('button', { name: 'Choose your name' }).click();
    await page.getByRole('button', { name: 'This is me: Ola Brandt' }).click();
    await page.getByRole('textbox', { name: 'Another name or transponder' }).fill('3071066');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Not me any more: 3071066' })).toBeShown();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Me: Ola Brandt + 3071066' })).toBeShown();
    await expect(page.getByText('2nd of 3').first()).toBeShown();
  });

  it('is told who else used a transponder', async () => {
    const page = await bench.open(DAY);
    await page.getByRole('button', { name: 'Choose your name' }).click();
    await expect(page.getByText('3071066 (also used by Unknown Driver (3071066))')).toBeShown();
  });

  it('is not what a friend sees who opens the shared address', async () => {
    const page = await bench.open(DAY);
    await page.getByRole('button', { name: 'Idris Vale 33 laps' }).click();
    await expect(page.getByText('2nd of 5').first()).toBeShown();
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeShown();
    const shared = (await page.evaluate('navigator.clipboard.readText()')) as string;

    const friend = await bench.blank();
    await friend.goto(bench.api.url);
    await friend.evaluate("localStorage.setItem('trackside.me', '[\"Ola Brandt\"]')");
    await friend.goto(shared);
    await expect(friend.getByRole('button', { name: 'Driver: Idris Vale' })).toBeShown();
    expect(await figures(friend)).toEqual(await figures(page));
  });
});

it('leads to all days of the driver at the track', async () => {
  const page = await bench.open(ZOE);
  await page.getByRole('link', { name: 'All days of Zoë Marlow at this track' }).click();
  await expect(page.getByRole('heading', { name: 'Mia Sanders' })).toBeShown();
  expect(new URL(page.url()).search).toBe(
    `?track=${TRACK.id}&name=Zo%C3%AB%20Marlow&class=1%2F8%20Nitro%20Buggy`,
  );
});
