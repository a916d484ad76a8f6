import { readFile } from 'node:fs/promises';
import { Bench, DESKTOP, PHONE, TOO_SMALL, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { DRIVER, IN_SECOND_CLASS, SECOND_CLASS, driverDay, driverSession } from './fake-driver.js';
import { practiceTrack, practiceYear } from './fake-practice.js';
import { TRACK } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const MIA = `/driver?track=${TRACK.id}&name=mia%20sanders`;

describe('a driver at a track', () => {
  it('is found by name from the practice days', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}`, {
      search: practiceYear,
      track: practiceTrack,
    });
    await page.getByRole('button', { name: 'Go' }).click();
    await expect(page.getByText('Write a driver’s name first.')).toBeShown();
    await page.getByRole('combobox', { name: 'Driver' }).fill('mia sanders');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Mia Sanders' })).toBeShown();
    expect(new URL(page.url()).search).toBe(`?track=${TRACK.id}&name=Mia%20Sanders`);
    const asked = bench.api.requests.find((request) => request.includes('/v1/drivers?'));
    expect(asked).toBe(`GET /api/v1/drivers?track_id=${TRACK.id}&name=Mia+Sanders`);
  });

  it('has no word beyond the narrowest phone, nor an icon at a word', async () => {
    const page = await bench.open(MIA, {}, { viewport: { width: 320, height: 740 } });
    const print = page.getByRole('button', { name: 'Print' });
    await expect(print).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    const icon = await print.locator('ts-icon').boundingBox();
    const label = (await page.evaluate(`(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('.end ts-icon').nextSibling);
      return range.getBoundingClientRect().left;
    })()`)) as number;
    expect(label - (icon?.x ?? 0) - (icon?.width ?? 0)).toBeGreaterThanOrEqual(4);
  });

  it('has no link or button that a thumb would miss', async () => {
    const page = await bench.open(MIA, {}, { viewport: PHONE });
    await expect(page.getByRole('button', { name: 'Print' })).toBeShown();
    expect(await page.evaluate(TOO_SMALL)).toEqual([]);
  });

  it('is summed up, with classes and transponders, shared ones shown as such', async () => {
    const page = await bench.open(MIA);
    await expect(page.getByRole('heading', { name: 'Mia Sanders' })).toBeShown();
    const figures = await page.locator('.figures').innerText();
    expect(figures.split(/\n+/)).toEqual([
      ...['Best lap', '34.746', 'of 2 imported days', 'Median', '36.118', 'of 2 imported days'],
      ...['Consistency', '95.4\u00a0%', 'of 2 imported days'],
      ...['Days', '3', 'Sessions', '12', 'Laps', '183'],
    ]);
    await expect(page.getByText('1/10 2WD Buggy')).toBeShown();
    await expect(page.getByText(/5120077\s+also used by Theo Marsh/)).toBeShown();
    expect(await page.title()).toBe(`Mia Sanders at ${TRACK.name} · Trackside`);
  });

  it('is told by class: figures, days and sessions of two are never put together', async () => {
    const driver = (query: URLSearchParams) =>
      query.get('class') === SECOND_CLASS ? IN_SECOND_CLASS : DRIVER;
    const page = await bench.open(MIA, { driver });
    await expect(
      page.getByRole('button', { name: '1/8 Electric Buggy', pressed: true }),
    ).toBeShown();
    await page.getByRole('button', { name: SECOND_CLASS }).click();
    await expect(page.getByText('51.200').first()).toBeShown();
    const figures = await page.locator('.figures').innerText();
    expect(figures.split(/\n+/)).toEqual([
      ...['Best lap', '51.200', 'Median', '52.400', 'Consistency', '95.1\u00a0%'],
      ...['Days', '1', 'Sessions', '2', 'Laps', '30'],
    ]);
    expect(await page.getByText('34.746').count()).toBe(0);
    expect(page.url()).toContain('class=1%2F10%202WD%20Buggy');
    await page.reload();
    await expect(page.getByRole('button', { name: SECOND_CLASS, pressed: true })).toBeShown();
    await expect(page.getByText('51.200').first()).toBeShown();
    const asked = bench.api.requests.filter((request) => request.includes('/drivers?'));
    expect(asked.at(-1)).toContain('class=1%2F10+2WD+Buggy');
  });

  it('says beside the headline that invalid laps count while no day is imported', async () => {
    const [unread] = DRIVER.days;
    const page = await bench.open(MIA, {
      driver: () => ({ ...DRIVER, days: unread ? [unread] : [], consistency_percent: null }),
    });
    await expect(page.getByRole('heading', { name: 'Mia Sanders' })).toBeShown();
    const figures = await page.locator('.figures').innerText();
    expect(figures.split(/\n+/).slice(0, 3)).toEqual([
      'Best lap',
      '34.746',
      'counts invalid laps, too',
    ]);
  });

  it('has a line for each day, which leads to the imported day or says that it is not', async () => {
    const page = await bench.open(MIA);
    const table = page.getByRole('table', { name: 'Best, median and consistency day by day' });
    const rows = table.getByRole('row');
    await expect(rows.nth(3)).toBeShown();
    expect(await rows.nth(1).innerText()).toMatch(
      /^Sat 15 Nov 2025 not imported\s34.746 all laps\s–\s–/,
    );
    expect(await rows.nth(3).innerText()).toMatch(/^Sat 27 Sep 2025\s36.018\s37.218\s95.1\u00a0%/);
    const day = table.getByRole('link', { name: 'Sat 27 Sep 2025' });
    await expect(() => day.getAttribute('href')).toBecome(
      '/practice-days/day-2025-09-27?driver=Mia%20Sanders&class=1%2F8%20Electric%20Buggy',
    );
  });

  it('is drawn as a chart that is loaded only here, and is taken away as a picture', async () => {
    const page = await bench.open('/');
    await expect(page.getByText('Pick a track')).toBeShown();
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script' && request.url().endsWith('.js')) {
        scripts.push(request.url());
      }
    });
    await page.goto(`${bench.api.url}/practice-days`);
    await expect(page.getByText('Pick a track')).toBeShown();
    const elsewhere = new Set(scripts);
    await page.goto(bench.api.url + MIA);
    const chart = page.getByRole('img', {
      name: /^Best and median lap of Mia Sanders, 1\/8 Electric Buggy on 3 days/,
    });
    await expect(chart.locator('canvas')).toBeShown();
    expect(scripts.filter((url) => !elsewhere.has(url)).length).toBeGreaterThan(1);
    await chart.focus();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: 'Download as PNG: Lap time in seconds, day by day' })
        .click(),
    ]);
    expect(file.suggestedFilename()).toBe('lap times Mia Sanders, 1-8 Electric Buggy.png');
    const png = await readFile(await file.path());
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(bench.complaints).toEqual([]);
  });

  it('says whether they got quicker, and no figure stands on a slab of another colour', async () => {
    const dates = ['2025-11-15', '2025-10-25', '2025-09-27', '2025-08-02', '2025-08-01'];
    const days = dates.map((date, index) => driverDay(date, true, 34 + index / 5));
    const page = await bench.open(
      MIA,
      { driver: () => ({ ...DRIVER, days }) },
      { viewport: { width: 800, height: 900 } },
    );
    await expect(
      page.getByText(/^Best lap: 0\.\d{3} s quicker a month\. .*over 5 days/),
    ).toBeShown();
    await expect(page.getByRole('img', { name: /Best lap: 0\.\d{3} s quicker/ })).toBeShown();
    const colours = (await page.evaluate(
      `[...document.querySelectorAll('.figures dl, ts-chart figure')]
        .map((part) => getComputedStyle(part).backgroundColor)`,
    )) as string[];
    expect(colours.length).toBeGreaterThan(1);
    expect(new Set(colours).size).toBe(1);
  });

  it('has its charts as tables, oldest day first, by LiveRC’s rules where these are chosen', async () => {
    const page = await bench.open(MIA);
    await page.getByRole('button', { name: 'All valid laps' }).click();
    await expect(page.getByRole('columnheader', { name: 'Average' }).first()).toBeShown();
    const name = 'Show as table: LiveRC consistency in %, day by day';
    await page.getByRole('button', { name }).click();
    const table = page.getByRole('table', { name: 'LiveRC consistency in %, day by day' });
    expect((await table.innerText()).split(/\n/).map((row: string) => row.trim())).toEqual([
      'LiveRC consistency in %, day by day',
      'Day\tLiveRC consistency',
      'Sat 27 Sep 2025\t93.4\u00a0%',
      'Sat 25 Oct 2025\t93.4\u00a0%',
      'Sat 15 Nov 2025\t–',
    ]);
  });

  it('has all sessions, page by page', async () => {
    const page = await bench.open(MIA, {
      driver: (query) =>
        query.get('cursor') === 'page-2'
          ? {
              ...DRIVER,
              sessions: { items: [driverSession(4, '2025-09-27', 36.018)], next_cursor: null },
            }
          : DRIVER,
    });
    const rows = page.getByRole('table', { name: 'Sessions, newest first' }).getByRole('row');
    await expect(rows.nth(3)).toBeShown();
    expect(await rows.nth(1).innerText()).toMatch(/^Sat 15 Nov 2025 11:20\s.*34.746/s);
    expect(await rows.nth(3).innerText()).toMatch(/1:02.345/);
    await page.getByRole('button', { name: 'More' }).click();
    await expect(rows.nth(4)).toBeShown();
    expect(await page.getByRole('button', { name: 'More' }).count()).toBe(0);
    expect(await rows.count()).toBe(5);
  });

  it('whose next page fails says so and goes on when asked again', async () => {
    const page = await bench.open(MIA);
    await expect(page.getByRole('button', { name: 'More' })).toBeShown();
    const driver = (): Refusal => new Refusal(503, 'SERVICE_UNAVAILABLE', 'Starting.');
    bench.api.script = { ...bench.api.script, driver };
    await page.getByRole('button', { name: 'More' }).click();
    await expect(page.getByText('Starting.')).toBeShown();
    bench.api.script = { ...bench.api.script, driver: () => DRIVER };
    await page.getByRole('button', { name: 'More' }).click();
    await expect(page.getByText('Starting.')).toBeGone();
  });

  it('is taken away as a file in every format, in the class that is looked at', async () => {
    const driver = (query: URLSearchParams) =>
      query.get('class') === SECOND_CLASS ? IN_SECOND_CLASS : DRIVER;
    const page = await bench.open(`${MIA}&transponder=4410021`, { driver });
    const who = `track_id=${TRACK.id}&name=mia+sanders&transponder=4410021`;
    const csv = page.getByRole('link', {
      name: 'Export this driver in 1/8 Electric Buggy as CSV',
    });
    await expect(() => csv.getAttribute('href')).toBecome(
      `/api/v1/drivers/export?${who}&class=1%2F8+Electric+Buggy&format=csv`,
    );
    expect(await page.getByRole('link', { name: /^Export this driver/ }).count()).toBe(4);
    await page.getByRole('button', { name: SECOND_CLASS }).click();
    const other = page.getByRole('link', { name: `Export this driver in ${SECOND_CLASS} as CSV` });
    await expect(() => other.getAttribute('href')).toBecome(
      `/api/v1/drivers/export?${who}&class=1%2F10+2WD+Buggy&format=csv`,
    );
  });

  it('of one class is taken away whole', async () => {
    const [only] = DRIVER.classes;
    const page = await bench.open(MIA, {
      driver: () => ({ ...DRIVER, classes: only ? [only] : [] }),
    });
    const csv = page.getByRole('link', { name: 'Export this driver as CSV' });
    await expect(() => csv.getAttribute('href')).toBecome(
      `/api/v1/drivers/export?track_id=${TRACK.id}&name=mia+sanders&format=csv`,
    );
  });

  it('whom nobody knows is told apart from a failure, with what to do', async () => {
    const page = await bench.open(MIA, {
      driver: () => new Refusal(404, 'NOT_FOUND', 'No such driver.'),
    });
    await expect(
      page.getByRole('heading', { name: 'Nobody of that name is known at this track' }),
    ).toBeShown();
    bench.api.script = { ...bench.api.script, driver: () => DRIVER };
    await page.getByRole('combobox', { name: 'Driver' }).fill('Mia Sanders');
    await page.getByRole('button', { name: 'Go' }).click();
    await expect(page.getByRole('heading', { name: 'Mia Sanders' })).toBeShown();
  });

  it('that could not be read is tried again', async () => {
    const page = await bench.open(MIA, {
      driver: () => new Refusal(503, 'SERVICE_UNAVAILABLE', 'Starting.'),
    });
    await expect(page.getByText('Starting.')).toBeShown();
    bench.api.script = { ...bench.api.script, driver: () => DRIVER };
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('heading', { name: 'Mia Sanders' })).toBeShown();
  });

  it('without a name is asked for', async () => {
    const page = await bench.open(`/driver?track=${TRACK.id}`);
    await expect(page.getByRole('heading', { name: 'Whose laps?' })).toBeShown();
    await expect(page.getByRole('combobox', { name: 'Driver' })).toBeShown();
  });
});

describe.each([
  ['a desktop, light', { viewport: DESKTOP, colorScheme: 'light' }],
  ['a desktop, dark', { viewport: DESKTOP, colorScheme: 'dark' }],
  ['a phone, light', { viewport: PHONE, colorScheme: 'light' }],
  ['a phone, dark', { viewport: PHONE, colorScheme: 'dark' }],
] as const)('on %s', (_name, options) => {
  it('axe finds nothing serious and nothing sticks out', async () => {
    const page = await bench.open(MIA, {}, options);
    await expect(page.locator('canvas').nth(1)).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    const outside = await page.evaluate(`[...document.querySelectorAll('table')].filter((table) =>
      table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right).length`);
    expect(outside).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(
      options.viewport.width,
    );
  });
});
