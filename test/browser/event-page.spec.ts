import type { Page } from 'playwright-core';
import { Bench, DESKTOP, PHONE, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { CUP_ID, cup, raceIdOf, racer } from './fake-event.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const CUP = `/events/${CUP_ID}`;
const SCRIPT = { raceEvent: cup, driver: racer };

/** Opens the event as one who has said who they are. */
async function openAs(me: string[], path: string): Promise<Page> {
  bench.api.script = { ...bench.api.script, ...SCRIPT };
  const page = await bench.blank();
  await page.addInitScript(`localStorage.setItem('trackside.me', '${JSON.stringify(me)}')`);
  await page.goto(bench.api.url + path);
  return page;
}

const search = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const texts = (page: Page, css: string): Promise<string[]> =>
  page
    .locator(css)
    .evaluateAll((all: { innerText: string }[]) =>
      all.map(({ innerText }) => innerText.replace(/\s+/g, ' ').trim()),
    );

describe('my event', () => {
  it('is told at once to who is known here by name, and its address can be shared', async () => {
    const page = await openAs(['Zoe Marlow'], CUP);
    const words = 'final 2nd of 3 (provisional), qualified 1st of 3';
    await expect(page.getByText(words)).toBeShown();
    await expect(() => search(page).getAll('driver')).toBecome(['Zoe Marlow']);
  });

  it('is found by a transponder of the entry list, too', async () => {
    const page = await openAs(['3071066'], `${CUP}?tab=mine`);
    await expect(page.getByRole('heading', { name: 'From qualifying to the final' })).toBeShown();
    await expect(page.getByRole('button', { name: /^Me:\s*3071066/ })).toBeShown();
  });

  it('leads from qualifying to the final', async () => {
    const page = await openAs(['Zoe Marlow'], `${CUP}?tab=mine`);
    await expect(page.getByRole('link', { name: 'Round 1' })).toBeShown();
    expect(await texts(page, '.way li')).toEqual([
      'Round 1 2nd of 3 2 points, dropped',
      'Round 2 1st of 3 0 points, counted',
      'Qualifying order 1st of 3 counted: round 2',
      'A-Main 2nd of 3 started 1st, 1 place lost',
      'Final result 2nd of 3 provisional',
    ]);
  });

  it('shows position, best, average and consistency from race to race, with what changed', async () => {
    const page = await openAs(['Zoe Marlow'], `${CUP}?tab=mine`);
    await expect(page.getByRole('heading', { name: 'Race by race' })).toBeShown();
    const rows = await texts(page, 'tbody tr');
    expect(rows[0]).toContain('2 of 3 32.500 34.000 90.0 % 9 5:21.000 1 lap');
    expect(rows[1]).toContain('1 of 3 31.200 −1.300 s quicker 32.400 −1.600 s quicker 93.5 % +3.5');
    expect(rows[2]).toContain('2 of 3 32.400 +1.200 s slower 33.100 +0.700 s slower 94.2 % +0.7');
    await expect(
      page.getByText('Quickest lap 31.200 in round 2 of qualifying; most consistent in A-Main'),
    ).toBeShown();
    await page.getByRole('link', { name: 'A-Main', exact: true }).click();
    await expect(page).toBeAt(new RegExp(`/races/${raceIdOf(4)}$`));
  });

  it('is that of any driver who is picked, class by class, with each choice in the address', async () => {
    const page = await bench.open(`${CUP}?tab=mine`, SCRIPT);
    await page.getByRole('button', { name: 'Choose a driver' }).click();
    await page.getByRole('button', { name: /^IDA FLINT/ }).click();
    await expect(page.getByRole('button', { name: 'Truggy' })).toBeShown();
    expect(search(page).getAll('driver')).toEqual(['IDA FLINT']);
    await page.getByRole('button', { name: 'Truggy' }).click();
    await expect(() => search(page).get('class')).toBecome('Truggy');
    expect(await texts(page, '.way li')).toEqual([
      'Round 2 2nd of 2',
      'A-Main 2nd of 2 started 3rd, 1 place gained',
      'Final result 2nd of 2 provisional',
    ]);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Truggy', pressed: true })).toBeShown();
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'Whose event?' })).toBeShown();
  });

  it('asks who one is, and offers names like the one that did not enter', async () => {
    const page = await bench.open(`${CUP}?tab=mine&driver=Zoe%20Marlowe`, SCRIPT);
    await expect(
      page.getByRole('heading', { name: 'Zoe Marlowe did not enter this event' }),
    ).toBeShown();
    await page.getByRole('button', { name: 'ZOE MARLOW', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Race by race' })).toBeShown();
  });

  it('says that the races could not be loaded, and tries again', async () => {
    const driver = () => new Refusal(500, 'INTERNAL_ERROR', 'Something broke.');
    const page = await bench.open(`${CUP}?tab=mine&driver=Zoe%20Marlow`, { ...SCRIPT, driver });
    await expect(page.getByText('Something broke.')).toBeShown();
    bench.api.script = { ...bench.api.script, driver: racer };
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('heading', { name: 'Race by race' })).toBeShown();
  });
});

describe('the rankings of an event', () => {
  it('show each round with points, the run, and whether it counted, in words', async () => {
    const page = await bench.open(`${CUP}?tab=rankings`, SCRIPT);
    const section = page.locator('section', { hasText: 'Qualifying order' });
    await expect(section.getByText('Tie-breaker: Best throwout')).toBeShown();
    const row = await section.getByRole('row', { name: /THEO MARSH/ }).innerText();
    expect(row.replace(/\s+/g, ' ')).toBe(
      '2 THEO MARSH 2 3 dropped 10 in 5:20.500 1 counted 10 in 5:20.500 [3] 10/5:20.500 (2)',
    );
  });

  it('say that they are provisional, and are those of the class in the address', async () => {
    const page = await bench.open(CUP, SCRIPT);
    await page.getByRole('link', { name: 'Truggy', exact: true }).click();
    await expect(page.getByRole('heading', { name: /^Final result\s*Provisional/ })).toBeShown();
    await expect(page.getByText('Not everything that it ranks has been run.')).toBeShown();
    expect(await texts(page, 'tbody tr')).toEqual(['1 THEO MARSH 1', '2 IDA FLINT 2']);
    await page.getByRole('combobox', { name: 'Class' }).selectOption('1/8 Electric Buggy');
    await expect(page.getByRole('heading', { name: 'Qualifying order' })).toBeShown();
    expect(search(page).get('class')).toBe('1/8 Electric Buggy');
  });
});

describe('the entry list of an event', () => {
  it('is narrowed by class and by any part of a name or transponder, and says to how many', async () => {
    const page = await bench.open(CUP, SCRIPT);
    await page.getByRole('link', { name: 'Entries' }).click();
    await expect(page.getByText('5 entries', { exact: true })).toBeShown();
    await page.getByRole('searchbox', { name: 'Name or transponder' }).fill('ida');
    await expect(page.getByText('2 of 5 entries')).toBeShown();
    await page.getByRole('combobox', { name: 'Class' }).selectOption('Truggy');
    await expect(page.getByText('1 of 5 entries')).toBeShown();
    await expect(() => [...search(page)].sort().join(' ')).toBecome(
      'class,Truggy q,ida tab,entries',
    );
    await page.reload();
    await expect(page.getByText('1 of 5 entries')).toBeShown();
    await page.getByRole('link', { name: 'IDA FLINT' }).click();
    await expect(page.getByRole('heading', { name: 'Race by race' })).toBeShown();
  });
});

it('an event leads from a figure that the laps contradict to its race', async () => {
  const page = await bench.open(CUP, SCRIPT);
  await expect(page.getByText('Checked against 599 printed figures: 1 differs')).toBeShown();
  await page.getByText('Which, and where').click();
  const words = 'IDA FLINT: average lap is printed as 34.1, the laps give 33.9.';
  await expect(page.getByText(words)).toBeShown();
  await page
    .getByRole('listitem')
    .getByRole('link', { name: /^Race 4:/ })
    .first()
    .click();
  await expect(page).toBeAt(new RegExp(`/races/${raceIdOf(4)}$`));
});

it('an event leads from points that the rounds contradict to the qualifying order of the class', async () => {
  const page = await bench.open(CUP, SCRIPT);
  await expect(
    page.getByText(
      'Qualifying order: checked against 18 printed figures: 1 differs from what the rounds give.',
    ),
  ).toBeShown();
  await page.getByText('Which, and where').click();
  await page.getByRole('link', { name: 'Qualifying order, 1/8 Electric Buggy' }).click();
  const order = page.locator('section').filter({ hasText: 'Qualifying order' });
  const words = 'THEO MARSH: points, round 1, is printed as 14, the rounds give 4.';
  await expect(order.getByText(words)).toBeShown();
  expect(search(page).get('tab')).toBe('rankings');
});

it('the programme of an event is that of one class where it is asked for', async () => {
  const page = await bench.open(`${CUP}?class=Truggy`, SCRIPT);
  await expect(page.getByRole('link', { name: 'Race 5: Truggy A-Main' })).toBeShown();
  expect(await page.getByRole('link', { name: /^Race \d:/ }).count()).toBe(2);
});

describe.each(['overview', 'mine', 'rankings', 'entries'])('the part "%s" of an event', (tab) => {
  const path = `${CUP}?tab=${tab}&driver=ZOE%20MARLOW`;

  it.each([
    ['light, on a desktop', { viewport: DESKTOP, colorScheme: 'light' }],
    ['dark, on a phone', { viewport: PHONE, colorScheme: 'dark' }],
  ] as const)('has nothing that axe finds serious, and fits: %s', async (_kind, options) => {
    const page = await bench.open(path, SCRIPT, options);
    await expect(page.getByText('Checked against 599 printed figures')).toBeShown();
    await expect(page.locator('section').first()).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    const { width } = options.viewport;
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(bench.complaints).toEqual([]);
  });
});

describe('an event on paper', () => {
  it.each([
    ['mine', 'ZOE MARLOW, 1/8 Electric Buggy'],
    ['rankings', '1/8 Electric Buggy'],
    ['entries', 'Truggy 2'],
    ['overview', 'Mains'],
  ])('shows its part "%s" whole and says of what it is', async (tab, words) => {
    const path = `${CUP}?tab=${tab}&driver=ZOE%20MARLOW`;
    // A4 between margins of 12 mm.
    const page = await bench.open(path, SCRIPT, { viewport: { width: 703, height: 1000 } });
    await expect(page.locator('section').first()).toBeShown();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: words, exact: true }).first()).toBeShown();
    const beyond = `[...document.querySelectorAll('#main *')]
      .filter((part) => part.getBoundingClientRect().right > 703.5 && part.offsetWidth > 1)
      .map((part) => part.outerHTML.slice(0, 90))`;
    expect(await page.evaluate(beyond)).toEqual([]);
    const torn = `[...document.querySelectorAll('#main thead th')]
      .filter((head) => !head.innerText.includes(' ') && head.offsetHeight > 36)
      .map((head) => head.innerText)`;
    expect(await page.evaluate(torn)).toEqual([]);
    expect(await page.locator('#main').getByRole('button').count()).toBe(0);
    expect(await page.locator('#main').getByRole('combobox').count()).toBe(0);
    expect(await page.locator('#main').getByRole('searchbox').count()).toBe(0);
  });
});
