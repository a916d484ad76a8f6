import { type Caller, GateRig } from '../../test/gate-rig.js';
import type { Outcome } from './outcome.js';
import { Waiters } from './waiters.js';

const rig = new GateRig(10);

/** How many of those who asked are inside. */
function inside(callers: Caller[]): number {
  return callers.filter(({ pass }) => pass).length;
}

describe('a site in trouble', () => {
  it('that is down holds up its own pages alone', async () => {
    await rig.run(10, 'network', { site: 'down' });
    const own = rig.enter({ site: 'down' });
    const others = Array.from({ length: 10 }, () => rig.enter({ site: 'well' }));
    await rig.settle();
    expect(rig.gate.site('down').isDown).toBe(true);
    expect(own).toEqual({});
    expect(inside(others)).toBe(10);
  });

  it('that labours is asked for less at a time, and the others as before', async () => {
    await rig.run(1, 'overloaded', { site: 'slow' });
    const own = Array.from({ length: 10 }, () => rig.enter({ site: 'slow' }));
    const others = Array.from({ length: 10 }, () => rig.enter({ site: 'well', key: 'ben' }));
    await rig.settle();
    expect([inside(own), inside(others)]).toEqual([5, 5]);
    await rig.wait(1000);
    for (const { pass } of own) pass?.leave({ outcome: 'timeout' });
    await rig.settle();
    expect([inside(own), inside(others)]).toEqual([6, 8]);
  });

  it('that asks for a pause is left alone, and no other', async () => {
    const asked = rig.enter({ site: 'tired' });
    await rig.settle();
    asked.pass!.leave({ outcome: 'overloaded', pauseMs: 31_536_000_000 });
    const own = rig.enter({ site: 'tired' });
    const other = rig.enter({ site: 'well' });
    await rig.settle();
    expect(own.error).toMatchObject({ code: 'LIVERC_UNAVAILABLE', retryAfterSeconds: 60 });
    expect(other.pass).toBeDefined();
  });

  it('that asked for a long pause is probed after a minute, and is well again with an answer', async () => {
    const asked = rig.enter({ site: 'tired' });
    await rig.settle();
    asked.pass!.leave({ outcome: 'overloaded', pauseMs: 3_600_000 });
    await rig.wait(30_000);
    const waiting = Array.from({ length: 3 }, () => rig.enter({ site: 'tired' }));
    await rig.wait(29_999);
    expect(inside(waiting)).toBe(0);
    await rig.wait(1);
    expect(waiting[0]!.pass).toMatchObject({ probe: true });
    expect(inside(waiting)).toBe(1);
    waiting[0]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(waiting[1]!.pass).toMatchObject({ probe: false });
  });

  it('that hangs gets two places, and one more after every ten seconds of silence', async () => {
    await rig.run(3, 'ok', { site: 'hung' });
    const first = rig.enter({ site: 'hung' });
    await rig.wait(1000);
    const later = Array.from({ length: 9 }, () => rig.enter({ site: 'hung' }));
    await rig.settle();
    expect(inside([first, ...later])).toBe(2);
    await rig.wait(9000);
    expect(inside(later)).toBe(2);
    await rig.wait(10_000);
    expect(inside(later)).toBe(3);
    first.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(inside(later)).toBe(9);
  });

  it('has a page that hangs not counted against its limit while others are answered', async () => {
    await rig.run(1, 'overloaded', { site: 'labours' });
    await rig.wait(1000);
    await rig.run(1, 'overloaded', { site: 'labours' });
    await rig.wait(1000);
    await rig.run(1, 'overloaded', { site: 'labours' });
    expect(rig.gate.site('labours').currentLimit).toBe(1);
    rig.enter({ site: 'labours' });
    const next = rig.enter({ site: 'labours' });
    await rig.wait(2999);
    expect(next.pass).toBeUndefined();
    await rig.wait(1);
    expect(next.pass).toBeDefined();
  });

  it('leaves most places to the others, however many sites hang', async () => {
    const hung = Array.from({ length: 8 }, (_, site) => rig.enter({ site: `hung ${site % 4}` }));
    await rig.settle();
    for (const { pass } of hung.slice(4)) pass!.leave({ outcome: 'aborted' });
    await rig.wait(3000);
    const more = Array.from({ length: 8 }, (_, site) => rig.enter({ site: `hung ${site % 4}` }));
    const others = Array.from({ length: 8 }, () => rig.enter({ site: 'well', key: 'ben' }));
    await rig.settle();
    expect([inside(more), inside(others)]).toEqual([0, 6]);
  });

  it('gives its people their turn when it is well again, before those served meanwhile', async () => {
    await rig.run(10, 'network', { site: 'down', key: 'anna' });
    const anna = rig.enter({ site: 'down', key: 'anna' });
    const ben = Array.from({ length: 20 }, () => rig.enter({ site: 'well', key: 'ben' }));
    await rig.wait(1000);
    expect(anna.pass).toBeUndefined();
    for (const { pass } of ben.slice(0, 2)) pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(anna.pass).toMatchObject({ probe: true });
  });
});

describe('a page of background work that waits', () => {
  it('goes at once when a person comes to wait for it, too, and places are free', async () => {
    const waiters = Waiters.of({ key: 'sync', lane: 'background' });
    for (let i = 0; i < 7; i++) rig.enter({ site: `site ${i}`, lane: 'background' });
    const page = rig.enter({ site: 'eighth', waiters });
    await rig.settle();
    expect([page, rig.gate.state.inFlight]).toEqual([{}, 7]);

    waiters.come({ key: 'anna', lane: 'people' });
    await rig.settle();

    expect(page.pass).toBeDefined();
    expect(rig.gate.state).toMatchObject({ inFlight: 8, waiting: 0 });
  });
});

describe('several sites in trouble', () => {
  const SITES = ['a', 'b', 'c', 'd', 'e'];

  it('stop LiveRC as a whole, and a probe of any site that fails fails all who waited', async () => {
    for (let i = 0; i < 10; i++) await rig.run(1, 'network', { site: SITES[i % 5] });
    const callers = ['a', 'new', 'newer'].map((site) => rig.enter({ site, key: site }));
    await rig.wait(999);
    expect(inside(callers)).toBe(0);
    await rig.wait(1);
    expect(inside(callers)).toBe(1);
    callers.find(({ pass }) => pass)!.pass!.leave({ outcome: 'network', cause: 'no route' });
    await rig.settle();
    expect(callers.map(({ error }) => error?.message.split(':')[0])).toEqual(
      callers.map(({ pass }) => (pass ? undefined : 'LiveRC is down (no route)')),
    );
  });

  it('are all probed at once when one answer shows LiveRC to be back', async () => {
    for (const site of ['a', 'b']) await rig.run(10, 'network', { site });
    await rig.run(1, 'network', { site: 'c' });
    const callers = SITES.map((site) => rig.enter({ site, key: site }));
    await rig.wait(1000);
    expect([rig.gate.state.down, inside(callers)]).toEqual([true, 1]);
    for (let answered = 1; answered <= 5; answered++) {
      for (const { pass } of callers) pass?.leave({ outcome: 'ok' });
      await rig.settle();
    }
    expect(inside(callers)).toBe(5);
  });
});

describe('a site whose requests hang', () => {
  /** All places, taken by a site that used to answer. */
  async function fillWithHung(mayTakeBack = () => true): Promise<Caller[]> {
    await rig.run(3, 'ok', { site: 'hung' });
    const callers = Array.from({ length: 10 }, () => rig.enter({ site: 'hung', mayTakeBack }));
    await rig.settle();
    for (const { pass } of callers) {
      pass!.signal.addEventListener('abort', () => pass!.leave({ outcome: 'aborted' }));
    }
    return callers;
  }

  it('gives up its places, but two, after five seconds, when others wait for them', async () => {
    const hung = await fillWithHung();
    const others = Array.from({ length: 9 }, () => rig.enter({ site: 'well', key: 'ben' }));
    await rig.wait(4999);
    expect(inside(others)).toBe(0);
    await rig.wait(1);
    expect(inside(others)).toBe(8);
    expect(hung.map(({ pass }) => pass!.signal.aborted)).toEqual([
      ...[false, false],
      ...[true, true, true, true, true, true, true, true],
    ]);
    expect(rig.gate.state.inFlight).toBe(10);
  });

  it('keeps them while nobody else wants them, or only other sites that hang do', async () => {
    const hung = await fillWithHung();
    rig.enter({ site: 'hung' });
    await rig.wait(20_000);
    expect(hung.some(({ pass }) => pass!.signal.aborted)).toBe(false);
    const other = rig.enter({ site: 'well', key: 'ben' });
    await rig.settle();
    expect(other.pass).toBeDefined();
    expect(hung.filter(({ pass }) => pass!.signal.aborted)).toHaveLength(1);
  });

  it('keeps those that may not be asked for again', async () => {
    const hung = await fillWithHung(() => false);
    const other = rig.enter({ site: 'well', key: 'ben' });
    await rig.wait(20_000);
    expect([other, hung.some(({ pass }) => pass!.signal.aborted)]).toEqual([{}, false]);
  });
});

describe('a long pause', () => {
  /** A probe of a site that was down, in flight while another answer asks for an hour's pause. */
  async function probeBeforePause(): Promise<Caller> {
    const asked = rig.enter({ site: 'tired' });
    await rig.run(10, 'network', { site: 'tired' });
    await rig.wait(1000);
    const probe = rig.enter({ site: 'tired' });
    await rig.settle();
    expect(probe.pass).toMatchObject({ probe: true });
    asked.pass!.leave({ outcome: 'overloaded', pauseMs: 3_600_000 });
    return probe;
  }

  it.each<Outcome>(['ok', 'aborted'])(
    'is neither ended nor shortened by an older probe, of a site that was down: %s',
    async (outcome) => {
      const probe = await probeBeforePause();
      probe.pass!.leave({ outcome });
      expect(rig.gate.site('tired')).toMatchObject({ pauseMs: 60_000, isProbing: true });
    },
  );
});

describe('the last place', () => {
  it('is kept for the first page of whoever comes next, while several people wait', async () => {
    const anna = Array.from({ length: 12 }, () => rig.enter({ key: 'anna' }));
    await rig.settle();
    expect(inside(anna)).toBe(10);
    const ben = Array.from({ length: 3 }, () => rig.enter({ key: 'ben' }));
    anna[0]!.pass!.leave({ outcome: 'ok' });
    anna[1]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect([inside(anna), inside(ben)]).toEqual([10, 1]);

    const carl = rig.enter({ key: 'carl' });
    await rig.settle();

    expect(carl.pass).toBeDefined();
    expect(rig.gate.state.inFlight).toBe(10);
  });

  it('is anybody’s while most of the others are late', async () => {
    const anna = Array.from({ length: 12 }, () => rig.enter({ key: 'anna' }));
    const ben = Array.from({ length: 3 }, () => rig.enter({ key: 'ben', site: 'well' }));
    await rig.wait(4000);
    anna[0]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(rig.gate.state.inFlight).toBe(10);
    expect(inside(ben)).toBe(1);
  });

  it('is anybody’s while one person waits alone', async () => {
    const anna = Array.from({ length: 12 }, () => rig.enter({ key: 'anna' }));
    await rig.settle();
    anna[0]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(inside(anna)).toBe(11);
  });
});
