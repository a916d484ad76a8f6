import { SharedReadings } from './shared-readings.js';
import type { Turn, Waiters } from './waiters.js';

const ANNA: Turn = { key: 'anna', lane: 'people' };
const BEN: Turn = { key: 'ben', lane: 'people' };

/** A reading that ends when the test says so. */
class Reading {
  waiters: Waiters;
  end: (value: string) => void;
  fail: (error: Error) => void;

  readonly read = (waiters: Waiters): Promise<string> => {
    this.waiters = waiters;
    return new Promise((resolve, reject) => Object.assign(this, { end: resolve, fail: reject }));
  };
}

describe('readings under way', () => {
  it('are shared by all who come meanwhile, and take their turns', async () => {
    const readings = new SharedReadings<string>();
    const [first, second] = [new Reading(), new Reading()];
    const anna = readings.join('page', ANNA, first.read);
    const ben = readings.join('page', BEN, second.read);
    await Promise.resolve();
    expect(first.waiters.turns).toEqual([ANNA, BEN]);
    first.end('a page');
    expect(await Promise.all([anna, ben])).toEqual(['a page', 'a page']);
    expect([first.waiters.turns, second.waiters]).toEqual([[], undefined]);
  });

  it('begin anew for who came after the page that failed had been asked for', async () => {
    const readings = new SharedReadings<string>();
    const [first, second] = [new Reading(), new Reading()];
    const anna = readings.join('page', ANNA, first.read);
    await Promise.resolve();
    const askedFor = first.waiters.arrivals;
    const ben = readings.join('page', BEN, second.read);
    first.waiters.noteFailure(askedFor);
    first.fail(new Error('hangs'));
    await expect(anna).rejects.toThrow('hangs');
    expect(second.waiters.turns).toEqual([BEN]);
    second.end('a page');
    expect(await ben).toBe('a page');
  });

  it('fail for all who were there when the page was asked for', async () => {
    const readings = new SharedReadings<string>();
    const [first, second] = [new Reading(), new Reading()];
    const both = [readings.join('page', ANNA, first.read), readings.join('page', BEN, second.read)];
    await Promise.resolve();
    first.waiters.noteFailure(first.waiters.arrivals);
    first.fail(new Error('hangs'));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
