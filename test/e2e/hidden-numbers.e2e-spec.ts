import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { HiddenDrivers, HiddenNames } from '@trackside/privacy';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const HIDDEN = ['Ada Quist', 'Ben Quist', 'Cai Quist', 'Dot Quist', 'Eli Quist'];
const SEEN = ['Nobody Special', 'Hidden driver 1'];
const trackIdOfDay = trackId('tallowick');

describe('hidden drivers of a day', () => {
  const stage = trackside({ keepsData: true });
  const drivers = (): HiddenDrivers => stage.app.get(HiddenDrivers, { strict: false });

  beforeAll(async () => {
    const names = stage.app.get(HiddenNames, { strict: false });
    for (const name of HIDDEN) await names.hide(name, null);
  });

  it('keep their numbers in whatever order pages show them, and no two share one', async () => {
    const page = fc.uniqueArray(fc.constantFrom(...HIDDEN, ...SEEN), { maxLength: 7 });
    const pages = fc.array(page, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pages, async (shown) => {
        const day = { trackId: trackIdOfDay, dayId: randomUUID() };
        const numbers = new Map<string, number>();
        for (const names of shown) {
          const found = await drivers().among(day, names);
          expect([...found.keys()].sort()).toEqual(
            names.filter((name) => HIDDEN.includes(name)).sort(),
          );
          for (const [name, number] of found) {
            expect(numbers.get(name) ?? number).toBe(number);
            numbers.set(name, number);
          }
        }
        const given = [...numbers.values()].sort();
        expect(given).toEqual(given.map((_, index) => index + 1));
      }),
      { numRuns: 40 },
    );
  });

  it('are told apart by pages that are read at once', async () => {
    const day = { trackId: trackIdOfDay, dayId: randomUUID() };
    const found = await Promise.all(HIDDEN.map((name) => drivers().among(day, [name])));

    const given = found.flatMap((numbers) => [...numbers.values()]);
    expect(given.sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('have nothing in common with those of another day', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    for (const dayId of [one, other]) {
      await drivers().among({ trackId: trackIdOfDay, dayId }, ['Ada Quist']);
    }
    const tokens = await stage.query<{ token: string }>(
      `SELECT encode(token, 'hex') AS token FROM hidden_drivers WHERE day_id IN ('${one}', '${other}')`,
    );

    expect(new Set(tokens.map(({ token }) => token)).size).toBe(2);
  });
});
