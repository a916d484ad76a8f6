import type { RaceWithResults } from '@trackside/contracts';
import { Bench, PHONE } from './chromium.js';
import { LONG_RACE_PATH, longRace } from './fake-long-race.js';
import { RACE_EVENT, RACE_ID } from './fake-race.js';

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.set();
});
afterEach(() => bench.clear());
afterAll(() => bench.close());

const script = { raceEvent: longRace };
const SHARE = 'Share as picture';
const FILE = 'Race 14- 1-8 Electric Buggy A-Main.png';

describe('the result of a race', () => {
  it('is shared as a picture by what the device shares by', async () => {
    const page = await bench.blank({ viewport: PHONE });
    await page.addInitScript(`
      navigator.canShare = ({ files }) => files.length === 1;
      navigator.share = async ({ files, title }) => {
        const picture = await createImageBitmap(files[0]);
        window.shared = [files[0].name, files[0].type, title, picture.width, picture.height];
      };
    `);
    bench.api.script = { ...bench.api.script, ...script };
    await page.goto(bench.api.url + LONG_RACE_PATH);
    await page.getByRole('button', { name: SHARE }).click();
    await expect(async () => Boolean(await page.evaluate('window.shared'))).toBecome(true);
    const [name, type, title, width, height] = (await page.evaluate('window.shared')) as unknown[];
    expect([name, type, title]).toEqual([
      ...[FILE, 'image/png', 'Race 14: 1/8 Electric Buggy A-Main'],
    ]);
    expect(width).toBe(1080);
    expect(height).toBeGreaterThan(12 * 76);
  });

  it('is a file where the device has nothing to share by', async () => {
    const page = await bench.blank();
    await page.addInitScript('navigator.canShare = () => false;');
    bench.api.script = { ...bench.api.script, ...script };
    await page.goto(bench.api.url + LONG_RACE_PATH);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: SHARE }).click();
    expect((await download).suggestedFilename()).toBe(FILE);
  });
});

describe('the laps of a race', () => {
  it('stand side by side for those whom the charts show', async () => {
    const address = `${LONG_RACE_PATH}?driver=ZOE%20MARLOW&driver=THEO%20MARSH`;
    const page = await bench.open(address, script);
    const table = page.getByRole('region', { name: 'Side by side' });
    await expect(
      table.getByRole('row', { name: /^Lap 2 34\.294 P1 quickest 34\.432/ }),
    ).toBeShown();
    await expect(table.getByRole('row', { name: /^Best lap 33\.042 33\.330/ })).toBeShown();
    const shown = page.getByRole('group', { name: 'Drivers shown, up to six' });
    await shown.getByRole('button', { name: 'IDA FLINT' }).click();
    await expect(table.getByRole('columnheader', { name: 'IDA FLINT' })).toBeShown();
  });
});

describe('a race that is being imported', () => {
  it('comes by itself once it is read', async () => {
    let isRead = false;
    const raceEvent = (path: string): unknown => {
      const told = longRace(path);
      if (path === `/events/${RACE_EVENT.id}`) {
        return { ...RACE_EVENT, job_state: isRead ? 'completed' : 'running' };
      }
      if (isRead) return told;
      if (path === `/races/${RACE_ID}`) {
        return { ...(told as RaceWithResults), state: 'pending', results: [] };
      }
      return path === `/races/${RACE_ID}/laps` ? { drivers: [] } : told;
    };
    const page = await bench.open(LONG_RACE_PATH, { raceEvent });
    await expect(page.getByText('This race is still to come')).toBeShown();
    isRead = true;
    await expect(page.getByRole('heading', { name: 'Replay' })).toBeShown();
  });
});
