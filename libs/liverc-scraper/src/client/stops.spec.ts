import { Stops } from './stops.js';

const NO_PROBE = { breaker: false, pause: false };

describe('what one process tells another of a site’s stops', () => {
  let now: number;
  let one: Stops;
  let other: Stops;

  beforeEach(() => {
    now = 1_000;
    one = new Stops(() => now);
    // Its clock began at another moment.
    other = new Stops(() => now + 777);
  });

  const fail = (): void => {
    for (let times = 0; times < 10; times += 1) one.failed(NO_PROBE);
  };

  it('stops it there as well, until the next probe', () => {
    fail();
    other.hear(one.told);

    expect(other.isDown).toBe(true);
    expect(other.stoppedMs).toBe(one.stoppedMs);
    now += 1_000;
    expect(other.stoppedMs).toBe(0);
  });

  it('keeps the other from probing while a probe is under way', () => {
    fail();
    now += 1_000;
    one.send();
    other.hear(one.told);

    expect(other.stoppedMs).toBe(10_000);
  });

  it('ends its stop there when it is well again', () => {
    fail();
    other.hear(one.told);
    now += 1_000;
    one.answered(one.send());

    expect(other.hear(one.told)).toBe(true);
    expect(other.stoppedMs).toBe(0);
    expect(other.isProbing).toBe(false);
  });

  it('are pauses with their own probes, which end by themselves', () => {
    one.ask(600_000);
    other.hear(one.told);
    expect([other.pauseMs, other.isProbing]).toEqual([60_000, true]);

    now += 600_000;
    expect([other.pauseMs, other.isProbing]).toEqual([0, false]);
  });
});
