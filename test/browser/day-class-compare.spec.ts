import type { Page } from 'playwright-core';
import { Bench, PHONE } from './chromium.js';
import { DAY, DAY_ID, SESSIONS, dayScript, idOf, notRead } from './fake-day.js';
import { TRACK } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;

async function rows(page: Page): Promise<string[]> {
  await expect(page.getByRole('table').first()).toBeShown();
  return page
    .locator('ts-class-tab tbody tr')
    .evaluateAll((found: { innerText: string }[]) =>
      found.map((row) => row.innerText.replace(/[\s\u00a0]+/g, ' ').trim()),
    );
}

describe('the leaderboard of a class', () => {
  it('ranks by best lap, with gaps and laps', async () => {
    const page = await bench.open(`${ZOE}&tab=class`);
    expect(await rows(page)).toEqual([
      '1 Zoë Marlow (shown) 23.704 54 6',
      '2 Idris Vale 24.209 +0.505 33 3',
      '3 Pema Castell 25.260 +1.556 21 2',
      '4 Ola Brandt 28.123 +4.419 6 1',
      '5 Unknown Driver (3071066) 29.557 +5.853 5 1',
    ]);
  });

  it('leads from each name to the driver, unknown ones told apart by transponder', async () => {
    const page = await bench.open(`${ZOE}&tab=class`);
    const addressOf = (name: string): Promise<string | null> =>
      page.getByRole('link', { name }).getAttribute('href');
    const ofClass = 'class=1%2F8%20Nitro%20Buggy';
    expect(await addressOf('Idris Vale')).toBe(
      `/driver?track=${TRACK.id}&name=Idris%20Vale&${ofClass}`,
    );
    expect(await addressOf('Unknown Driver (3071066)')).toBe(
      `/driver?track=${TRACK.id}&name=Unknown%20Driver&transponder=3071066&${ofClass}`,
    );
  });

  it('takes only this class away, in every format', async () => {
    const page = await bench.open(`${ZOE}&tab=class`);
    const csv = page.getByRole('link', { name: 'Export only this class as CSV' });
    await expect(() => csv.getAttribute('href')).toBecome(
      `/api/v1/practice-days/${DAY_ID}/export?format=csv&class=1%2F8+Nitro+Buggy`,
    );
    expect(await page.getByRole('link', { name: /^Export only this class/ }).count()).toBe(4);
  });

  it('ranks by other figures, at an address of their own', async () => {
    const page = await bench.open(`${ZOE}&tab=class`);
    await page.getByRole('link', { name: 'Best 3 in a row' }).click();
    await expect(page.getByText('1:12.012')).toBeShown();
    await page.getByRole('link', { name: 'Average of best 5 laps' }).click();
    await expect(page.getByText('24.012')).toBeShown();
    await page.getByRole('link', { name: 'Consistency' }).click();
    await expect(page).toBeAt(/by=consistency/);
    await expect(page.getByText('from 10 valid laps on')).toBeShown();
    const found = await rows(page);
    expect(found[0]).toBe('1 Pema Castell 97.6 % 21 2');
    expect(found.slice(3)).toEqual([
      'Without a place',
      '– Ola Brandt too few laps 6 1',
      '– Unknown Driver (3071066) too few laps 5 1',
    ]);
  });

  it('leads from a hidden name to nobody, and lets nobody be it', async () => {
    const sessions = SESSIONS.map((session) =>
      session.driver_name === 'Pema Castell'
        ? { ...session, driver_name: 'Hidden driver 1', driver_hidden: true, transponder: null }
        : session,
    );
    const page = await bench.open(`${ZOE}&tab=class`, dayScript(sessions));
    expect(await rows(page)).toContain('3 Hidden driver 1 25.260 +1.556 21 2');
    expect(await page.getByRole('link', { name: 'Hidden driver 1' }).count()).toBe(0);

    await page.getByRole('button', { name: /^Driver: Zoë Marlow/ }).click();
    await expect(page.getByRole('button', { name: 'This is me: Idris Vale' })).toBeShown();
    expect(await page.getByRole('button', { name: 'This is me: Hidden driver 1' }).count()).toBe(0);

    const theirs = await bench.open(`${DAY}?driver=Hidden%20driver%201`, dayScript(sessions));
    await expect(theirs.getByText('25.260').first()).toBeShown();
    expect(await theirs.locator('ts-my-day a[href*="/driver?"]').count()).toBe(0);
  });

  it('marks me, and does not rank those whose laps are not read', async () => {
    const sessions = SESSIONS.map((session) =>
      session.driver_name === 'Pema Castell'
        ? notRead(session, { fastest_lap_seconds: 9.8 })
        : session,
    );
    const page = await bench.open(`${DAY}?tab=class`, dayScript(sessions));
    await page.evaluate("localStorage.setItem('trackside.me', '[\"Idris Vale\"]')");
    await page.reload();
    await expect(page.getByText('Without a place')).toBeShown();
    const found = await rows(page);
    expect(found).toContain('2 Idris Vale me 24.209 +0.505 33 3');
    expect(found.at(-1)).toBe('– Pema Castell laps not read LiveRC’s list: 9.800 0 2');
  });
});

describe('comparing sessions', () => {
  it('is chosen in the list and stands in the address', async () => {
    const page = await bench.open(`${ZOE}&tab=sessions`, {}, { viewport: PHONE });
    await page.getByRole('checkbox', { name: 'Compare Zoë Marlow, 13:52' }).check();
    await expect(page.getByText('Choose one more')).toBeShown();
    await page.getByRole('checkbox', { name: 'Compare Idris Vale, 15:10' }).check();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.locator('ts-chart canvas').nth(1)).toBeShown();
    expect(decodeURIComponent(page.url())).toContain(`compare=${idOf(4)},${idOf(13)}`);
    const lines = page.getByRole('region', { name: 'Lap by lap' }).getByRole('row');
    expect((await lines.nth(1).innerText()).split(/\s+/)).toEqual([
      '1',
      '24.610',
      '+0.006',
      '24.604',
      'quickest',
    ]);
    expect((await lines.nth(3).innerText()).split(/\s+/)).toEqual([
      '3',
      '23.704',
      'quickest',
      '24.692',
      '+0.988',
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('measures the gap to the quickest, or to the session chosen', async () => {
    const page = await bench.open(`${ZOE}&tab=compare&compare=${idOf(3)},${idOf(4)}`);
    await page.getByRole('button', { name: /Show as table: Gap/ }).click();
    const table = page.getByRole('region', { name: /Gap.*table/ });
    await expect(() => table.getByRole('row').nth(2).innerText()).toBecome('2\t+1.302\t0.000');
    await expect(() => table.getByRole('row').nth(4).innerText()).toBecome('4\t+4:40.236\t0.000');
    await page.getByRole('combobox', { name: 'Gap to' }).selectOption('Zoë Marlow 12:31');
    await expect(page).toBeAt(/gap-to=/);
    await expect(() => table.getByRole('row').nth(2).innerText()).toBecome('2\t0.000\t−1.302');
  });

  it('leaves invalid laps out and says so, and calls a lap alone in its line nothing', async () => {
    const page = await bench.open(`${ZOE}&tab=compare&compare=${idOf(5)},${idOf(6)}`);
    const lines = page.getByRole('region', { name: 'Lap by lap' }).getByRole('row');
    expect((await lines.nth(2).innerText()).split(/\s+/)).toEqual([
      '2',
      '11.204',
      'invalid',
      '24.180',
    ]);
  });

  it('takes six sessions at most', async () => {
    const ids = [1, 2, 3, 4, 5, 6].map(idOf).join(',');
    const page = await bench.open(`${ZOE}&tab=sessions&compare=${ids}`);
    await expect(page.getByText('6 chosen')).toBeShown();
    expect(await page.getByRole('checkbox', { name: /Idris Vale, 15:10/ }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: /Zoë Marlow, 16:05/ }).uncheck();
    await expect(page.getByText('5 chosen')).toBeShown();
  });

  it('proposes two sessions to one who chose none', async () => {
    const page = await bench.open(`${DAY}?driver=Pema%20Castell&tab=compare`);
    await page.getByRole('button', { name: 'Own best and class best' }).click();
    await expect(page.locator('ts-chart canvas').nth(1)).toBeShown();
    expect(decodeURIComponent(page.url())).toContain(`compare=${idOf(15)},${idOf(4)}`);
  });
});
