import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import type { DriverAtTrack } from '@trackside/contracts';
import { trackId } from '../e2e/support/trackside.js';
import { trueDays } from '../e2e/support/truth.js';
import { DESKTOP, PHONE, launchChromium, seriousFindings } from './chromium.js';
import { importWhole } from './imported-day.js';
import { type Product, startProduct } from './product.js';

const SLUG = 'tallowick';
const UNKNOWN = 'Unknown Driver';

let browser: Browser;
let product: Product;
/** Two drivers who met on three days. */
let drivers: [string, string];

beforeAll(async () => {
  browser = await launchChromium();
  product = await startProduct({}, { today: '2025-10-31', tracks: 30 });
  const { dates, pair } = meetings();
  drivers = pair;
  for (const date of dates) await importWhole(product, SLUG, date);
}, 120_000);
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});
afterAll(async () => {
  await browser.close();
  await product.close();
});

function driversOf(date: string): string[] {
  const { sessions } = product.simulator.truth.day(SLUG, date)!;
  const names = new Set(sessions.map(({ driver_name: name }) => name));
  return [...names].filter((name) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(name) && name !== UNKNOWN);
}

function meetings(): { dates: string[]; pair: [string, string] } {
  const met = new Map<string, string[]>();
  for (const { date } of trueDays(product.simulator, SLUG, '2025-06-01', '2025-10-31')) {
    const names = driversOf(date).sort();
    for (const [index, one] of names.entries()) {
      for (const other of names.slice(index + 1)) {
        const dates = [...(met.get(`${one}|${other}`) ?? []), date];
        if (dates.length === 3) return { dates, pair: [one, other] };
        met.set(`${one}|${other}`, dates);
      }
    }
  }
  throw new Error('nobody met thrice');
}

async function newestOf(name: string): Promise<DriverAtTrack> {
  const query = new URLSearchParams({ track_id: trackId(SLUG), name });
  const { body } = await request(product.url).get(`/api/v1/drivers?${query}`);
  return (body as { data: DriverAtTrack }).data;
}

async function open(path: string, viewport = PHONE): Promise<Page> {
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(product.url + path);
  return page;
}

async function addSessionsOf(page: Page, name: string, count: number): Promise<void> {
  await page.getByRole('combobox', { name: 'Driver' }).fill(name.slice(0, 6).toLowerCase());
  await page.getByRole('option', { name }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeShown();
  const choice = page.locator('ts-session-choice').getByRole('listitem').getByRole('button');
  for (let at = 0; at < count; at += 1) await choice.nth(at).click();
}

/** A session of each of the two, of imported days. */
async function sharedIds(): Promise<string[]> {
  const both = await Promise.all(drivers.map(newestOf));
  return both.flatMap(({ sessions }) => {
    const read = sessions.items.filter(({ event_id: eventId }) => eventId !== null);
    return read.slice(0, 1).map(({ id }) => id);
  });
}

describe('two drivers over a season', () => {
  const season = (change: Record<string, string>, ...labels: string[]): string => {
    const query = new URLSearchParams({ track: trackId(SLUG), ...change });
    labels.forEach((label) => query.append('driver', label));
    return `/season?${query}`;
  };

  it('are of the track that is named, and of the year that was looked at', async () => {
    const page = await open(`/drivers?track=${trackId(SLUG)}&year=2025`);
    await page.getByRole('link', { name: 'Two of them over a season' }).click();
    await expect(page).toBeAt(/year=2025/);
    const { track_name: name } = await newestOf(drivers[0]);
    await expect(page.getByRole('link', { name })).toBeShown();
    await page.goto(product.url + season({ year: '2024' }, ...drivers));
    await expect(
      page.getByRole('heading', { name: 'They drove no class in common in 2024' }),
    ).toBeShown();
    await page.getByRole('combobox', { name: 'Year' }).selectOption('2025');
    await expect(page.getByRole('region', { name: 'Day by day' })).toBeShown();
  });

  it('who are one and the same are told so, and the other is asked for', async () => {
    const [name] = drivers;
    const page = await open(season({}, name, name.toUpperCase()));
    await expect(page.getByText(`That is ${name} twice.`)).toBeShown();
    await expect(page.getByRole('combobox', { name: 'Driver' })).toBeShown();
  });

  it('of whom nobody knows one are told who it is, with a way on', async () => {
    const page = await open(season({}, drivers[0], 'Nobody Of This Name'));
    const told = page.getByRole('heading', {
      name: 'Nobody called Nobody Of This Name is known at this track',
    });
    await expect(told).toBeShown();
    await page.getByRole('button', { name: 'Choose somebody else' }).click();
    await expect(told).toBeGone();
    await expect(page.getByText('Choose the other one.')).toBeShown();
    await expect(page.getByRole('button', { name: `Change ${drivers[0]}` })).toBeShown();
  });

  it('of a track that nobody knows are told that', async () => {
    const page = await open('/season?track=x&driver=a&driver=a');
    await expect(page.getByRole('heading', { name: 'No such track is known here' })).toBeShown();
    await expect(page.getByRole('link', { name: 'Pick a track' })).toBeShown();
  });

  it('are chosen by a few letters, and have best and gap of each day that both were there', async () => {
    const page = await open(`/drivers?track=${trackId(SLUG)}`);
    await page.getByRole('link', { name: 'Two of them over a season' }).click();
    for (const name of drivers) {
      await page.getByRole('combobox', { name: 'Driver' }).fill(name.slice(0, 6).toLowerCase());
      await page.getByRole('option', { name }).click();
      await expect(page.getByRole('button', { name: `Change ${name}` })).toBeShown();
    }
    const table = page.getByRole('region', { name: 'Day by day' });
    await expect(table).toBeShown();
    const className = await page.getByRole('group', { name: 'Class' }).innerText();
    const best = async (name: string): Promise<Map<string, number | null>> => {
      const query = new URLSearchParams({ track_id: trackId(SLUG), name });
      query.set('class', className.split('\n')[0]!.trim());
      const { body } = await request(product.url).get(`/api/v1/drivers?${query}`);
      const { days } = (body as { data: DriverAtTrack }).data;
      return new Map(days.map((day) => [day.date, day.fastest_lap_seconds]));
    };
    const [first, second] = [await best(drivers[0]), await best(drivers[1])];
    const shared = [...first.keys()].filter((date) => second.has(date));
    await expect(() => table.getByRole('row').count()).toBecome(shared.length + 1);
    const text = await table.innerText();
    for (const date of shared) expect(text).toContain(first.get(date)!.toFixed(3));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('comparing sessions of any days and drivers', () => {
  it('chooses them by driver, and has their figures side by side as the API has them', async () => {
    const page = await open('/compare');
    await page.getByRole('combobox', { name: 'Track' }).fill('tallow');
    await page.getByRole('option', { name: /tallowick/ }).click();
    await addSessionsOf(page, drivers[0], 1);
    await expect(page.getByText('Choose one more session')).toBeShown();
    await addSessionsOf(page, drivers[1], 1);
    const table = page.getByRole('region', { name: 'Figures of the sessions' });
    await expect(table).toBeShown();
    await page.getByRole('button', { name: 'Add a session or race' }).click();
    await expect(page.getByText(`at Tallowick`)).toBeShown();
    await expect(page.getByRole('heading', { name: drivers[1], level: 3 })).toBeShown();
    await page.getByRole('button', { name: 'Done' }).click();
    for (const name of drivers) {
      const [session] = (await newestOf(name)).sessions.items;
      const text = await table.innerText();
      expect(text).toContain(name);
      expect(text).toContain(session!.fastest_lap_seconds!.toFixed(3));
    }
    await expect(page.getByRole('img', { name: /^Lap times of/ }).locator('canvas')).toBeShown();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('begins with the driver whose page leads to it', async () => {
    const page = await open(
      `/driver?track=${trackId(SLUG)}&name=${encodeURIComponent(drivers[0])}`,
    );
    await page.getByRole('link', { name: 'Compare sessions' }).click();
    await expect(page.getByRole('heading', { name: drivers[0], level: 3 })).toBeShown();
    const choice = page.locator('ts-session-choice').getByRole('listitem').getByRole('button');
    await choice.first().click();
    await expect(page.getByText('Choose one more session')).toBeShown();
  });

  it('opens for a friend as it was shared, and leaves one out', async () => {
    const ids = (await Promise.all(drivers.map(newestOf))).flatMap(({ sessions }) =>
      sessions.items
        .filter(({ event_id }) => event_id !== null)
        .map(({ id }) => id)
        .slice(0, 2),
    );
    const page = await open(`/compare?ids=${ids.join(',')}`, DESKTOP);
    const table = page.getByRole('region', { name: 'Figures of the sessions' });
    await expect(table.getByRole('columnheader').nth(3)).toBeShown();
    await page
      .getByRole('button', { name: /^Leave out/ })
      .first()
      .click();
    await expect(() => table.getByRole('columnheader').count()).toBecome(3);
    await expect(page).toBeAt(new RegExp(`ids=${ids[1]}`));
  });

  it.each(['x', '00000000-0000-4000-8000-000000000001'])(
    'says of a link without any session that is known what to do: %s',
    async (id) => {
      const page = await open(`/compare?ids=${id}`);
      const told = page.getByRole('heading', {
        name: 'The session of this link is not known here.',
      });
      await expect(told).toBeShown();
      expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Choose sessions' }).click();
      await expect(told).toBeGone();
      await expect(page.getByText('Choose two to six sessions or races')).toBeShown();
      expect(new URL(page.url()).search).toBe('');
    },
  );

  it('shows those that are known, and names the one that is not', async () => {
    const [first, second] = await sharedIds();
    const unknown = '00000000-0000-4000-8000-000000000001';
    const page = await open(`/compare?ids=${first},${unknown},${second}`);
    const table = page.getByRole('region', { name: 'Figures of the sessions' });
    await expect(table).toBeShown();
    await expect(
      page.getByText('Of the 3 sessions of this link number 2 is not known here.'),
    ).toBeShown();
    await page.getByRole('button', { name: 'Go on without' }).click();
    await expect(page.getByText('is not known here')).toBeGone();
    expect(decodeURIComponent(page.url())).toContain(`ids=${first},${second}`);
    await expect(table).toBeShown();
  });

  it('on a phone has two sessions side by side, and what adds one above them', async () => {
    const page = await open(`/compare?ids=${(await sharedIds()).join()}`);
    const table = page.getByRole('region', { name: 'Figures of the sessions' });
    await expect(table.getByRole('columnheader').nth(1)).toBeShown();
    const hidden = await table.evaluate((part: { scrollWidth: number; clientWidth: number }) =>
      Math.max(0, part.scrollWidth - part.clientWidth),
    );
    expect(hidden).toBe(0);
    const add = page.getByRole('button', { name: 'Add a session or race' });
    expect((await add.boundingBox())!.y).toBeLessThan((await table.boundingBox())!.y);
    await add.click();
    await expect(page.getByRole('combobox', { name: 'Driver' })).toBeShown();
    await expect(table).toBeShown();
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByRole('combobox', { name: 'Driver' })).toBeGone();
  });

  it('is reached from a day, with the sessions chosen there', async () => {
    const days = (await newestOf(drivers[0])).days.filter(({ event_id }) => event_id !== null);
    const { sessions } = await newestOf(drivers[0]);
    const ids = sessions.items
      .filter(({ event_id }) => event_id === days[0]!.event_id)
      .map(({ id }) => id);
    const others = (await newestOf(drivers[1])).sessions.items
      .filter(({ event_id }) => event_id === days[0]!.event_id)
      .map(({ id }) => id);
    const compared = [...ids, ...others].slice(0, 2).join(',');
    const day = `/practice-days/${days[0]!.event_id}?tab=compare&compare=${compared}`;
    const page = await open(day);
    await page.getByRole('link', { name: 'Add from another day or driver' }).click();
    await expect(page.getByRole('heading', { name: 'Compare sessions', level: 1 })).toBeShown();
    await expect(page.getByRole('region', { name: 'Figures of the sessions' })).toBeShown();
  });
});
