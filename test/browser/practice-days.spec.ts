import type { EventsSearchResult } from '@trackside/contracts';
import type { Page } from 'playwright-core';
import { Bench, DESKTOP, PHONE, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { eventIdOf } from './fake-imports.js';
import { YEAR, practiceYear } from './fake-practice.js';
import { STATUS, TRACK, done, found, month } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const OCTOBER = `/practice-days?track=${TRACK.id}&month=2025-10`;

function discoveries(): number {
  return bench.api.requests.filter((request) => request.endsWith('/practice-days/discover')).length;
}

async function ready(page: Page): Promise<void> {
  await expect(page.getByText('Read at LiveRC just now')).toBeShown();
}

describe('the year at a glance', () => {
  it('shows the newest month with practice, and reads that month alone at LiveRC', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}`, YEAR);
    await ready(page);
    await expect(page.getByRole('heading', { name: 'November 2025' })).toBeShown();
    const searched = bench.api.requests.filter((request) => request.includes('/events/search'));
    expect(searched).toEqual([
      `GET /api/v1/events/search?track_id=${TRACK.id}&start_date=2025-01-01&end_date=2025-12-31&include_practice_days=true`,
    ]);
    expect(discoveries()).toBe(1);
    expect(await page.title()).toBe(`Practice at ${TRACK.name} · Trackside`);
  });

  it('has room for a day of more than a hundred sessions', async () => {
    const search = (): EventsSearchResult => {
      const answer = practiceYear();
      const busy = <T extends { session_count: number }>(day: T): T => ({
        ...day,
        session_count: 148,
      });
      return {
        ...answer,
        practice_days: answer.practice_days?.map(busy),
        discovered_practice_days: answer.discovered_practice_days?.map(busy),
      };
    };
    const page = await bench.open(OCTOBER, { ...YEAR, search });
    await expect(
      page.locator('ts-year-heat-map button.cell', { hasText: '148' }).first(),
    ).toBeShown();
    const cut = `[...document.querySelectorAll('ts-year-heat-map button.cell')].filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect().width > cell.getBoundingClientRect().width;
    }).map((cell) => cell.innerText)`;
    expect(await page.evaluate(cut)).toEqual([]);
  });

  it('tells apart what is known, what is none and what nobody has read', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    for (const name of [
      'October 2025: 6 practice days, 210 sessions, 1 imported',
      'August 2025: no practice',
      'July 2025: has practice, not read yet',
      'November 2025: has practice, not read yet',
      'December 2025: not yet',
    ]) {
      await expect(page.getByRole('button', { name })).toBeShown();
    }
    const looks = (key: string): Promise<unknown> =>
      page.evaluate(`[...new Set([...document.querySelectorAll('.cell[data-date^="${key}"]')]
        .map((cell) => cell.dataset.look))].sort()`);
    expect(await looks('2025-08')).toEqual(['none']);
    expect(await looks('2025-07')).toEqual(['unknown']);
    expect(await looks('2025-10')).toEqual(['none', 'practice']);
    expect(await looks('2025-11')).toEqual(['future', 'unknown']);
  });

  it('reads a month when it is picked, keeps it in the address, and Back goes back', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    await page.getByRole('button', { name: /^July 2025/ }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'July 2025' })).toBeShown();
    await expect(page.getByRole('button', { name: 'July 2025: 3 practice days, ' })).toBeShown();
    expect(page.url()).toContain('month=2025-07');
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'October 2025' })).toBeShown();
    await expect(page.getByRole('button', { name: 'July 2025: 3 practice days, ' })).toBeShown();
  });

  it('is walked through with the arrow keys, day by day', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    await page.getByRole('button', { name: /^September 2025/ }).focus();
    const focused = (): Promise<unknown> =>
      page.evaluate('document.activeElement.getAttribute("aria-label")');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('Sat 6 Sep 2025: 47 sessions');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'September 2025' })).toBeShown();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await page.evaluate('document.activeElement.innerText')).toContain('August 2025');
  });

  it('opens for a friend as it was shared', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await page.getByRole('button', { name: /^September 2025/ }).click();
    await expect(page).toBeAt(/2025-09/);
    const friend = await bench.blank();
    await friend.goto(page.url());
    await expect(friend.getByRole('heading', { name: 'September 2025' })).toBeShown();
    await expect(friend.getByRole('heading', { name: 'Sun 28 Sep 2025' })).toBeShown();
  });

  it('steps through the years, to the newest month with practice', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    expect(await page.getByRole('link', { name: '2026' }).count()).toBe(0);
    await page.getByRole('link', { name: '2024' }).click();
    await expect(page).toBeAt(/month=2024-03/);
    await expect(page.getByRole('heading', { name: 'March 2024', exact: true })).toBeShown();
    expect(await page.getByRole('link', { name: '2023' }).count()).toBe(0);
  });

  it('comes to totals that say what they leave out', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    await expect(page.getByText('Classes: 1/8 Electric Buggy')).toBeShown();
    const figures = (await page.locator('.totals').innerText()).split(/\n+/);
    expect(figures.slice(0, 3)).toEqual(['Practice days', '11', '9 of 11 months read']);
    expect(figures.slice(-2)).toEqual(['Drivers', '1']);
  });

  it('is read as a whole in one tap, with Stop and Go on', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const page = await bench.open(OCTOBER, {
      ...YEAR,
      search: (query) => (query.has('mode') ? found() : practiceYear()),
      stream: async (stream) => {
        stream.send(month(11));
        await Promise.race([held, stream.left]);
        stream.send(month(7));
        stream.send(done());
      },
    });
    await ready(page);
    await page.getByRole('button', { name: 'Read the whole year' }).click();
    await expect(page.getByText('Reading the year: 10 of 11 months')).toBeShown();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('Stopped: 10 of 11 months read')).toBeShown();
    release();
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('button', { name: 'July 2025: 3 practice days, ' })).toBeShown();
    await expect(page.getByRole('button', { name: 'Go on' })).toBeGone();
    await expect(page.getByText('2025 is read up to today: 17 practice days')).toBeShown();
  });

  it('asks LiveRC once more for the month when it is told to', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    await page.getByRole('button', { name: 'Ask LiveRC again' }).click();
    await expect(() => discoveries()).toBecome(2);
  });

  it('is a table for those who want one', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    await page.getByText('Show as table').click();
    const rows = page.getByRole('table', { name: 'Practice days of 2025' }).getByRole('row');
    expect(await rows.nth(1).innerText()).toMatch(/^Sun 26 Oct 2025\s29\s287\s13\s5\syes$/);
    expect(await rows.nth(12).innerText()).toMatch(/^In all\s/);
    expect(await rows.count()).toBe(13);
    const csv = page.getByRole('link', { name: 'Export this year as CSV' });
    await expect(() => csv.getAttribute('href')).toBecome(
      `/api/v1/events/search/export?track_id=${TRACK.id}&start_date=2025-01-01&end_date=2025-12-31&include_practice_days=true&format=csv`,
    );
  });
});

describe('the year on a phone', () => {
  it('has the month as a calendar whose days a thumb can hit, each leading to its card', async () => {
    const page = await bench.open(OCTOBER, YEAR, { viewport: PHONE });
    await ready(page);
    const day = page.getByRole('button', { name: 'Sat 25 Oct 2025: ' });
    const box = (await day.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(43);
    await day.click();
    const card = page.locator('[data-day="2025-10-25"]');
    const isInView = async (): Promise<boolean> => ((await card.boundingBox())?.y ?? 999) < 700;
    await expect(isInView).toBecome(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('the days of a month', () => {
  it('are imported and opened where they stand', async () => {
    const page = await bench.open(OCTOBER, YEAR);
    await ready(page);
    const day = page.locator('ts-day-card', { hasText: 'Sat 25 Oct 2025' });
    await expect(day.getByText('22 sessions')).toBeShown();
    await day.getByRole('button', { name: 'Import Sat 25 Oct 2025' }).click();
    const open = day.getByRole('link', { name: 'Open Sat 25 Oct 2025' });
    await expect(open).toBeShown();
    await expect(() => open.getAttribute('href')).toBecome(
      `/practice-days/${eventIdOf('2025-10-25')}`,
    );
    await expect(page.getByRole('button', { name: /^October 2025: .* 2 imported$/ })).toBeShown();
    await page.getByRole('button', { name: 'Import October 2025 (4 days)' }).click();
    await expect(page.getByText('Imported 4 of 4 days')).toBeShown();
  });

  it('that could not be read say why, keep what is stored, and are tried again', async () => {
    const page = await bench.open(OCTOBER, {
      ...YEAR,
      discoverMonth: () => new Refusal(504, 'LIVERC_TIMEOUT', 'LiveRC did not answer.'),
    });
    await expect(page.getByText('LiveRC did not answer.')).toBeShown();
    await expect(page.getByRole('heading', { name: 'Sat 25 Oct 2025' })).toBeShown();
    const { practice_days, type: _type, ...state } = month(10);
    bench.api.script = {
      ...bench.api.script,
      discoverMonth: () => ({ practice_days, month: state }),
    };
    await page.getByRole('button', { name: 'Retry' }).click();
    await ready(page);
  });

  it('without practice say so and lead to where there was some', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}&month=2025-08`, YEAR);
    await expect(page.getByRole('heading', { name: 'No practice in August 2025' })).toBeShown();
    await page.getByRole('link', { name: 'Go to November 2025' }).click();
    await expect(page.getByRole('heading', { name: 'Sat 15 Nov 2025' })).toBeShown();
  });

  it('are not called empty where LiveRC is switched off and nothing is known', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}&month=2025-07`, {
      ...YEAR,
      status: () => ({ ...STATUS, liverc: { ...STATUS.liverc, state: 'disabled' } }),
    });
    await expect(page.getByRole('heading', { name: 'This month is not read yet' })).toBeShown();
    await expect(page.getByText('Checking LiveRC is switched off here.')).toBeShown();
    expect(discoveries()).toBe(0);
  });
});

describe.each([
  ['a desktop, light', { viewport: DESKTOP, colorScheme: 'light' }],
  ['a desktop, dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['a phone, light', { viewport: PHONE, colorScheme: 'light' }],
  ['a phone, dark', { viewport: PHONE, colorScheme: 'dark' }],
] as const)('on %s', (_name, options) => {
  it('axe finds nothing serious and nothing sticks out', async () => {
    const page = await bench.open(OCTOBER, YEAR, options);
    await ready(page);
    await page.getByText('Show as table').click();
    expect(await seriousFindings(page)).toEqual([]);
    const width = options.viewport.width;
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.goto(`${bench.api.url}/practice-days`);
    await expect(page.getByText('Pick a track')).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});
