import { GateRig, URL_OF_PAGE } from '../../test/gate-rig.js';
import { LivercUnavailableError } from '../errors.js';
import type { Outcome } from './outcome.js';

const rig = new GateRig(4);

describe('the gate', () => {
  it('lets the maximum in, then one for each that leaves', async () => {
    const callers = Array.from({ length: 6 }, () => rig.enter());
    await rig.settle();
    expect(callers.filter((caller) => caller.pass)).toHaveLength(4);
    expect(rig.gate.state).toMatchObject({ inFlight: 4, waiting: 2 });
    callers[0]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(callers[4]!.pass).toBeDefined();
    expect(callers[5]!.pass).toBeUndefined();
  });

  it('counts a pass that is given back twice once', async () => {
    const callers = Array.from({ length: 6 }, () => rig.enter());
    await rig.settle();
    callers[0]!.pass!.leave({ outcome: 'ok' });
    callers[0]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(rig.gate.state).toMatchObject({ inFlight: 4, waiting: 1 });
  });

  it('keeps room for people although all of the background hangs', async () => {
    const background = Array.from({ length: 6 }, () => rig.enter({ lane: 'background' }));
    await rig.settle();
    expect(background.filter(({ pass }) => pass)).toHaveLength(2);

    const person = rig.enter();
    await rig.settle();

    expect(person.pass).toBeDefined();
  });

  it('forgets one who aborts at once, and rejects with the reason', async () => {
    const inside = Array.from({ length: 4 }, () => rig.enter());
    const controller = new AbortController();
    const aborted = rig.enter({ signal: controller.signal });
    const next = rig.enter();
    controller.abort(new Error('left'));
    expect(rig.gate.state.waiting).toBe(1);
    await rig.settle();
    expect(aborted.error?.message).toBe('left');
    inside[0]!.pass!.leave({ outcome: 'aborted' });
    await rig.settle();
    expect(next.pass).toBeDefined();
    expect(rig.enter({ signal: AbortSignal.abort(new Error('gone')) })).toEqual({});
    expect(rig.gate.state.waiting).toBe(0);
  });
});

describe('the limit', () => {
  it.each<Outcome>(['overloaded', 'timeout'])('halves on %s, once a second', async (outcome) => {
    await rig.run(2, outcome);
    expect(rig.gate.site('abc').currentLimit).toBe(2);
    await rig.wait(1000);
    await rig.run(1, outcome);
    expect(rig.gate.site('abc').currentLimit).toBe(1);
    await rig.wait(1000);
    await rig.run(1, outcome);
    expect(rig.gate.site('abc').currentLimit).toBe(1);
  });

  it.each<Outcome>(['network', 'changed', 'refused', 'aborted'])('stays on %s', async (outcome) => {
    await rig.run(3, outcome);
    expect(rig.gate.site('abc').currentLimit).toBe(4);
  });

  it('grows by one after as many answers as it allows, up to the maximum', async () => {
    await rig.run(1, 'timeout');
    expect(rig.gate.site('abc').currentLimit).toBe(2);
    await rig.run(2, 'ok');
    expect(rig.gate.site('abc').currentLimit).toBe(3);
    await rig.run(2, 'ok');
    expect(rig.gate.site('abc').currentLimit).toBe(3);
    await rig.run(1, 'changed');
    expect(rig.gate.site('abc').currentLimit).toBe(4);
    await rig.run(50, 'ok');
    expect(rig.gate.site('abc').currentLimit).toBe(4);
  });
});

describe('a pause that LiveRC asks for', () => {
  async function askForPause(ms: number): Promise<void> {
    const caller = rig.enter();
    await rig.settle();
    caller.pass!.leave({ outcome: 'overloaded', pauseMs: ms });
  }

  it('is waited out by all up to 30 s', async () => {
    await askForPause(30_000);
    const callers = [rig.enter(), rig.enter({ lane: 'background' })];
    await rig.wait(29_999);
    expect(callers).toEqual([{}, {}]);
    await rig.wait(1);
    expect(callers.every((caller) => caller.pass)).toBe(true);
  });

  it('fails all of the site at once beyond 30 s, those in line too', async () => {
    const inside = Array.from({ length: 4 }, () => rig.enter());
    const waiting = rig.enter();
    await rig.settle();
    inside[0]!.pass!.leave({ outcome: 'overloaded', pauseMs: 60_000 });
    const later = rig.enter();
    await rig.settle();
    for (const { error } of [waiting, later]) {
      expect(error).toBeInstanceOf(LivercUnavailableError);
      expect(error).toMatchObject({ retryAfterSeconds: 60, url: URL_OF_PAGE });
    }
    for (const { pass: other } of inside) other!.leave({ outcome: 'ok' });
    await rig.wait(30_000);
    const last = rig.enter();
    await rig.wait(29_999);
    expect(last.pass).toBeUndefined();
    await rig.wait(1);
    expect(last.pass).toBeDefined();
  });

  it('is not shortened by another', async () => {
    const first = rig.enter();
    const second = rig.enter();
    await rig.settle();
    first.pass!.leave({ outcome: 'overloaded', pauseMs: 10_000 });
    second.pass!.leave({ outcome: 'overloaded', pauseMs: 1000 });
    const caller = rig.enter();
    await rig.wait(9999);
    expect(caller.pass).toBeUndefined();
    await rig.wait(1);
    expect(caller.pass).toBeDefined();
  });
});
