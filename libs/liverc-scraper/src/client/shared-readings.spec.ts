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

  it('begin for each name by itself', async () => {
    const readings = new SharedReadings<string>();
    const [one, other] = [new Reading(), new Reading()];
    const both = [readings.join('page', ANNA, one.read), readings.join('other', BEN, other.read)];
    await Promise.resolve();
    one.end('a page');
    other.end('another');
    expect(await Promise.all(both)).toEqual(['a page', 'another']);
  });

  it('begin anew for who comes when they have ended, well or not', async () => {
    const readings = new SharedReadings<string>();
    const [well, badly, third] = [new Reading(), new Reading(), new Reading()];
    const first = readings.join('page', ANNA, well.read);
    await Promise.resolve();
    well.end('the first');
    expect(await first).toBe('the first');
    const second = readings.join('page', ANNA, badly.read);
    await Promise.resolve();
    badly.fail(new Error('hangs'));
    await expect(second).rejects.toThrow('hangs');
    const last = readings.join('page', BEN, third.read);
    await Promise.resolve();
    third.end('the third');
    expect(await last).toBe('the third');
  });

  it('that fail at once, before any page was asked for, fail for who began them', async () => {
    const readings = new SharedReadings<string>();
    const read = (): Promise<string> => {
      throw new Error('no page has that address');
    };
    await expect(readings.join('page', ANNA, read)).rejects.toThrow('no page has that address');
  });

  it('of a page that failed before they came are begun once for all late-comers', async () => {
    const readings = new SharedReadings<string>();
    const [first, again] = [new Reading(), new Reading()];
    let begun = 0;
    const readAgain = (waiters: Waiters): Promise<string> => {
      begun += 1;
      return again.read(waiters);
    };
    const anna = readings.join('page', ANNA, first.read);
    await Promise.resolve();
    const askedFor = first.waiters.arrivals;
    const late = [readings.join('page', BEN, readAgain), readings.join('page', BEN, readAgain)];
    first.waiters.noteFailure(askedFor);
    first.fail(new Error('hangs'));
    await expect(anna).rejects.toThrow('hangs');
    again.end('a page');
    expect(await Promise.all(late)).toEqual(['a page', 'a page']);
    expect(begun).toBe(1);
  });
});
