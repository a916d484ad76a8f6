import { RetryBudget } from './retry-budget.js';

let now: number;
let budget: RetryBudget;

beforeEach(() => {
  now = 0;
  budget = new RetryBudget(() => now);
});

/** Whoever asks, another one each time. */
function takeAll(): number {
  let taken = 0;
  while (budget.takeRetry([`somebody ${taken}`])) taken++;
  return taken;
}

function takeAllOf(...keys: string[]): number {
  let taken = 0;
  while (budget.takeRetry(keys)) taken++;
  return taken;
}

describe('RetryBudget', () => {
  it('grants ten retries to a process that hardly asks for anything', () => {
    expect(takeAll()).toBe(10);
  });

  it('grants a fifth of the requests of the last minute', () => {
    for (let i = 0; i < 1000; i++) {
      budget.noteRequest(['somebody']);
      now += 59;
    }
    expect(takeAll()).toBe(200);
  });

  it('forgets requests and retries after a minute', () => {
    for (let i = 0; i < 1000; i++) budget.noteRequest(['somebody']);
    expect(takeAll()).toBe(200);
    now = 30_000;
    expect(takeAll()).toBe(0);
    now = 60_000;
    expect(takeAll()).toBe(10);
  });

  it('grants one who waits three retries and a fifth of his own requests', () => {
    for (let i = 0; i < 1000; i++) budget.noteRequest(['somebody']);
    for (let i = 0; i < 10; i++) budget.noteRequest(['one']);

    expect(takeAllOf('one')).toBe(5);
    expect(takeAllOf('one', 'who asks for nothing else')).toBe(3);
  });

  it('forgets who has been silent for a minute', () => {
    takeAllOf('one');
    now = 60_000;

    expect(takeAllOf('one')).toBe(3);
    expect(budget.size).toBe(1);
  });
});
