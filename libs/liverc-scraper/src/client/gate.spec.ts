import { jest } from '@jest/globals';
import { LivercUnavailableError } from '../errors.js';
import { Gate, type Pass, type Visit } from './gate.js';
import type { Outcome } from './outcome.js';

const URL_OF_PAGE = 'https://abc.liverc.com/events/';

let gate: Gate;

beforeEach(() => {
  jest.useFakeTimers();
  gate = new Gate({ maximum: 4, now: Date.now });
});

afterEach(() => {
  gate.close();
  jest.useRealTimers();
});

/** One who has asked to enter, and how far that has come. */
interface Caller {
  pass?: Pass;
  error?: Error;
}

function enter(visit: Partial<Visit> = {}): Caller {
  const caller: Caller = {};
  const { signal } = new AbortController();
  gate.enter({ url: URL_OF_PAGE, lane: 'people', signal, again: false, ...visit }).then(
    (pass) => (caller.pass = pass),
    (error: Error) => (caller.error = error),
  );
  return caller;
}

const settle = () => jest.advanceTimersByTimeAsync(0);
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

/** Sends so many requests one after the other, each ending in `outcome`. */
async function run(count: number, outcome: Outcome): Promise<void> {
  for (let i = 0; i < count; i++) {
    const caller = enter();
    await settle();
    caller.pass!.leave({ outcome });
  }
}

describe('the gate', () => {
  it('lets the maximum in, then one for each that leaves', async () => {
    const callers = Array.from({ length: 6 }, () => enter());
    await settle();
    expect(callers.filter((caller) => caller.pass)).toHaveLength(4);
    expect(gate.state).toMatchObject({ inFlight: 4, waiting: 2 });
    callers[0]!.pass!.leave({ outcome: 'ok' });
    await settle();
    expect(callers[4]!.pass).toBeDefined();
    expect(callers[5]!.pass).toBeUndefined();
  });

  it('counts a pass that is given back twice once', async () => {
    const callers = Array.from({ length: 6 }, () => enter());
    await settle();
    callers[0]!.pass!.leave({ outcome: 'ok' });
    callers[0]!.pass!.leave({ outcome: 'ok' });
    await settle();
    expect(gate.state).toMatchObject({ inFlight: 4, waiting: 1 });
  });

  it('serves people before background, in the order of coming, a second attempt first', async () => {
    const inside = Array.from({ length: 4 }, () => enter());
    await settle();
    const order: string[] = [];
    const join = (name: string, visit: Partial<Visit>) => {
      const caller = enter(visit);
      return { name, caller };
    };
    const waiting = [
      join('background 1', { lane: 'background' }),
      join('people 1', {}),
      join('background 2', { lane: 'background' }),
      join('people 2', {}),
      join('people again', { again: true }),
      join('background again', { lane: 'background', again: true }),
    ];
    for (let left = inside; left.length > 0;) {
      for (const caller of left) caller.pass!.leave({ outcome: 'ok' });
      await settle();
      const admitted = waiting.filter(({ name, caller }) => caller.pass && !order.includes(name));
      order.push(...admitted.map(({ name }) => name));
      left = admitted.map(({ caller }) => caller);
    }
    expect(order.slice(0, 4).sort()).toEqual([
      'background again',
      'people 1',
      'people 2',
      'people again',
    ]);
    expect(order.slice(4)).toEqual(['background 1', 'background 2']);
  });

  it('forgets one who aborts at once, and rejects with the reason', async () => {
    const inside = Array.from({ length: 4 }, () => enter());
    const controller = new AbortController();
    const aborted = enter({ signal: controller.signal });
    const next = enter();
    controller.abort(new Error('left'));
    expect(gate.state.waiting).toBe(1);
    await settle();
    expect(aborted.error?.message).toBe('left');
    inside[0]!.pass!.leave({ outcome: 'aborted' });
    await settle();
    expect(next.pass).toBeDefined();
    expect(enter({ signal: AbortSignal.abort(new Error('gone')) })).toEqual({});
    expect(gate.state.waiting).toBe(0);
  });
});

describe('the limit', () => {
  it.each<Outcome>(['overloaded', 'timeout'])('halves on %s, once a second', async (outcome) => {
    await run(2, outcome);
    expect(gate.state.limit).toBe(2);
    await pass(1000);
    await run(1, outcome);
    expect(gate.state.limit).toBe(1);
    await pass(1000);
    await run(1, outcome);
    expect(gate.state.limit).toBe(1);
  });

  it.each<Outcome>(['network', 'changed', 'refused', 'aborted'])('stays on %s', async (outcome) => {
    await run(3, outcome);
    expect(gate.state.limit).toBe(4);
  });

  it('grows by one after as many answers as it allows, up to the maximum', async () => {
    await run(1, 'timeout');
    expect(gate.state.limit).toBe(2);
    await run(2, 'ok');
    expect(gate.state.limit).toBe(3);
    await run(2, 'ok');
    expect(gate.state.limit).toBe(3);
    await run(1, 'changed');
    expect(gate.state.limit).toBe(4);
    await run(50, 'ok');
    expect(gate.state.limit).toBe(4);
  });
});

describe('a pause that LiveRC asks for', () => {
  async function askForPause(ms: number): Promise<void> {
    const caller = enter();
    await settle();
    caller.pass!.leave({ outcome: 'overloaded', pauseMs: ms });
  }

  it('is waited out by all up to 30 s', async () => {
    await askForPause(30_000);
    const callers = [enter(), enter({ lane: 'background' })];
    await pass(29_999);
    expect(callers).toEqual([{}, {}]);
    await pass(1);
    expect(callers.every((caller) => caller.pass)).toBe(true);
  });

  it('fails all at once beyond 30 s, those in line too', async () => {
    const inside = Array.from({ length: 4 }, () => enter());
    const waiting = enter();
    await settle();
    inside[0]!.pass!.leave({ outcome: 'overloaded', pauseMs: 90_000 });
    const later = enter();
    await settle();
    for (const { error } of [waiting, later]) {
      expect(error).toBeInstanceOf(LivercUnavailableError);
      expect(error).toMatchObject({ retryAfterSeconds: 90, url: URL_OF_PAGE });
    }
    for (const { pass: other } of inside) other!.leave({ outcome: 'ok' });
    await pass(60_000);
    const last = enter();
    await pass(30_000);
    expect(last.pass).toBeDefined();
  });

  it('is not shortened by another', async () => {
    const first = enter();
    const second = enter();
    await settle();
    first.pass!.leave({ outcome: 'overloaded', pauseMs: 10_000 });
    second.pass!.leave({ outcome: 'overloaded', pauseMs: 1000 });
    const caller = enter();
    await pass(9999);
    expect(caller.pass).toBeUndefined();
    await pass(1);
    expect(caller.pass).toBeDefined();
  });
});

describe('while LiveRC is down', () => {
  it.each<Outcome>(['overloaded', 'network', 'timeout'])(
    'ten times %s in a row close the gate for a second',
    async (outcome) => {
      await run(9, outcome);
      await run(1, 'changed');
      await run(10, outcome);
      expect(gate.state.open).toBe(true);
      const callers = [enter(), enter()];
      await pass(999);
      expect(callers).toEqual([{}, {}]);
      await pass(1);
      expect(callers[0]!.pass).toMatchObject({ probe: true });
      await pass(5000);
      expect(callers[1]).toEqual({});
    },
  );

  it('a probe that fails fails all who waited, and names the cause', async () => {
    await run(10, 'network');
    const callers = [enter(), enter(), enter({ lane: 'background' })];
    await pass(1000);
    callers[0]!.pass!.leave({ outcome: 'overloaded', cause: 'status 503' });
    await settle();
    for (const { error } of callers.slice(1)) {
      expect(error).toBeInstanceOf(LivercUnavailableError);
      expect(error!.message).toBe(`LiveRC is down (status 503): ${URL_OF_PAGE}`);
      expect(error).toMatchObject({ retryAfterSeconds: 2 });
    }
  });

  it('probes leave after 1, 2, 4, 8 and then every 10 s, as long as somebody waits', async () => {
    await run(10, 'network');
    for (const seconds of [1, 2, 4, 8, 10, 10, 10]) {
      const caller = enter();
      await pass(seconds * 1000 - 1);
      expect(caller).toEqual({});
      await pass(1);
      expect(caller.pass).toMatchObject({ probe: true });
      caller.pass!.leave({ outcome: 'timeout' });
    }
    await pass(3_600_000);
    const caller = enter();
    await settle();
    expect(caller.pass).toMatchObject({ probe: true });
  });

  it('a probe that succeeds lets the others in, one at first', async () => {
    await run(10, 'network');
    const callers = Array.from({ length: 6 }, () => enter());
    await pass(1000);
    callers[0]!.pass!.leave({ outcome: 'ok' });
    await settle();
    expect(callers.map((caller) => Boolean(caller.pass))).toEqual([
      ...[true, true],
      ...[false, false, false, false],
    ]);
    expect(callers[1]!.pass).toMatchObject({ probe: false });
    callers[1]!.pass!.leave({ outcome: 'ok' });
    await settle();
    expect(gate.state).toMatchObject({ inFlight: 2, waiting: 2, open: false, limit: 2 });
  });

  it('one who aborts as the probe hands it to the next', async () => {
    await run(10, 'network');
    const callers = [enter(), enter()];
    await pass(1000);
    callers[0]!.pass!.leave({ outcome: 'aborted' });
    await settle();
    expect(callers[1]!.pass).toMatchObject({ probe: true });
    expect(gate.state.open).toBe(true);
  });

  it('an answer to an older request opens the gate too', async () => {
    const old = enter();
    await settle();
    await run(10, 'network');
    const callers = [enter(), enter()];
    await pass(1000);
    old.pass!.leave({ outcome: 'ok' });
    expect(gate.state.open).toBe(false);
    callers[0]!.pass!.leave({ outcome: 'network' });
    await settle();
    expect(callers[1]!.pass).toMatchObject({ probe: false });
  });

  it('a probe that hangs holds nobody up once older requests are answered', async () => {
    const old = [enter(), enter()];
    await settle();
    await run(10, 'network');
    const callers = [enter(), enter()];
    await pass(1000);
    for (const { pass: oldPass } of old) oldPass!.leave({ outcome: 'ok' });
    await settle();
    expect(callers[1]!.pass).toMatchObject({ probe: false });
  });

  it('older requests that hang hold no probe up', async () => {
    gate = new Gate({ maximum: 24, now: Date.now });
    const callers = Array.from({ length: 24 }, () => enter());
    await settle();
    for (const { pass: late } of callers.slice(14)) late!.leave({ outcome: 'timeout' });
    expect(gate.state).toMatchObject({ inFlight: 14, limit: 12, open: true });
    const caller = enter();
    await pass(1000);
    expect(caller.pass).toMatchObject({ probe: true });
  });

  it('a second outage is probed after a second again', async () => {
    await run(10, 'network');
    for (const outcome of ['network', 'network', 'ok'] as const) {
      const caller = enter();
      await pass(10_000);
      caller.pass!.leave({ outcome });
    }
    await run(10, 'network');
    const caller = enter();
    await pass(1000);
    expect(caller.pass).toMatchObject({ probe: true });
  });

  it('no timer runs when nobody waits any more', async () => {
    await run(10, 'network');
    const controller = new AbortController();
    enter({ signal: controller.signal });
    expect(jest.getTimerCount()).toBe(1);
    controller.abort();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('failures of older requests do not put the probe off', async () => {
    const old = [enter(), enter(), enter()];
    await settle();
    await run(10, 'network');
    const caller = enter();
    await pass(500);
    for (const { pass: oldPass } of old) oldPass!.leave({ outcome: 'timeout' });
    await pass(500);
    expect(caller.pass).toMatchObject({ probe: true });
  });
});
