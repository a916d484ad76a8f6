import { RetryBudget } from './retry-budget.js';

let now: number;
let budget: RetryBudget;

beforeEach(() => {
  now = 0;
  budget = new RetryBudget(() => now);
});

function takeAll(): number {
  let taken = 0;
  while (budget.takeRetry()) taken++;
  return taken;
}

describe('RetryBudget', () => {
  it('grants ten retries to a process that hardly asks for anything', () => {
    expect(takeAll()).toBe(10);
  });

  it('grants a fifth of the requests of the last minute', () => {
    for (let i = 0; i < 1000; i++) {
      budget.noteRequest();
      now += 59;
    }
    expect(takeAll()).toBe(200);
  });

  it('forgets requests and retries after a minute', () => {
    for (let i = 0; i < 1000; i++) budget.noteRequest();
    expect(takeAll()).toBe(200);
    now = 30_000;
    expect(takeAll()).toBe(0);
    now = 60_000;
    expect(takeAll()).toBe(10);
  });
});
