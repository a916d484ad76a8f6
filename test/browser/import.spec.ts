import type { Locator, Page } from 'playwright-core';
import { Bench, SEARCH, rowTexts } from './chromium.js';
import { Refusal } from './fake-api.js';
import {
  datesOf,
  ended,
  eventIdOf,
  failedDay,
  failedSession,
  importsWell,
  job,
  jobDay,
  jobIdOf,
  progress,
  queuedDay,
  readingDay,
} from './fake-imports.js';
import { STATUS, daysOf, found } from './fake-world.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const SATURDAY = '2025-10-25';

function line(page: Page, date: string): Locator {
  return page.locator('ts-row-line', { hasText: date });
}

async function ready(page: Page): Promise<void> {
  await expect(page.getByText(/LiveRC checked/)).toBeShown();
}

function asked(path: string): number {
  return bench.api.requests.filter((request) => request.includes(path)).length;
}

describe('a practice day of the search', () => {
  it('is imported with one click, tells how far it is, and opens while its laps come', async () => {
    let go: () => void = () => undefined;
    const page = await bench.open(SEARCH, {
      jobStream: async (stream, id) => {
        stream.send(progress(id, [readingDay(SATURDAY, 12, 56)]));
        await new Promise<void>((resolve) => (go = resolve));
        stream.send(ended(id, [jobDay(SATURDAY)]));
      },
    });
    await ready(page);
    const row = line(page, 'Sat 25 Oct 2025');
    await row.getByRole('button', { name: 'Import Sat 25 Oct 2025' }).click();
    await expect(row.getByText('12 of 56 sessions')).toBeShown();
    const bar = row.getByRole('progressbar', { name: 'Import of Sat 25 Oct 2025' });
    await expect(() => bar.getAttribute('aria-valuetext')).toBecome('12 of 56 sessions');
    await expect(() => bar.getAttribute('aria-valuenow')).toBecome('21');
    await expect(() => row.locator('.kind').innerText()).toBecome('IMPORTING');
    const [searches, streams] = [asked('/events/search?'), asked('/search/timeline/')];
    const open = row.getByRole('link', { name: 'Open Sat 25 Oct 2025' });
    await expect(open).toBeShown();
    await expect(() => open.getAttribute('href')).toBecome(`/practice-days/${eventIdOf(SATURDAY)}`);
    go();
    await expect(() => bar.count()).toBecome(0);
    await expect(open).toBeShown();
    await expect(() => row.locator('.kind').innerText()).toBecome('IMPORTED');
    expect([asked('/events/search?'), asked('/search/timeline/')]).toEqual([searches, streams]);
  });

  it('takes the keyboard from Import to Open', async () => {
    const page = await bench.open(SEARCH);
    await ready(page);
    await page.getByRole('button', { name: 'Import Sat 25 Oct 2025' }).focus();
    await page.keyboard.press('Enter');
    const open = page.getByRole('link', { name: 'Open Sat 25 Oct 2025' });
    await expect(open).toBeShown();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      'Open Sat 25 Oct 2025',
    );
  });

  it('of which some sessions could not be read says so and opens', async () => {
    const failed_sessions = [failedSession('Mia Sanders', 'LiveRC did not answer within 25 s.')];
    const page = await bench.open(SEARCH, {
      jobStream: (stream, id) => stream.send(ended(id, [jobDay(SATURDAY, { failed_sessions })])),
    });
    await ready(page);
    const row = line(page, 'Sat 25 Oct 2025');
    await row.getByRole('button', { name: /Import/ }).click();
    await expect(row.getByRole('link', { name: /Open/ })).toBeShown();
    const note = row.getByText('1 session not read');
    await expect(() => note.getAttribute('title')).toBecome(
      'Mia Sanders: LiveRC did not answer within 25 s.',
    );
  });

  it('that LiveRC refuses names the reason and is tried again', async () => {
    const page = await bench.open(SEARCH, {
      ingest: () => new Refusal(503, 'LIVERC_UNAVAILABLE', 'LiveRC answered 503.'),
    });
    await ready(page);
    const row = line(page, 'Sat 25 Oct 2025');
    await row.getByRole('button', { name: /Import/ }).click();
    await expect(row.getByText('Not imported')).toBeShown();
    await expect(row.getByText('LiveRC answered 503.')).toBeShown();
    bench.api.script = { ...bench.api.script, ...importsWell() };
    await row.getByRole('button', { name: 'Retry import: Sat 25 Oct 2025' }).click();
    await expect(row.getByRole('link', { name: /Open/ })).toBeShown();
    expect(await row.getByText('LiveRC answered 503.').count()).toBe(0);
  });

  it('goes on when its stream is cut, and by asking when the stream is refused', async () => {
    let connections = 0;
    const page = await bench.open(SEARCH, {
      jobStream: (stream, id) => {
        connections++;
        if (connections === 1) {
          stream.send(progress(id, [readingDay(SATURDAY, 12, 56)]));
          stream.cut();
          return;
        }
        return new Refusal(503, 'SERVICE_UNAVAILABLE', 'Starting.');
      },
    });
    await ready(page);
    await page.getByRole('button', { name: 'Import Sat 25 Oct 2025' }).click();
    const asks = `GET /api/v1/jobs/${SATURDAY}`;
    await expect(() => bench.api.requests.includes(asks)).toBecome(true);
    await expect(page.getByRole('progressbar')).toBeGone();
    await expect(page.getByRole('link', { name: 'Open Sat 25 Oct 2025' })).toBeShown();
    expect(connections).toBe(2);
  });

  it('that was imported before opens, also after a reload, and can be imported again', async () => {
    const imported = daysOf(10).map((day) => ({ ...day, event_id: eventIdOf(day.date) }));
    const page = await bench.open(SEARCH, { search: () => found({ practice_days: imported }) });
    await ready(page);
    const row = line(page, 'Sat 25 Oct 2025');
    await expect(row.getByRole('link', { name: 'Open Sat 25 Oct 2025' })).toBeShown();
    const asking = page.waitForResponse(/practice-days\/ingest/);
    await row.getByRole('button', { name: 'Import again: Sat 25 Oct 2025' }).click();
    await asking;
    await expect(page.locator('ts-progress-line')).toBeGone();
    expect(asked('/practice-days/ingest')).toBe(1);
    await page.reload();
    await expect(row.getByRole('link', { name: 'Open Sat 25 Oct 2025' })).toBeShown();
  });

  it('offers no import where checking LiveRC is switched off', async () => {
    const page = await bench.open(SEARCH, {
      status: () => ({ ...STATUS, liverc: { ...STATUS.liverc, state: 'disabled' } }),
      search: () =>
        found({
          discovered_practice_days: daysOf(10).map((d) => ({
            ...d,
            fetched_at: '2025-11-16T09:00:00Z',
          })),
        }),
    });
    await expect(line(page, 'Sat 25 Oct 2025')).toBeShown();
    expect(await page.getByRole('button', { name: /^Import (all|Sat|Sun)/ }).count()).toBe(0);
  });
});

describe('several practice days', () => {
  it('of a month are imported together; one that fails hurts no other and is retried alone', async () => {
    let go: () => void = () => undefined;
    const page = await bench.open(SEARCH, {
      jobStream: async (stream, id) => {
        const [first = '', second = '', ...rest] = datesOf(id);
        const waiting = rest.map(queuedDay);
        const failing = failedDay(first, 'LiveRC did not answer within 25 s.');
        stream.send(progress(id, [failing, readingDay(second, 3, 9), ...waiting]));
        await new Promise<void>((resolve) => (go = resolve));
        stream.send(ended(id, [failing, ...[second, ...rest].map((date) => jobDay(date))]));
      },
    });
    await ready(page);
    await page.getByRole('button', { name: /^October 2025: / }).click();
    await page.getByRole('button', { name: 'Import October 2025 (6 days)' }).click();
    await expect(page.getByText('Importing 6 days: 0 done, 1 failed')).toBeShown();
    await expect(line(page, 'Sat 25 Oct 2025').getByText('3 of 9 sessions')).toBeShown();
    await expect(line(page, 'Sat 4 Oct 2025').getByText('queued')).toBeShown();
    go();
    await expect(page.getByText('Imported 5 of 6 days, 1 failed')).toBeShown();
    expect(await page.getByRole('link', { name: /^Open \w{3} \d/ }).count()).toBe(5);
    const failed = line(page, 'Sun 26 Oct 2025');
    await expect(failed.getByText('LiveRC did not answer within 25 s.')).toBeShown();
    bench.api.script = { ...bench.api.script, ...importsWell() };
    await failed.getByRole('button', { name: /Retry/ }).click();
    await expect(failed.getByRole('link', { name: /Open/ })).toBeShown();
    expect(asked('/practice-days/ingest-range')).toBe(1);
  });

  it('are asked about first when they are many', async () => {
    const page = await bench.open(SEARCH);
    await ready(page);
    await page.getByRole('button', { name: 'Import 22 days, not the event' }).click();
    await expect(page.getByText(/22 days with 696 sessions. Import them all/)).toBeShown();
    expect(asked('/practice-days/ingest-range')).toBe(0);
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: 'Import 22 days, not the event' }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByText('Imported 22 of 22 days')).toBeShown();
    expect((await rowTexts(page)).filter((row) => row.includes('IMPORTED'))).toHaveLength(22);
  });

  it('are cancelled: what is stored stays, the rest can be imported later', async () => {
    let cancelled: () => void = () => undefined;
    const days = (id: string): string[] => datesOf(id);
    const page = await bench.open(SEARCH, {
      jobStream: async (stream, id) => {
        const [first = '', ...rest] = days(id);
        stream.send(progress(id, [jobDay(first), ...rest.map(queuedDay)]));
        await new Promise<void>((resolve) => (cancelled = resolve));
        const left = rest.map((date) => ({ ...queuedDay(date), state: 'cancelled' as const }));
        stream.send(ended(id, [jobDay(first), ...left], 'cancelled'));
      },
      cancelJob: (id) => {
        cancelled();
        return job(id, 'cancelled', []);
      },
    });
    await ready(page);
    await page.getByRole('button', { name: /^October 2025: / }).click();
    await page.getByRole('button', { name: /Import October/ }).click();
    await expect(page.getByText('Importing 6 days: 1 done')).toBeShown();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('Imported 1 of 6 days, 5 cancelled')).toBeShown();
    expect(bench.api.requests.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
    expect(await page.getByRole('link', { name: /^Open \w{3} \d/ }).count()).toBe(1);
    await expect(page.getByRole('button', { name: 'Import October 2025 (5 days)' })).toBeShown();
  });

  it('are not imported where the server says that LiveRC is switched off', async () => {
    const page = await bench.open(SEARCH, {
      ingestRange: () => new Refusal(503, 'LIVERC_DISABLED', 'Checking LiveRC is switched off.'),
    });
    await ready(page);
    await page.getByRole('button', { name: /^October 2025: / }).click();
    await page.getByRole('button', { name: /Import October/ }).click();
    await expect(
      page.locator('ts-import-bar').getByText('Checking LiveRC is switched off.'),
    ).toBeShown();
    expect(await page.getByText('Not imported').count()).toBe(6);
  });
});

describe('a search', () => {
  it('is taken away as a file in three formats', async () => {
    const page = await bench.open(SEARCH);
    await ready(page);
    const csv = page.getByRole('link', { name: 'Export this search as CSV' });
    const url = new URL((await csv.getAttribute('href')) ?? '', 'http://page');
    expect(url.pathname).toBe('/api/v1/events/search/export');
    const searched = bench.api.requests.find((request) => request.includes('/events/search?'));
    url.searchParams.delete('format');
    expect(searched).toBe(`GET /api/v1/events/search?${url.searchParams.toString()}`);
    await expect(() => csv.getAttribute('download')).toBecome('');
    expect(await page.getByRole('link', { name: /^Export this search/ }).count()).toBe(4);
  });

  it('begun before the page was loaded are found again, with their Cancel', async () => {
    const dates = [SATURDAY, '2025-10-18'];
    const page = await bench.open(SEARCH, {
      search: () => found({ import_job_ids: [jobIdOf(dates)] }),
      jobStream: (stream, id) => {
        stream.send(progress(id, [readingDay(SATURDAY, 12, 56), queuedDay('2025-10-18')]));
        return stream.left;
      },
    });
    await expect(line(page, 'Sat 25 Oct 2025').getByText('12 of 56 sessions')).toBeShown();
    await expect(line(page, 'Sat 18 Oct 2025').getByText('queued')).toBeShown();
    await expect(page.getByText('Importing 2 days')).toBeShown();
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(1);
  });
});
