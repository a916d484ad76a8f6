import { Bench, PHONE, SEARCH } from './chromium.js';
import { Refusal } from './fake-api.js';
import { YEAR } from './fake-practice.js';
import { TRACK, TRACKS, found, month } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

describe('the page of practice days', () => {
  it('without a track offers the favourites, and a picker', async () => {
    bench.api.favourites.add(TRACK.id);
    const page = await bench.open('/practice-days', YEAR);
    await page.getByRole('link', { name: TRACK.name }).click();
    await expect(page.getByText('Read at LiveRC just now')).toBeShown();
    await page.getByRole('combobox', { name: 'Track' }).fill('harbour');
    // The list for all tracks makes way for this one: a tap in between meets neither.
    await expect(() => page.getByRole('option').count()).toBecome(1);
    // As long as a hand presses: the favourite must not come in between.
    await page.getByRole('option', { name: /Harbour/ }).click({ delay: 200 });
    await expect(page).toBeAt(new RegExp(`track=${TRACKS[4]?.id}`));
  });

  it('of a track that nobody knows says so', async () => {
    const page = await bench.open('/practice-days?track=nope', {
      search: () => new Refusal(404, 'TRACK_NOT_FOUND', 'No such track.'),
      track: () => new Refusal(404, 'TRACK_NOT_FOUND', 'No such track.'),
    });
    await expect(page.getByRole('heading', { name: 'No such track is known here' })).toBeShown();
  });

  it('of a track without any practice is not broken', async () => {
    const page = await bench.open(`/practice-days?track=${TRACK.id}`, {
      search: () => found(),
      track: () => ({ ...TRACK, practice_months: [], last_practice_date: null }),
      discoverMonth: () => {
        const { practice_days: _days, type: _type, ...state } = month(11);
        return { practice_days: [], month: state };
      },
    });
    await expect(page.getByRole('heading', { name: 'No practice in November 2025' })).toBeShown();
    expect(bench.complaints).toEqual([]);
  });
});

describe('the frame', () => {
  it('leads to the pages, marks the one that is open, and takes the track along', async () => {
    const page = await bench.open(SEARCH, YEAR, { viewport: PHONE });
    const pages = page.getByRole('navigation', { name: 'Pages' });
    const current = pages.locator('[aria-current=page]');
    await expect(page.getByText(/found/)).toBeShown();
    await expect(() => current.innerText()).toBecome('Search');
    await pages.getByRole('link', { name: 'Practice days' }).click();
    await expect(page).toBeAt(/\/practice-days\?track=/);
    await expect(page.getByText('Read at LiveRC just now')).toBeShown();
    await expect(() => current.innerText()).toBecome('Practice days');
  });
});
