import type { DriverRace } from '@trackside/contracts';
import { Bench, PHONE, seriousFindings } from './chromium.js';
import { DRIVER } from './fake-driver.js';
import { CUP_ID, cup, raceIdOf } from './fake-event.js';
import { TRACK } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const MIA = `/driver?track=${TRACK.id}&name=mia%20sanders`;

describe('the races of a driver', () => {
  const race = (number: number, change: Partial<DriverRace>): DriverRace => ({
    ...{ event_id: CUP_ID, race_id: raceIdOf(number), event_name: 'Twilight Cup' },
    ...{ date: '2025-11-15', class_name: 'Truggy', label: 'Truggy A-Main', position: 2 },
    ...{ lap_count: 22, fastest_lap_seconds: 31.2, average_lap_seconds: 32.4 },
    consistency_percent: 94.6,
    ...change,
  });

  it('stand beside the practice days, each leading to the race and to the driver’s event', async () => {
    const races = [race(5, {}), race(3, { label: 'Truggy (Heat 1/1)', position: null })];
    const page = await bench.open(MIA, { raceEvent: cup, driver: () => ({ ...DRIVER, races }) });
    const row = page.getByRole('row', { name: /Truggy A-Main/ });
    const told = ['2', '31.200', '32.400', '94.6\u00a0%', '22'];
    await expect(() => row.getByRole('cell').allInnerTexts()).toBecome(told);
    await expect(page.getByRole('heading', { name: 'Day by day', exact: true })).toBeShown();
    const event = page.getByRole('link', { name: 'Twilight Cup' });
    expect(await event.getAttribute('href')).toBe(
      `/events/${CUP_ID}?tab=mine&driver=Mia%20Sanders`,
    );
    await row.getByRole('link', { name: 'Truggy A-Main' }).click();
    await expect(page).toBeAt(new RegExp(`/events/${CUP_ID}/races/${raceIdOf(5)}$`));
  });

  it('are there for who never practised, and the rest of many with a tap', async () => {
    const races = Array.from({ length: 14 }, (_, at) => race(5, { label: `Race ${at + 1}` }));
    const nobody = { ...DRIVER, days: [], session_count: 0, lap_count: 0, classes: [] };
    const driver = () => ({ ...nobody, sessions: { items: [], next_cursor: null }, races });
    const page = await bench.open(MIA, { driver }, { viewport: PHONE });
    await expect(page.getByText('No practice of this driver is known here.')).toBeShown();
    expect(await page.getByRole('link', { name: /^Race \d/ }).count()).toBe(12);
    await page.getByRole('button', { name: 'Show 2 more races' }).click();
    await expect(page.getByRole('link', { name: 'Race 14' })).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);

    await expect(page.getByRole('button', { name: 'Print' })).toBeShown();
    await page.emulateMedia({ media: 'print' });
    const tables = page.locator('ts-sheet').getByRole('table');
    await expect(tables.getByRole('row', { name: /Race 14/ })).toBeShown();
    // The races alone: a table of no days would say that nobody knows of any.
    expect(await tables.count()).toBe(1);
    expect(await tables.getByRole('row').count()).toBe(races.length + 1);
  });
});
