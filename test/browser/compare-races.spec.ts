import type { Browser } from 'playwright-core';
import request from 'supertest';
import type { EventsImportResult, Race } from '@trackside/contracts';
import type { RaceTruth } from '@trackside/simulator';
import { until, trackId } from '../e2e/support/trackside.js';
import { trueDays } from '../e2e/support/truth.js';
import { PHONE, launchChromium, seriousFindings } from './chromium.js';
import { importWhole } from './imported-day.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';

let browser: Browser;
let product: Product;

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({}, { today: '2025-10-31', tracks: 30 });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.close();
});

/** Somebody who practised on a day that is imported whole. */
async function importedPractice(): Promise<string> {
  const [{ date } = { date: '' }] = trueDays(product.simulator, SLUG, '2025-10-01', '2025-10-20');
  await importWhole(product, SLUG, date);
  const { sessions } = product.simulator.truth.day(SLUG, date)!;
  return sessions
    .map(({ driver_name: name }) => name)
    .find((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name) && name !== 'Unknown Driver')!;
}

const isRaced = ({ results }: RaceTruth): boolean =>
  results.filter(({ lap_count }) => (lap_count ?? 0) > 5).length > 1;

/** A race of an imported event that two or more drove, and who won it. */
async function importedRace(): Promise<{ path: string; race: RaceTruth }> {
  const { truth } = product.simulator;
  const event = truth
    .events(SLUG)
    .filter(({ end_date }) => end_date !== null && end_date < '2025-10-20')
    .flatMap(({ source_event_id: id }) => truth.event(SLUG, id) ?? [])
    .filter(({ shape }) => !shape.namesakes && !shape.oddNames)
    .sort((a, b) => a.races.length - b.races.length)
    .find(({ races }) => races.some(isRaced))!;
  const race = event.races.find(isRaced)!;
  const body = { track_id: trackId(SLUG), source_event_ids: [event.source_event_id] };
  const begun = await request(product.url).post('/api/v1/events/import').send(body);
  const [job] = (begun.body as { data: EventsImportResult }).data.jobs;
  const list = async (): Promise<Race[]> => {
    const found = await request(product.url).get(`/api/v1/events/${job!.event_id}/races`);
    return (found.body as { data: { items: Race[] } }).data.items;
  };
  const read = async (): Promise<Race | undefined> =>
    (await list()).find((its) => its.source_race_id === race.source_race_id);
  await until(async () => (await read())?.state === 'read', 60_000);
  return { path: `/events/${job!.event_id}/races/${(await read())!.id}`, race };
}

it('races are compared from their page, and found by a driver; lap 1 is no other lap’s rival', async () => {
  const [{ path, race }, practised] = await Promise.all([importedRace(), importedPractice()]);
  const page = await (await browser.newContext({ viewport: PHONE })).newPage();
  await page.goto(product.url + path);
  await page.getByRole('link', { name: /^Compare them with other races/ }).click();
  const figures = page.getByRole('region', { name: 'Figures of the sessions' });
  await expect(figures).toBeShown();
  const [winner] = race.results;
  const text = await figures.innerText();
  expect(text).toContain(winner!.driver_name);
  expect(text).toContain(winner!.fastest_lap_seconds!.toFixed(3));
  expect(text).toContain('left out');
  const laps = page.getByRole('region', { name: 'Lap by lap' });
  await expect(laps.getByRole('row', { name: /^1 .*lap 1/ })).toBeShown();

  await page.getByRole('button', { name: 'Add a session or race' }).click();
  await page.getByRole('combobox', { name: 'Driver' }).fill(practised);
  await page.getByRole('option', { name: practised }).click();
  const choice = page.locator('ts-session-choice');
  await choice.getByRole('listitem').getByRole('button').first().click();
  await expect(figures.getByRole('columnheader', { name: practised })).toBeShown();

  const shown = await figures.getByRole('columnheader').count();
  await page.getByRole('combobox', { name: 'Driver' }).fill(winner!.driver_name);
  const driver = page.getByRole('listbox').getByRole('option', { name: winner!.driver_name });
  await driver.first().click();
  await expect(choice.getByRole('heading', { name: 'Races' })).toBeShown();
  const races = choice.locator('h4 + ul').getByRole('button', { disabled: false });
  await races.first().click();
  await expect(() => figures.getByRole('columnheader').count()).toBecome(shown + 1);

  await page.reload();
  await expect(() => figures.getByRole('columnheader').count()).toBecome(shown + 1);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  expect(await seriousFindings(page)).toEqual([]);
});
