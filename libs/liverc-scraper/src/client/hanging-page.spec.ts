import { jest } from '@jest/globals';
import { LivercTimeoutError } from '../errors.js';
import type { Exchange } from './exchange.js';
import { firstToAnswer, watchForHang } from './hanging-page.js';
import { Site } from './site.js';
import { type Turn, Waiters } from './waiters.js';

const ANNA: Turn = { key: 'anna', lane: 'people' };
const BEN: Turn = { key: 'ben', lane: 'people' };

describe('a page that hangs', () => {
  let site: Site;
  let waiters: Waiters;
  let worth: jest.Mock<() => void>;
  let end: () => void;

  beforeEach(async () => {
    jest.useFakeTimers();
    site = new Site(10, Date.now);
    await answer(100);
    await jest.advanceTimersByTimeAsync(1);
    waiters = Waiters.of(ANNA);
    worth = jest.fn();
    end = watchForHang({ site, waiters, now: Date.now }, worth);
  });

  afterEach(() => {
    end();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  async function answer(durationMs: number): Promise<void> {
    const flight = site.send('people');
    await jest.advanceTimersByTimeAsync(durationMs);
    site.land(flight, 'ok');
  }

  it('is worth a second request for one who comes after five seconds, where others were answered', async () => {
    await answer(100);
    await jest.advanceTimersByTimeAsync(6000);
    expect(worth).not.toHaveBeenCalled();
    waiters.come(BEN);
    expect(worth).toHaveBeenCalledTimes(1);
    waiters.come(BEN);
    await answer(100);
    expect(worth).toHaveBeenCalledTimes(1);
  });

  it('is so for one who came before, once it has hung for five seconds', async () => {
    await answer(100);
    waiters.come(BEN);
    await jest.advanceTimersByTimeAsync(4899);
    expect(worth).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(worth).toHaveBeenCalledTimes(1);
  });

  it('is so as soon as the site answers another page', async () => {
    waiters.come(BEN);
    await jest.advanceTimersByTimeAsync(9900);
    expect(worth).not.toHaveBeenCalled();
    await answer(100);
    expect(worth).toHaveBeenCalledTimes(1);
  });

  it('is given three times what the site usually takes', async () => {
    for (let i = 0; i < 20; i++) await answer(3000);
    end();
    end = watchForHang({ site, waiters, now: Date.now }, worth);
    waiters.come(BEN);
    await answer(3000);
    await jest.advanceTimersByTimeAsync(5999);
    expect(worth).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(worth).toHaveBeenCalledTimes(1);
  });

  it('is not asked for again where nobody new waits, or nobody new any more', async () => {
    await answer(100);
    await jest.advanceTimersByTimeAsync(1000);
    const ben = waiters.come(BEN);
    ben.leave();
    await jest.advanceTimersByTimeAsync(60_000);
    await answer(100);
    expect(worth).not.toHaveBeenCalled();
  });
});

describe('two requests for a page', () => {
  const page: Exchange = { outcome: 'ok', html: 'a page', status: 200, bytes: 6 };
  const late = { outcome: 'timeout', error: new LivercTimeoutError('late', '') } as Exchange;

  /** Both requests under way, with what ends each. */
  function twoRequests() {
    const ends: ((result: Exchange | Error) => void)[] = [];
    const signals: AbortSignal[] = [];
    const send = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<Exchange>((resolve, reject) => {
        ends.push((result) => (result instanceof Error ? reject(result) : resolve(result)));
      });
    };
    const endWatch = jest.fn();
    let second: () => void = () => undefined;
    const result = firstToAnswer(send, (onWorth) => {
      second = onWorth;
      return endWatch;
    });
    second();
    return { ends, signals, endWatch, result };
  }

  it.each([0, 1])('give the one that comes first, and end the other', async (first) => {
    const { ends, signals, endWatch, result } = twoRequests();
    ends[first]!(page);
    expect(await result).toBe(page);
    expect(signals[1 - first]!.aborted).toBe(true);
    expect(endWatch).toHaveBeenCalledTimes(1);
  });

  it('fail only when both did', async () => {
    const { ends, result } = twoRequests();
    ends[0]!(late);
    ends[1]!(new Error('refused'));
    await expect(result).rejects.toThrow('refused');
    const other = twoRequests();
    other.ends[1]!(late);
    other.ends[0]!(page);
    expect(await other.result).toBe(page);
  });
});
