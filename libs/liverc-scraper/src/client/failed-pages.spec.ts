import { jest } from '@jest/globals';
import { FailedPages } from './failed-pages.js';

const { signal } = new AbortController();
let pages: FailedPages;

beforeEach(() => {
  jest.useFakeTimers();
  pages = new FailedPages(5000, Date.now);
});

afterEach(() => jest.useRealTimers());

/** Resolves to the milliseconds until `url` may be asked for. */
async function waitFor(url: string): Promise<number> {
  const startedAt = Date.now();
  const turn = pages.turn(url, signal).then(() => Date.now() - startedAt);
  await jest.advanceTimersByTimeAsync(20_000);
  return turn;
}

describe('FailedPages', () => {
  it('lets a page that failed be asked for after 5 s, any other at once', async () => {
    pages.note('a');
    await jest.advanceTimersByTimeAsync(2000);
    expect(await Promise.all([waitFor('a'), waitFor('b')])).toEqual([3000, 0]);
  });

  it('counts from the last failure, also for one who waits already', async () => {
    pages.note('a');
    const waiting = waitFor('a');
    setTimeout(() => pages.note('a'), 4000);
    expect(await waiting).toBe(9000);
  });

  it('lets go of one who aborts, with the reason', async () => {
    pages.note('a');
    const controller = new AbortController();
    const turn = pages.turn('a', controller.signal);
    controller.abort(new Error('left'));
    await expect(turn).rejects.toThrow('left');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('remembers no more pages than failed lately, and at most 10,000', async () => {
    for (let i = 0; i < 12_000; i++) pages.note(`page ${i}`);
    expect(pages.size).toBe(10_000);
    await jest.advanceTimersByTimeAsync(10_000);
    pages.note('a');
    expect(pages.size).toBe(1);
  });
});
