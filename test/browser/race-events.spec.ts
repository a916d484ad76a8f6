import { Bench, DESKTOP, PHONE, SEARCH, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { EVENT_ID, RACE_EVENT, RACE_ID, raceEvent } from './fake-race.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

/** The event while its import goes on. */
function runningEvent(path: string): unknown {
  const told = raceEvent(path);
  return told === RACE_EVENT ? { ...RACE_EVENT, job_state: 'running' } : told;
}

const EVENT = `/events/${EVENT_ID}`;
const RACE = `${EVENT}/races/${RACE_ID}`;

describe('a race event', () => {
  it('is opened from the search once it is imported', async () => {
    const page = await bench.open(SEARCH, { raceEvent });
    expect(await page.getByRole('link', { name: 'Open Twilight Enduro' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Open Spring Classic' }).click();
    await expect(page).toBeAt(/\/events\/ev-31$/);
  });

  it('says who won and qualified first, how far its import is, and what was checked', async () => {
    const page = await bench.open(EVENT, { raceEvent });
    await expect(page.getByRole('heading', { name: 'Redgum Spring Cup' })).toBeShown();
    await expect(page.getByText('Sat 15 Nov 2025 – Sun 16 Nov 2025')).toBeShown();
    const row = page.getByRole('row', { name: /1\/8 Electric Buggy ZOE MARLOW THEO MARSH/ });
    await expect(row).toBeShown();
    await expect(page.getByText('1 of 2 races are here, 1 failed.')).toBeShown();
    await expect(page.getByText('Checked against 599 printed figures')).toBeShown();
    expect(await page.title()).toBe('Redgum Spring Cup · Trackside');
  });

  it('is imported again with a tap, which is said while it goes on', async () => {
    const page = await bench.open(EVENT, { raceEvent });
    await page.getByRole('button', { name: 'Import again' }).click();
    await expect(() => bench.api.requests.some((one) => one.includes('/events/import'))).toBecome(
      true,
    );
    bench.api.script = { ...bench.api.script, raceEvent: runningEvent };
    await page.reload();
    await expect(page.getByText('1 of 2 races are here, 1 failed.')).toBeShown();
    expect(await page.getByRole('button', { name: 'Import again' }).count()).toBe(0);
  });

  it('keeps what it has shown when a look at its import fails', async () => {
    const page = await bench.open(EVENT, { raceEvent: runningEvent });
    await expect(page.getByRole('heading', { name: 'Redgum Spring Cup' })).toBeShown();
    bench.api.script = {
      ...bench.api.script,
      raceEvent: () => new Refusal(500, 'INTERNAL_ERROR', 'Something broke.'),
    };
    await expect(page.getByText('Something broke.')).toBeShown();
    await expect(page.getByRole('heading', { name: 'Redgum Spring Cup' })).toBeShown();
    await expect(page.getByRole('row', { name: /ZOE MARLOW/ }).first()).toBeShown();
  });

  it('shows the programme in the order in which it was run, a race that failed with why', async () => {
    const page = await bench.open(EVENT, { raceEvent });
    await expect(page.getByRole('heading', { name: 'Qualifying, round 1' })).toBeShown();
    expect(await page.locator('h3').allInnerTexts()).toEqual(['Qualifying, round 1', 'Mains']);
    await expect(page.getByText('LiveRC did not answer in time.')).toBeShown();
  });

  it('leads to a race, and the race back to it', async () => {
    const page = await bench.open(EVENT, { raceEvent });
    await page.getByRole('link', { name: 'Race 14: 1/8 Electric Buggy A-Main' }).click();
    await expect(page.getByRole('heading', { name: 'Result' })).toBeShown();
    expect(new URL(page.url()).pathname).toBe(RACE);
    await page.getByRole('link', { name: 'Redgum Spring Cup' }).click();
    await expect(page.getByRole('heading', { name: 'Programme' })).toBeShown();
  });

  it('says that no such event is known, and that a failure can be tried again', async () => {
    const page = await bench.open(EVENT);
    await expect(page.getByText('No such race event is known here')).toBeShown();
    const failing = { raceEvent: () => new Refusal(500, 'INTERNAL_ERROR', 'Something broke.') };
    const broken = await bench.open(EVENT, failing);
    await expect(broken.getByText('Something broke.')).toBeShown();
    bench.api.script = { ...bench.api.script, raceEvent };
    await broken.getByRole('button', { name: 'Retry' }).first().click();
    await expect(broken.getByRole('heading', { name: 'Redgum Spring Cup' })).toBeShown();
  });
});

describe('a race', () => {
  it('tells the gap to the car ahead and the one to the winner apart', async () => {
    const page = await bench.open(RACE, { raceEvent });
    const cells = page
      .getByRole('row', { name: /IDA FLINT/ })
      .first()
      .getByRole('cell');
    await expect(cells.first()).toBeShown();
    expect((await cells.allInnerTexts()).slice(0, 5)).toEqual(['3', '0', '–', '2 laps', '3 laps']);
    const heads = await page.getByRole('columnheader').allInnerTexts();
    expect(heads.slice(4, 6)).toEqual(['To the car ahead', 'To the winner']);
    await expect(page.getByText('did not start')).toBeShown();
  });

  it('names a figure that the laps contradict with both values', async () => {
    const page = await bench.open(RACE, { raceEvent });
    const words = 'lap position, lap 2 is printed as 7, the laps give 2.';
    await expect(page.getByText(words)).toBeShown();
    await expect(page.getByText('The figures leave lap 1 out')).toBeShown();
  });

  it('tells its moments, and every lap with the position at its end', async () => {
    const page = await bench.open(RACE, { raceEvent });
    const lead = 'ZOE MARLOW took it from THEO MARSH at 1:01.000';
    await expect(page.getByText(lead)).toBeShown();
    await page.getByText('All laps of all drivers').click();
    await expect(page.getByRole('row', { name: /^2 30\.000 1 31\.500 2/ })).toBeShown();
  });
});

describe.each([
  ['an event', EVENT, 'Programme'],
  ['a race', RACE, 'Moments'],
])('%s', (_name, path, heading) => {
  it.each([
    ['light, on a desktop', { viewport: DESKTOP, colorScheme: 'light' }],
    ['dark, on a phone', { viewport: PHONE, colorScheme: 'dark' }],
  ] as const)('has nothing that axe finds serious: %s', async (_kind, options) => {
    const page = await bench.open(path, { raceEvent }, options);
    await expect(page.getByRole('heading', { name: heading })).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    expect(bench.complaints).toEqual([]);
  });

  it('fits a phone of 360 px', async () => {
    const page = await bench.open(path, { raceEvent }, { viewport: PHONE });
    await expect(page.getByRole('heading', { name: heading })).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });
});
