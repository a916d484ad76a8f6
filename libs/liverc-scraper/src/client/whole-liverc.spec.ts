import type { Outcome } from './outcome.js';
import { WholeLiverc } from './whole-liverc.js';

let now: number;
let whole: WholeLiverc;

beforeEach(() => {
  now = 1_000_000;
  whole = new WholeLiverc(10, () => now);
});

function learn(outcome: Outcome, sites: string[], rounds = 1): void {
  for (let round = 0; round < rounds; round++) {
    for (const site of sites) whole.learn(site, outcome, false);
  }
}

describe('LiveRC as a whole', () => {
  it('is neither slowed nor stopped by two sites, however often they fail', () => {
    learn('timeout', ['a', 'b'], 50);
    expect(whole).toMatchObject({ currentLimit: 10, isDown: false, isFailing: false });
  });

  it('is slowed when three sites fail and nobody else answers', () => {
    learn('overloaded', ['a', 'b', 'c']);
    expect(whole).toMatchObject({ currentLimit: 5, isDown: false, isFailing: true });
  });

  it('is well while three sites fail and as many answer', () => {
    learn('ok', ['x', 'y', 'z']);
    learn('timeout', ['a', 'b', 'c'], 10);
    expect(whole).toMatchObject({ currentLimit: 10, isDown: false, isFailing: false });
  });

  it('does not take sites for failing that answered since, or failed half a minute ago', () => {
    learn('timeout', ['a', 'b']);
    learn('ok', ['b']);
    learn('timeout', ['c']);
    expect(whole.isFailing).toBe(false);
    now += 30_000;
    learn('timeout', ['d', 'e']);
    expect(whole.isFailing).toBe(false);
  });

  it('is stopped by ten failures in a row of three sites, and probed after a second', () => {
    learn('network', ['a'], 8);
    learn('network', ['b']);
    expect(whole.isDown).toBe(false);
    learn('network', ['c']);
    expect(whole).toMatchObject({ isDown: true, stoppedMs: 1000, since: now });
  });

  it('is back with one answer of any site, begins with one request, and is told so', () => {
    learn('network', ['a', 'b', 'c', 'd'], 3);
    now += 1000;
    whole.probeSent();
    expect(whole.learn('e', 'ok', true)).toBe(true);
    expect(whole).toMatchObject({ isDown: false, stoppedMs: 0, currentLimit: 1 });
  });

  it('is probed after 1, 2, 4, 8, then every 10 s', () => {
    learn('network', ['a', 'b', 'c', 'd'], 3);
    for (const seconds of [1, 2, 4, 8, 10, 10]) {
      expect(whole.stoppedMs).toBe(seconds * 1000);
      now += seconds * 1000;
      whole.probeSent();
      whole.learn('a', 'network', true);
    }
  });
});
