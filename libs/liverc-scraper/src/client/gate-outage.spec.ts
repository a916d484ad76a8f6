import { jest } from '@jest/globals';
import { GateRig, URL_OF_PAGE } from '../../test/gate-rig.js';
import { LivercUnavailableError } from '../errors.js';
import { Gate } from './gate.js';
import type { Outcome } from './outcome.js';

const rig = new GateRig(4);

describe('while a site is down', () => {
  it.each<Outcome>(['overloaded', 'network', 'timeout'])(
    'ten times %s in a row close it for a second',
    async (outcome) => {
      await rig.run(9, outcome);
      await rig.run(1, 'changed');
      await rig.run(10, outcome);
      expect(rig.gate.site('abc').isDown).toBe(true);
      const callers = [rig.enter(), rig.enter()];
      await rig.wait(999);
      expect(callers).toEqual([{}, {}]);
      await rig.wait(1);
      expect(callers[0]!.pass).toMatchObject({ probe: true });
      await rig.wait(5000);
      expect(callers[1]).toEqual({});
    },
  );

  it('a probe that fails fails all who waited, and names the cause', async () => {
    await rig.run(10, 'network');
    const callers = [rig.enter(), rig.enter(), rig.enter({ lane: 'background' })];
    await rig.wait(1000);
    callers[0]!.pass!.leave({ outcome: 'overloaded', cause: 'status 503' });
    await rig.settle();
    for (const { error } of callers.slice(1)) {
      expect(error).toBeInstanceOf(LivercUnavailableError);
      expect(error!.message).toBe(`this part of LiveRC is down (status 503): ${URL_OF_PAGE}`);
      expect(error).toMatchObject({ retryAfterSeconds: 2 });
    }
  });

  it('probes leave after 1, 2, 4, 8 and then every 10 s, as long as somebody waits', async () => {
    await rig.run(10, 'network');
    for (const seconds of [1, 2, 4, 8, 10, 10, 10]) {
      const caller = rig.enter();
      await rig.wait(seconds * 1000 - 1);
      expect(caller).toEqual({});
      await rig.wait(1);
      expect(caller.pass).toMatchObject({ probe: true });
      caller.pass!.leave({ outcome: 'timeout' });
    }
    await rig.wait(3_600_000);
    const caller = rig.enter();
    await rig.settle();
    expect(caller.pass).toMatchObject({ probe: true });
  });

  it('a probe that fails fails nobody who came after it had left', async () => {
    await rig.run(10, 'network');
    const callers = [rig.enter(), rig.enter()];
    await rig.wait(1000);
    const later = rig.enter();
    callers[0]!.pass!.leave({ outcome: 'network' });
    await rig.settle();
    expect(callers[1]!.error).toBeDefined();
    expect(later).toEqual({});
    await rig.wait(2000);
    expect(later.pass).toMatchObject({ probe: true });
  });

  it.each(Array.from({ length: 40 }, (_, looks) => looks))(
    'who comes %s looks before a probe may leave is admitted, although looking takes time',
    async (looks) => {
      let lookedMs = 0;
      rig.gate = new Gate({ maximum: 4, now: () => Date.now() + (lookedMs += 0.3) });
      await rig.run(10, 'network');
      lookedMs += rig.gate.site('abc').stoppedMs - 0.3 * looks;
      const caller = rig.enter();
      await rig.wait(1000);
      expect(caller.pass).toMatchObject({ probe: true });
    },
  );

  it('a probe that hangs is followed by another after 10 s', async () => {
    await rig.run(10, 'network');
    const callers = [rig.enter(), rig.enter(), rig.enter()];
    await rig.wait(1000);
    await rig.wait(9999);
    expect(callers.map((caller) => Boolean(caller.pass))).toEqual([true, false, false]);
    await rig.wait(1);
    expect(callers.map((caller) => Boolean(caller.pass))).toEqual([true, true, false]);
    callers[1]!.pass!.leave({ outcome: 'ok' });
    callers[0]!.pass!.leave({ outcome: 'timeout' });
    await rig.settle();
    expect(callers[2]!.pass).toMatchObject({ probe: false });
  });

  it('a probe that hangs and fails in the end does not put the next one off', async () => {
    await rig.run(10, 'network');
    const first = rig.enter();
    await rig.wait(1000);
    const next = rig.enter();
    await rig.wait(9500);
    first.pass!.leave({ outcome: 'timeout' });
    await rig.wait(500);
    expect(next.pass).toMatchObject({ probe: true });
  });

  it('a probe that succeeds lets the others in, one at first', async () => {
    await rig.run(10, 'network');
    const callers = Array.from({ length: 6 }, () => rig.enter());
    await rig.wait(1000);
    callers[0]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(callers.map((caller) => Boolean(caller.pass))).toEqual([
      ...[true, true],
      ...[false, false, false, false],
    ]);
    expect(callers[1]!.pass).toMatchObject({ probe: false });
    callers[1]!.pass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(rig.gate.state).toMatchObject({ inFlight: 2, waiting: 2 });
    expect(rig.gate.site('abc')).toMatchObject({ isDown: false, currentLimit: 2 });
  });

  it('one who aborts as the probe hands it to the next', async () => {
    await rig.run(10, 'network');
    const callers = [rig.enter(), rig.enter()];
    await rig.wait(1000);
    callers[0]!.pass!.leave({ outcome: 'aborted' });
    await rig.settle();
    expect(callers[1]!.pass).toMatchObject({ probe: true });
    expect(rig.gate.site('abc').isDown).toBe(true);
  });

  it('an answer to an older request opens it too', async () => {
    const old = rig.enter();
    await rig.settle();
    await rig.run(10, 'network');
    const callers = [rig.enter(), rig.enter()];
    await rig.wait(1000);
    old.pass!.leave({ outcome: 'ok' });
    expect(rig.gate.site('abc').isDown).toBe(false);
    callers[0]!.pass!.leave({ outcome: 'network' });
    await rig.settle();
    expect(callers[1]!.pass).toMatchObject({ probe: false });
  });

  it('a probe that hangs holds nobody up once older requests are answered', async () => {
    const old = [rig.enter(), rig.enter()];
    await rig.settle();
    await rig.run(10, 'network');
    const callers = [rig.enter(), rig.enter()];
    await rig.wait(1000);
    for (const { pass: oldPass } of old) oldPass!.leave({ outcome: 'ok' });
    await rig.settle();
    expect(callers[1]!.pass).toMatchObject({ probe: false });
  });

  it('older requests that hang hold no probe up', async () => {
    rig.gate = new Gate({ maximum: 24, now: Date.now });
    const callers = Array.from({ length: 24 }, () => rig.enter());
    await rig.settle();
    for (const { pass: late } of callers.slice(14)) late!.leave({ outcome: 'timeout' });
    expect(rig.gate.site('abc')).toMatchObject({ inFlight: 14, currentLimit: 12, isDown: true });
    const caller = rig.enter();
    await rig.wait(1000);
    expect(caller.pass).toMatchObject({ probe: true });
  });

  it('a second outage is probed after a second again', async () => {
    await rig.run(10, 'network');
    for (const outcome of ['network', 'network', 'ok'] as const) {
      const caller = rig.enter();
      await rig.wait(10_000);
      caller.pass!.leave({ outcome });
    }
    await rig.run(10, 'network');
    const caller = rig.enter();
    await rig.wait(1000);
    expect(caller.pass).toMatchObject({ probe: true });
  });

  it('no timer runs when nobody waits any more', async () => {
    await rig.run(10, 'network');
    const controller = new AbortController();
    rig.enter({ signal: controller.signal });
    expect(jest.getTimerCount()).toBe(1);
    controller.abort();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('failures of older requests do not put the probe off', async () => {
    const old = [rig.enter(), rig.enter(), rig.enter()];
    await rig.settle();
    await rig.run(10, 'network');
    const caller = rig.enter();
    await rig.wait(500);
    for (const { pass: oldPass } of old) oldPass!.leave({ outcome: 'timeout' });
    await rig.wait(500);
    expect(caller.pass).toMatchObject({ probe: true });
  });
});
