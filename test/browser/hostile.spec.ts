import { Bench, PHONE, SEARCH, rowTexts } from './chromium.js';
import { NEW_EVENT, TRACK, event, found, wellBehaved } from './fake-world.js';
import type { Track } from '@trackside/contracts';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const NAMES = [
  '<script>window.broken = 1</script>',
  '<img src=x onerror="window.broken = 1">',
  '"><svg onload=window.broken=1>',
  '&#60;b&#62;bold&#60;/b&#62;',
  '{{ constructor.constructor("window.broken = 1")() }}',
  'javascript:window.broken=1',
];

describe('names from elsewhere', () => {
  it('are shown as the text they are', async () => {
    const events = NAMES.map((name, index) => event(100 + index, name, `2025-10-0${index + 1}`));
    const hostile: Track = { ...TRACK, name: NAMES[0] ?? '' };
    const page = await bench.open(SEARCH, {
      tracks: () => [hostile],
      search: () => found({ track: hostile, events }),
    });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    const rows = await rowTexts(page);
    for (const name of NAMES) {
      expect(rows.some((row) => row.includes(name))).toBe(true);
    }
    await page.getByRole('combobox', { name: 'Track' }).click();
    await expect(page.getByRole('option', { name: /<script>/ })).toBeShown();
    expect(await page.evaluate('window.broken')).toBeUndefined();
    expect(bench.complaints).toEqual([]);
  });

  it('of 10,000 characters, right to left and of no width keep the line in shape', async () => {
    const events = [
      event(1, 'x'.repeat(10_000), '2025-11-09'),
      event(2, '\u202Eevil\u202E name', '2025-11-08'),
      event(3, '\u200B\u200B\u200B', '2025-11-07'),
    ];
    for (const options of [{}, { viewport: PHONE }]) {
      const page = await bench.open(
        SEARCH,
        {
          search: () => found({ events }),
        },
        options,
      );
      await expect(page.getByText(/LiveRC checked/)).toBeShown();
      const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(width).toBe(0);
      const line = page.locator('ts-row-line', { hasText: 'evil' });
      const box = await line.locator('.date').boundingBox();
      const row = await line.boundingBox();
      expect((box?.x ?? 0) - (row?.x ?? 0)).toBeLessThan(40);
    }
  });

  it('an address that is no web address is not linked to', async () => {
    const bad = { ...NEW_EVENT, url: 'javascript:window.broken=1' };
    const page = await bench.open(SEARCH, {
      discoverEvents: () => ({ new_events: [bad], existing_events: [] }),
    });
    const line = page.locator('ts-row-line', { hasText: NEW_EVENT.name });
    await expect(line).toBeShown();
    expect(await line.getByRole('link').count()).toBe(0);
  });
});

describe('an address from elsewhere', () => {
  it('with parameters that make no sense still gives a page', async () => {
    const page = await bench.open(
      `/?track=${TRACK.id}&when=%3Cscript%3E&show=x&month=2025-99&sort=%00&text=${'y'.repeat(3000)}`,
    );
    await expect(
      page.getByRole('heading', { name: 'Nothing here matches the filter' }),
    ).toBeShown();
    expect(bench.complaints).toEqual([]);
  });

  it('of no page says so, and leads to the search', async () => {
    const page = await bench.open('/drivers/of/nowhere');
    await expect(page.getByText('/drivers/of/nowhere')).toBeShown();
    await page.getByRole('link', { name: 'Search practice days' }).click();
    await expect(page.getByText('Pick a track')).toBeShown();
  });
});

describe('records from elsewhere', () => {
  it('of an unknown type, or mangled, change nothing', async () => {
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        stream.send({ type: 'lap_count', laps: 1 } as never);
        await wellBehaved().stream(stream);
      },
    });
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
    expect(bench.complaints).toEqual([]);
  });
});
