import type { Page } from 'playwright-core';
import { Bench, PHONE } from './chromium.js';
import type { FakeScript } from './fake-api.js';
import { BUGGY, DAY } from './fake-day.js';
import { DRIVER, PRACTISED } from './fake-driver.js';
import { practiceTrack, practiceYear } from './fake-practice.js';
import { STATUS, TRACK, wellBehaved } from './fake-world.js';
import { atRest, frames } from './stillness.js';

/** What a page may move in all; what comes later, hardly at all. */
const [MOST, MOST_LATER] = [0.02, 0.005];
/** Notes what moved although nobody had touched it. */
const RECORDER = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const names = sources.map(({ node }) => node?.localName ?? node?.nodeName);
      if (!hadRecentInput) window.shifts.push({ value, what: names.join(' ') });
    }
  }).observe({ type: 'layout-shift', buffered: true });
`;

interface Shift {
  value: number;
  what: string;
}

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

/** An answer that does not come before it is let go. */
function held<T>(answer: T): { give: () => void; answer: Promise<T> } {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { give: () => resolve(answer), answer: promise };
}

async function opened(path: string, script: Partial<FakeScript>): Promise<Page> {
  bench.api.script = wellBehaved(script);
  const page = await bench.blank({ viewport: PHONE });
  await page.addInitScript(RECORDER);
  await page.goto(bench.api.url + path);
  return page;
}

/** What has moved, where all of it together is more than that. */
async function moved(page: Page, most: number): Promise<Shift[]> {
  await atRest(page);
  await frames(page, 5);
  const shifts = (await page.evaluate('window.shifts')) as Shift[];
  return shifts.reduce((sum, { value }) => sum + value, 0) > most ? shifts : [];
}

describe('a page on a phone stands still while its answers come', () => {
  it('on a day whose driver’s best is told last', async () => {
    const [first] = DRIVER.classes;
    const ofClass = { ...first!, class_name: BUGGY, fastest_lap_seconds: 23.1 };
    const best = held({ ...DRIVER, classes: [ofClass] });
    const page = await opened(`${DAY}?driver=Zo%C3%AB%20Marlow`, { driver: () => best.answer });
    await expect(page.getByText('of the day').first()).toBeShown();
    expect(await moved(page, MOST)).toEqual([]);
    await page.evaluate('window.shifts = []');
    best.give();
    await expect(page.getByText(/the best on imported days/)).toBeShown();
    expect(await moved(page, MOST_LATER)).toEqual([]);
  });

  it('in a year whose drivers and classes are told last', async () => {
    const people = held([PRACTISED, { ...PRACTISED, name: 'Unknown Driver' }]);
    const page = await opened(`/practice-days?track=${TRACK.id}&month=2025-10`, {
      search: practiceYear,
      track: practiceTrack,
      drivers: () => people.answer,
    });
    await expect(page.getByText('Read at LiveRC just now')).toBeShown();
    expect(await moved(page, MOST)).toEqual([]);
    await page.evaluate('window.shifts = []');
    people.give();
    await expect(page.locator('.classes')).toBeShown();
    expect(await moved(page, MOST_LATER)).toEqual([]);
  });

  it('on the next visit to demo data, whose server has not spoken yet', async () => {
    const demo = { ...STATUS, demo: true, demo_reason: 'requested' as const };
    const page = await opened('/', { status: () => demo });
    await expect(page.getByText('Demo data')).toBeShown();
    const status = held(demo);
    bench.api.script = wellBehaved({ status: () => status.answer });
    await page.reload();
    await expect(page.getByText('Pick a track to see')).toBeShown();
    await atRest(page);
    await page.evaluate('window.shifts = []');
    status.give();
    await expect(page.getByText('Demo data')).toBeShown();
    expect(await moved(page, MOST_LATER)).toEqual([]);
  });
});
