import type { Page } from 'playwright-core';
import { Bench, SEARCH, rowTexts } from './chromium.js';
import {
  MONTHS,
  STATUS,
  TRACK,
  day,
  daysOf,
  done,
  failed,
  found,
  known,
  listing,
  month,
  started,
  wellBehaved,
} from './fake-world.js';
import { idle } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

function streamRequests(): string[] {
  return bench.api.requests.filter((request) => request.includes('/search/timeline/'));
}

/** Searches that have begun a discovery, or joined one. */
function begun(): string[] {
  return bench.api.requests.filter((request) => request.includes('mode=timeline'));
}

function covered(...months: number[]): { year: number; month: number }[] {
  return months.map((number) => ({ year: 2025, month: number }));
}

/** Lets a minute pass in the page, and all that it asks for in that minute reach the server. */
async function letTimePass(page: Page): Promise<void> {
  await page.clock.runFor(60_000);
  await idle(page);
  await page.evaluate("fetch('/api/v1/status?last')");
  expect(bench.api.requests).toContain('GET /api/v1/status?last');
}

describe('a search with practice days', () => {
  it('shows what is known at once, before LiveRC has said anything', async () => {
    const page = await bench.open(SEARCH, {
      search: () =>
        found({
          discovered_practice_days: daysOf(10).map((day) => known(day, '2025-11-13T10:00:00Z')),
        }),
      stream: (stream) => stream.left,
    });
    await expect(page.getByText('11 found: 5 events, 6 practice days')).toBeShown();
    const rows = await rowTexts(page);
    expect(rows[2]).toContain('Sun 26 Oct 2025 PRACTICE 29 sessions');
    expect(rows[2]).toContain('copy of 13 Nov');
  });

  it('fills in rows month by month while a later month hangs', async () => {
    let release = (): void => undefined;
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        stream.send(started());
        stream.send(listing(11));
        await new Promise<void>((resolve) => (release = resolve));
        stream.send(month(11));
        await stream.left;
      },
    });
    await expect(page.getByText('details follow').first()).toBeShown();
    const listed = await rowTexts(page);
    expect(listed[0]).toBe('Sat 15 Nov 2025 PRACTICE 22 sessions details follow Import');
    release();
    await expect(page.getByText('213')).toBeShown();
    const read = await rowTexts(page);
    expect(read[0]).toBe(
      'Sat 15 Nov 2025 PRACTICE 22 sessions 213 laps 6 drivers 3 classes 08:45–13:07 Import',
    );
    expect(await page.getByText(/Checking LiveRC: 1 of 7 months/).count()).toBe(1);
  });

  it('ends with the whole range, newest first and without duplicates', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
    const dates = (await rowTexts(page)).map((row) => row.slice(4, 15));
    expect(dates).toHaveLength(27);
    const sorted = [...dates].sort((a, b) => Date.parse(b) - Date.parse(a));
    expect(dates).toEqual(sorted);
    expect(bench.complaints).toEqual([]);
  });

  it('gives the same rows in any order of arrival', async () => {
    const orderly = await bench.open(SEARCH);
    await expect(orderly.getByText(/LiveRC checked/)).toBeShown();
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        stream.send(started());
        for (const number of [...MONTHS].reverse()) {
          stream.send(month(number));
          stream.send(listing(number));
          await stream.wait(3);
          stream.send(month(number));
        }
        stream.send(started());
        stream.send(done());
      },
    });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    expect(await rowTexts(page)).toEqual(await rowTexts(orderly));
  });

  it('asks the server for each thing once', async () => {
    const page = await bench.open(SEARCH.replace('all', '6m'), {
      stream: (stream) => {
        stream.send(started(MONTHS.slice(0, 6)));
        MONTHS.slice(0, 6).forEach((number) => stream.send(month(number)));
        stream.send(done(6));
      },
    });
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    await letTimePass(page);
    const counts = new Map<string, number>();
    for (const request of bench.api.requests) {
      const name = request.replace(/\?.*/, '');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect(counts.get('GET /api/v1/events/search')).toBe(1);
    expect(counts.get('POST /api/v1/events/discover')).toBe(1);
    expect(streamRequests()).toHaveLength(1);
    expect(begun()).toEqual([
      `GET /api/v1/events/search?track_id=${TRACK.id}&start_date=2025-06-01&end_date=2025-11-17` +
        '&include_practice_days=true&mode=timeline',
    ]);
  });

  it('of all there is asks for as much as is known, when the answer has told it', async () => {
    const page = await bench.open(SEARCH);
    await expect(page.getByText(/LiveRC checked/)).toBeShown();
    expect(begun()).toHaveLength(1);
    expect(begun()[0]).toContain(`track_id=${TRACK.id}&start_date=2025-05-21&end_date=2025-11-17`);
  });

  it('asks LiveRC nothing when the range is wholly covered, and says so', async () => {
    const past = 'custom&from=2025-09-01&to=2025-10-31';
    const page = await bench.open(SEARCH.replace('all', past), {
      search: () => found({ covered_months: covered(10, 9) }),
    });
    await expect(
      page.getByText('All these months are imported: nothing to ask LiveRC.'),
    ).toBeShown();
    expect(streamRequests()).toEqual([]);
    expect(await page.locator('ts-month-strip button.unchecked').count()).toBe(0);
  });

  it('begins by itself also where the server tells of itself later than of the search', async () => {
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const page = await bench.open(SEARCH, { status: () => told.then(() => STATUS) });
    await expect(page.getByText(/found/)).toBeShown();
    tell();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
  });

  it('asks for a month that can still change although all its days are imported', async () => {
    const page = await bench.open(SEARCH.replace('all', '3m'), {
      search: () => found({ covered_months: covered(11, 10, 9) }),
    });
    await expect(page.getByText(/LiveRC checked: 3 months/)).toBeShown();
  });

  it('asks LiveRC once more for the month that can still change on Refresh', async () => {
    const page = await bench.open(SEARCH, {
      discoverMonth: () => ({
        practice_days: [{ ...day(11, 15), session_count: 77 }],
        month: month(11, { fetched_at: '2025-11-16T10:01:00.000Z' }),
      }),
    });
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByText('77 sessions')).toBeShown();
    const asked = bench.api.requests.filter((one) => one.includes('/practice-days/discover'));
    expect(asked).toEqual(['POST /api/v1/practice-days/discover']);
  });

  it('waits for the button where the user wants to be asked, and remembers it', async () => {
    const page = await bench.open('/');
    await page.getByLabel('Check LiveRC').selectOption('only when I ask');
    await page.goto(bench.api.url + SEARCH);
    const button = page.getByRole('button', { name: 'Check LiveRC for practice days' });
    await expect(button).toBeShown();
    expect([...begun(), ...streamRequests()]).toEqual([]);
    await button.click();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
  });
});

describe('a month that fails', () => {
  it('says why and since when, and is asked for alone', async () => {
    const page = await bench.open(SEARCH, {
      stream: (stream) => {
        stream.send(started());
        MONTHS.slice(0, 6).forEach((number) => stream.send(month(number)));
        stream.send(failed(5));
        stream.send(done(6, 1));
      },
    });
    await expect(
      page.getByText('May 2025: LiveRC took too long to answer, since 10:00'),
    ).toBeShown();
    await expect(page.getByText(/6 of 7 months complete/)).toBeShown();
    await page.getByRole('button', { name: 'Retry May' }).click();
    await expect(page.getByText('Sat 31 May 2025')).toBeShown();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
    expect(bench.api.requests.filter((r) => r.includes('practice-days'))).toHaveLength(1);
    expect(streamRequests()).toHaveLength(1);
    expect(bench.api.requests.at(-1)).toBe('POST /api/v1/practice-days/discover');
  });

  it('in part names the dates that are missing', async () => {
    const [first, ...others] = daysOf(10);
    const page = await bench.open(SEARCH, {
      stream: (stream) => {
        stream.send(started());
        stream.send(listing(10));
        const missing_dates = [first?.date ?? ''];
        stream.send(month(10, { practice_days: others, status: 'partial', missing_dates }));
      },
    });
    await expect(page.getByText('October 2025: 26 Oct not read')).toBeShown();
    await expect(page.getByRole('button', { name: 'Retry Oct' })).toBeShown();
  });
});

describe('leaving a search', () => {
  it('by a new one ends the old stream', async () => {
    const page = await bench.open(SEARCH, { stream: (stream) => stream.left });
    await expect(page.getByText(/Checking LiveRC/)).toBeShown();
    await expect(() => bench.api.openStreams()).toBecome(1);
    await page.getByRole('combobox', { name: 'When' }).selectOption('Last 3 months');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(page.getByText(/of 3 months/)).toBeShown();
    expect(streamRequests()).toHaveLength(2);
    await expect(() => bench.api.openStreams()).toBecome(1);
  });

  it('by Stop ends the stream, and Go on takes it up', async () => {
    const page = await bench.open(SEARCH, {
      stream: async (stream) => {
        stream.send(started());
        stream.send(month(11));
        await stream.left;
      },
    });
    await expect(page.getByText('Checking LiveRC: 1 of 7 months')).toBeShown();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText(/Stopped: 1 of 7 months checked/)).toBeShown();
    bench.api.script = wellBehaved();
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText(/LiveRC checked: 7 months/)).toBeShown();
    expect(streamRequests()).toHaveLength(2);
    expect(streamRequests()[1]).toBe(streamRequests()[0]);
    expect(begun()).toHaveLength(1);
  });

  it('for the start page ends the stream', async () => {
    const page = await bench.open(SEARCH, { stream: (stream) => stream.left });
    await expect(page.getByText(/Checking LiveRC/)).toBeShown();
    await page.getByRole('link', { name: 'Trackside' }).click();
    await expect(page.getByText('Pick a track')).toBeShown();
    await expect(() => bench.api.openStreams()).toBecome(0);
  });
});
