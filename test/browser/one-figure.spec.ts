import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import type { IngestResult } from '@trackside/contracts';
import { readCsv } from '../e2e/support/csv.js';
import { type Driven, pageByHand } from '../e2e/support/page-by-hand.js';
import { trackId } from '../e2e/support/trackside.js';
import { daysBefore, latestToday, trueDays } from '../e2e/support/truth.js';
import { DESKTOP, launchChromium } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const UNKNOWN = 'Unknown Driver';

let browser: Browser;
let product: Product;
let date: string;
let eventId: string;

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({}, { tracks: 30 });
  const today = latestToday();
  const days = trueDays(product.simulator, SLUG, daysBefore(today, 170), daysBefore(today, 3));
  date = days.find(
    ({ unique_drivers, session_count }) => unique_drivers > 3 && session_count > 9,
  )!.date;
  const { body } = await request(product.url)
    .post('/api/v1/practice-days/ingest')
    .send({ track_id: trackId(SLUG), date });
  const { event_id, job_id } = (body as { data: IngestResult }).data;
  eventId = event_id;
  await expect(async () => {
    const job = await request(product.url).get(`/api/v1/jobs/${job_id}`);
    return (job.body as { data: { state: string } }).data.state;
  }).toBecome('completed');
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.close();
});

/** Who drove which class on the day, those with most sessions first. */
function groups(): { driver: string; className: string; ofClass: Driven[] }[] {
  const sessions = product.simulator.truth.day(SLUG, date)!.sessions.map((session) => ({
    className: session.class_name,
    driver: session.driver_name,
    transponder: session.transponder,
    startedAt: session.started_at,
    laps: session.laps.map((lap) => ({ seconds: lap.lap_time_seconds, isValid: lap.is_valid })),
  }));
  const named = sessions.filter(({ driver }) => driver !== UNKNOWN);
  const byGroup = Map.groupBy(named, ({ driver, className }) => `${driver} | ${className}`);
  return [...byGroup.values()]
    .sort((a, b) => b.length - a.length)
    .map(([first]) => ({
      ...{ driver: first!.driver, className: first!.className },
      ofClass: sessions.filter(({ className }) => className === first!.className),
    }));
}

async function openDay(driver: string, className: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: DESKTOP })).newPage();
  const query = new URLSearchParams({ driver, class: className });
  await page.goto(`${product.url}/practice-days/${eventId}?${query}`);
  await page.getByRole('button', { name: /^Show as table: Lap time in seconds over/ }).click();
  return page;
}

/** Of an element as much as is read of it. */
interface Row {
  querySelectorAll(of: string): Iterable<{ innerText: string }>;
}

/** What the page says, place by place, with no more than what can be read on it. */
async function read(page: Page): Promise<Record<string, unknown>> {
  const cells = (rows: string, cell: string): Promise<string[][]> =>
    page
      .locator(rows)
      .evaluateAll(
        (found: Row[], of) =>
          found.map((row) => [...row.querySelectorAll(of)].map((one) => one.innerText.trim())),
        cell,
      );
  const figures = await cells('ts-my-day > ts-figure-list dl > div', 'dt, dd');
  const notes = await cells('ts-my-day > ts-figure-list dl > div', 'dd small');
  return {
    tiles: Object.fromEntries(
      figures.map(([name, value], index) => [
        name,
        value!.slice(0, value!.length - (notes[index]![0] ?? '').length).trim(),
      ]),
    ),
    sentences: (await page.locator('ts-my-day .answer').allTextContents()).map((of) => of.trim()),
    chartTable: await cells('.over-the-day tbody tr', 'th, td'),
  };
}

/** Laps and sessions as they stand in the day's file, by class. */
async function exported(className: string): Promise<Driven[]> {
  const path = `/api/v1/practice-days/${eventId}/export?format=csv`;
  const { body } = await request(product.url).get(path).responseType('blob');
  const rows = readCsv((body as Buffer).toString().replace(/^\uFEFF/, ''));
  const ofClass = rows.filter((row) => row['class_name'] === className);
  return [...Map.groupBy(ofClass, (row) => row['id']!).values()].map((laps) => ({
    driver: laps[0]!['driver_name']!,
    transponder: laps[0]!['transponder'] || null,
    startedAt: laps[0]!['started_at']!,
    laps: laps
      .filter((row) => row['lap_number'] !== '')
      .map((row) => ({
        seconds: Number(row['lap_time_seconds']),
        isValid: row['is_valid'] === 'true',
      })),
  }));
}

it('a name stands for one figure: in sentence, tile, table and file, as the laps have it', async () => {
  const shown = groups().slice(0, 3);
  expect(shown).toHaveLength(3);
  for (const { driver, className, ofClass } of shown) {
    const page = await openDay(driver, className);
    const byHand = pageByHand(driver, ofClass, 'counted');
    const { tiles, chartTable } = byHand;
    const sentences = byHand.sentences.filter((words) => words !== null);

    await expect(() => read(page)).toBecome({ tiles, sentences, chartTable });
    expect(pageByHand(driver, await exported(className), 'counted')).toEqual(byHand);
    await page.context().close();
  }
});
