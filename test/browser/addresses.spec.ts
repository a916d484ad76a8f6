import { Bench, seriousFindings } from './chromium.js';
import { practiceTrack, practiceYear } from './fake-practice.js';
import { TRACK } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const YEAR = { search: practiceYear, track: practiceTrack };

describe('an address that makes no sense', () => {
  it('of a month or a year says so, and leads to the track', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}&month=2025-13&year=x`, YEAR);
    await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeShown();
    await expect(page.getByText('month=2025-13 and year=x')).toBeShown();
    expect(bench.api.requests.filter((request) => request.endsWith('/discover'))).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Practice days of this track' }).click();
    await expect(page.getByText('Read at LiveRC just now')).toBeShown();
  });

  it('of a year alone shows that year', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}&year=2024`, YEAR);
    await expect(page.getByRole('heading', { name: 'March 2024', exact: true })).toBeShown();
  });

  it('that no page has says so, and leads home', async () => {
    const page = await bench.open('/nope/nothing', YEAR);
    await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeShown();
    await expect(page.getByText('/nope/nothing')).toBeShown();
    expect(await page.title()).toBe('No such page · Trackside');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Search practice days' }).click();
    await expect(page).toBeAt(/\/$/);
  });
});
