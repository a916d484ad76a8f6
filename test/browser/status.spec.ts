import type { StatusResult } from '@trackside/contracts';
import { Bench, DESKTOP, PHONE, seriousFindings } from './chromium.js';
import { Refusal } from './fake-api.js';
import { NOW, STATUS, TRACKS } from './fake-world.js';
import { atRest } from './stillness.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const [FIRST, SECOND] = TRACKS;
const WELL: StatusResult = {
  ...STATUS,
  favourites: [
    { track_id: FIRST!.id, track_name: FIRST!.name, refreshed_at: NOW },
    { track_id: SECOND!.id, track_name: SECOND!.name, refreshed_at: null },
  ],
};
const OFF: StatusResult = {
  ...WELL,
  liverc: { state: 'disabled', since: NOW, disabled_by: 'switch' },
};
const ILL: StatusResult = {
  ...WELL,
  liverc: { ...WELL.liverc, state: 'failing' },
  sites: [
    {
      track_id: FIRST!.id,
      track_slug: FIRST!.slug,
      since: NOW,
      code: 'LIVERC_TIMEOUT',
      next_probe_at: null,
    },
  ],
};

describe('the status page', () => {
  it('is reached from every page, and tells how LiveRC is, what waits and how fresh things are', async () => {
    const page = await bench.open('/', { status: () => WELL });
    await page.getByRole('link', { name: 'Status' }).click();
    await expect(page.getByRole('heading', { name: 'LiveRC answers' })).toBeShown();
    await expect(page.getByText('Nothing, at present and in the last week.')).toBeShown();
    const rows = page.getByRole('table').getByRole('row');
    expect(await rows.nth(1).innerText()).toMatch(/just now$/);
    expect(await rows.nth(2).innerText()).toMatch(/never$/);
    expect(await page.title()).toBe('Status · Trackside');
  });

  it('names what does not work, and why', async () => {
    const page = await bench.open('/status', { status: () => ILL });
    await expect(page.getByRole('heading', { name: /does not answer/ })).toBeShown();
    await expect(page.getByText(`Pages of ${FIRST!.slug}`)).toBeShown();
    await expect(page.getByText(/take too long since/)).toBeShown();
  });

  it('switches LiveRC off when it is said twice, and on at once, with the keyboard alone', async () => {
    let now = WELL;
    const turned: boolean[] = [];
    const page = await bench.open('/status', {
      status: () => now,
      switchLiverc: (enabled) => {
        turned.push(enabled);
        return (now = enabled ? WELL : OFF);
      },
    });
    await page.getByRole('button', { name: 'Switch LiveRC off…' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name: 'Switch LiveRC off?' })).toBeShown();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Switch LiveRC off…' })).toBeShown();
    expect(turned).toEqual([]);

    await page.getByRole('button', { name: 'Switch LiveRC off…' }).click();
    // The question takes the focus a moment after it is there.
    await expect(page.locator('[role=group]:focus')).toBeShown();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'LiveRC is switched off' })).toBeShown();
    await page.getByRole('button', { name: 'Switch LiveRC on' }).click();
    await expect(page.getByRole('heading', { name: 'LiveRC answers' })).toBeShown();
    expect(turned).toEqual([false, true]);
  });

  it('says why LiveRC could not be switched, and offers no switch where the server decides', async () => {
    const page = await bench.open('/status', {
      status: () => WELL,
      switchLiverc: () => new Refusal(409, 'CONFLICT', 'LIVERC_ENABLED=false decides.'),
    });
    await page.getByRole('button', { name: 'Switch LiveRC off…' }).click();
    await page.getByRole('button', { name: 'Yes, switch it off' }).click();
    await expect(page.getByText(/LIVERC_ENABLED=false decides/)).toBeShown();
    const fixed = await bench.open('/status', {
      status: () => ({ ...OFF, liverc: { ...OFF.liverc, disabled_by: 'environment' } }),
    });
    await expect(fixed.getByText(/switched off by the server’s configuration/)).toBeShown();
    expect(await fixed.getByRole('button', { name: /Switch LiveRC/ }).count()).toBe(0);
  });

  it('says that the server does not answer, and shows the status as soon as it does', async () => {
    const page = await bench.open('/status', {
      status: () => new Refusal(503, 'SERVICE_UNAVAILABLE', 'Starting.'),
    });
    await expect(page.getByRole('heading', { name: /server does not answer/ })).toBeShown();
    bench.api.script = { ...bench.api.script, status: () => WELL };
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(page.getByRole('heading', { name: 'LiveRC answers' })).toBeShown();
  });

  it.each([
    ['desktop, light', { viewport: DESKTOP, colorScheme: 'light' }, WELL],
    ['phone, dark', { viewport: PHONE, colorScheme: 'dark' }, ILL],
    ['phone, light', { viewport: PHONE, colorScheme: 'light' }, OFF],
  ] as const)('has nothing that axe objects to, %s', async (_, options, status) => {
    const page = await bench.open('/status', { status: () => status }, options);
    await expect(page.getByRole('heading', { name: 'How well it works' })).toBeShown();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('fits a phone of 360 px, with every control as large as a finger', async () => {
    const page = await bench.open('/status', { status: () => ILL }, { viewport: PHONE });
    await page.getByRole('button', { name: 'Switch LiveRC off…' }).click();
    await expect(page.getByRole('button', { name: 'Leave it on' })).toBeShown();
    await atRest(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    const small = await page.evaluate(`
      [...document.querySelectorAll('button, a')]
        .filter((control) => control.checkVisibility())
        .map((control) => [control.getBoundingClientRect(), control.textContent])
        .filter(([box]) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
        .map(([box, text]) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + text)
    `);
    expect(small).toEqual([]);
  });
});
