import { Pause } from './pause.js';

const MINUTE = 60_000;

/** When requests may leave while each fails at once, in seconds, up to the first that is no probe. */
function probesOf(retryAfterMs: number): { probes: number[]; end: number } {
  const pause = new Pause();
  pause.ask(retryAfterMs, 0);
  const probes: number[] = [];
  for (let now = pause.waitMs(0); ; now += pause.waitMs(now)) {
    if (!pause.isProbing(now)) return { probes, end: now / 1000 };
    probes.push(now / 1000);
    pause.probeSent(now);
  }
}

describe('a pause that a site asks for', () => {
  it('up to a minute is kept to the letter', () => {
    expect(probesOf(1000)).toEqual({ probes: [], end: 1 });
    expect(probesOf(MINUTE)).toEqual({ probes: [], end: 60 });
  });

  it('of more than a minute is probed after one, then after twice as long, up to its end', () => {
    expect(probesOf(61_000)).toEqual({ probes: [60], end: 61 });
    expect(probesOf(10 * MINUTE)).toEqual({ probes: [60, 180, 420], end: 600 });
    expect(probesOf(60 * MINUTE)).toEqual({ probes: [60, 180, 420, 900, 1860], end: 3600 });
  });

  it('goes on being probed ever less often when the probe is answered with the same wish', () => {
    const pause = new Pause();
    pause.ask(60 * MINUTE, 0);
    pause.probeSent(MINUTE);
    pause.ask(60 * MINUTE, MINUTE);
    expect(pause.waitMs(MINUTE)).toBe(2 * MINUTE);
    expect(pause.isProbing(60 * MINUTE)).toBe(true);
    expect(pause.isProbing(61 * MINUTE)).toBe(false);
  });

  it('is kept to the letter in the middle of a longer one', () => {
    const pause = new Pause();
    pause.ask(60 * MINUTE, 0);
    pause.ask(50_000, 30_000);
    expect(pause.waitMs(30_000)).toBe(50_000);
  });

  it('is not shortened by another', () => {
    const pause = new Pause();
    pause.ask(30_000, 0);
    pause.ask(1000, 0);
    expect(pause.waitMs(0)).toBe(30_000);
  });

  it('leaves nothing behind when it is over', () => {
    const pause = new Pause();
    pause.ask(2 * MINUTE, 0);
    pause.ask(5000, 5 * MINUTE);
    expect(pause.isProbing(5 * MINUTE)).toBe(false);
    expect(pause.waitMs(5 * MINUTE)).toBe(5000);
  });

  it('is over when a probe is answered, and probed at once when one was given up', () => {
    const pause = new Pause();
    pause.ask(60 * MINUTE, 0);
    pause.probeSent(MINUTE);
    pause.probeSoon(MINUTE);
    expect(pause.waitMs(MINUTE)).toBe(0);
    pause.probeSent(MINUTE);
    expect(pause.waitMs(MINUTE)).toBe(2 * MINUTE);
    pause.end();
    expect([pause.waitMs(MINUTE), pause.isProbing(MINUTE)]).toEqual([0, false]);
  });
});
