import { readFile } from 'node:fs/promises';
import type { EventDetailTruth, RaceResultTruth, RaceTruth } from '@trackside/simulator';
import type { Browser, Page } from 'playwright-core';
import { readCsv } from '../e2e/support/csv.js';
import { trackId } from '../e2e/support/trackside.js';
import { daysBefore, latestToday } from '../e2e/support/truth.js';
import { DESKTOP, PHONE, launchChromium, seriousFindings } from './chromium.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';

/** Who won a class of an event, and the races that led there. */
interface Won {
  readonly event: EventDetailTruth;
  readonly className: string;
  readonly winner: string;
  /** Of the class in the order of the programme, with the winner's result. */
  readonly way: readonly { race: RaceTruth; result: RaceResultTruth }[];
}

let browser: Browser;
let product: Product;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await product.close();
  await browser.close();
});

async function open(path: string, viewport: { width: number; height: number }): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(product.url + path);
  return page;
}

/** Classes that were won in the last months by somebody who came through qualifying to a main. */
function winners(): Won[] {
  const { truth } = product.simulator;
  const [first, last] = [daysBefore(latestToday(), 150), daysBefore(latestToday(), 10)];
  const listed = truth.events(SLUG).filter((its) => its.start_date! > daysBefore(first, 300));
  return listed
    .filter(({ start_date, end_date }) => start_date! > first && end_date! < last)
    .filter(({ name }) => listed.filter((its) => its.name === name).length === 1)
    .flatMap(({ source_event_id: id }) => truth.event(SLUG, id) ?? [])
    .filter(({ shape }) => !shape.namesakes && !shape.withoutLabels && !shape.oddNames)
    .flatMap((event) => wonIn(event).slice(0, 1))
    .sort((a, b) => a.event.races.length - b.event.races.length);
}

function wonIn(event: EventDetailTruth): Won[] {
  return event.classes.flatMap(({ class_name: className, winner_name: winner }) => {
    const way = event.races.flatMap((race) => {
      const result = race.results.find((row) => row.driver_name === winner);
      return race.class_name === className && result ? [{ race, result }] : [];
    });
    const sections = new Set(way.map(({ race }) => race.section));
    const isWhole = sections.has('qualifying') && sections.has('main');
    return winner !== null && isWhole ? [{ event, className, winner, way }] : [];
  });
}

/** Imports the event from the search and opens it. */
async function importFromSearch(page: Page, { event }: Won): Promise<void> {
  const line = page.locator('ts-row-line', { hasText: event.name });
  await line.getByRole('button', { name: `Import ${event.name}` }).click();
  await line.getByRole('link', { name: `Open ${event.name}` }).click();
  await expect(page.getByRole('heading', { name: event.name, level: 1 })).toBeShown();
}

async function pick(page: Page, { winner, className }: Won): Promise<void> {
  await page.getByRole('button', { name: 'Choose your name' }).click();
  const dialog = page.getByRole('dialog');
  const search = dialog.getByRole('searchbox', { name: 'Find a driver' });
  if (await search.isVisible()) await search.fill(winner);
  await dialog.getByRole('button', { name: `This is me: ${winner}`, exact: true }).click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: 'My event' }).click();
  await expect(page.getByRole('heading', { name: 'Race by race' })).toBeShown();
  const chip = page.getByRole('button', { name: className, exact: true });
  if (await chip.isVisible()) await chip.click();
}

/** The places of the winner in the class's races, as the steps of the way tell them. */
async function placesOf(page: Page): Promise<string[]> {
  const steps = await page
    .locator('.way li')
    .evaluateAll((all: { innerText: string }[]) => all.map(({ innerText }) => innerText));
  return steps.filter((step) => !/^(Qualifying order|Mains together|Final result)/.test(step));
}

async function downloadedRows(page: Page): Promise<Record<string, string>[]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export this event as CSV' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  return readCsv(text.replace(/^\uFEFF/, ''));
}

it.each([
  ['on a desktop', DESKTOP, 0],
  ['on a phone of 360 px', PHONE, 1],
] as const)(
  'an event is imported from the search, read, followed to the final, and taken away: %s',
  async (_kind, viewport, place) => {
    const won = winners()[place]!;
    const { event, className, winner, way } = won;
    const page = await open(`/?track=${trackId(SLUG)}&when=12m&practice=no`, viewport);
    await importFromSearch(page, won);

    const classes = page.getByRole('region', { name: 'Classes' });
    const row = classes.getByRole('row').filter({ hasText: className }).first();
    await expect(row.getByText(winner).first()).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);

    await pick(page, won);
    const told = way.filter(({ race }) => !['practice', 'seeding'].includes(race.section));
    await expect(async () => (await placesOf(page)).length).toBecome(told.length);
    const steps = await placesOf(page);
    told.forEach(({ race, result }, index) => {
      const [rank, of] = [result.position ?? result.status, race.results.length];
      const words = result.position === null ? `${rank}` : `${rank}(st|nd|rd|th) of ${of}`;
      expect(steps[index]).toMatch(new RegExp(words));
    });
    await expect(
      page
        .locator('.way li')
        .last()
        .getByText(/^1st of/),
    ).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);

    const rows = await downloadedRows(page);
    expect(rows).toHaveLength(event.races.reduce((sum, { results }) => sum + results.length, 0));
    for (const { race, result } of way) {
      const its = rows.find(
        (found) =>
          found['source_race_id'] === race.source_race_id && found['driver_name'] === winner,
      );
      expect(its?.['position']).toBe(String(result.position ?? ''));
      expect(its?.['fastest_lap_seconds']).toBe(String(result.fastest_lap_seconds ?? ''));
    }
  },
);
