import { jest } from '@jest/globals';
import fc from 'fast-check';
import { Gate } from './gate.js';
import type { Lane, Outcome } from './outcome.js';
import { RANKS } from './turn-round.js';
import type { Pass } from './visit.js';
import { type Turn, Waiters } from './waiters.js';

const MAXIMUM = 5;
const SITES = ['ashford', 'birch', 'cedar', 'dunmore', 'elm'];
const KEYS = ['anna', 'ben', 'carl', 'dora'];
const OUTCOMES: Outcome[] = [
  ...(['ok', 'changed', 'refused', 'overloaded', 'network', 'timeout', 'aborted'] as const),
];
/** As long as the gate remembers whom it has served. */
const MEMORY_MS = 30_000;

interface Caller {
  turn: Turn;
  site: string;
  cameAt: number;
  waiters: Waiters;
  controller: AbortController;
  state: 'waiting' | 'inside' | 'refused' | 'aborted' | 'done';
  pass?: Pass;
}

/** What is done to the gate and what it must then be like. */
class World {
  readonly gate = new Gate({ maximum: MAXIMUM, now: Date.now });
  readonly callers: Caller[] = [];
  /** What went wrong at an admission. */
  readonly wrongs: string[] = [];
  /** Step and moment at which each person was served last. */
  private readonly served = new Map<string, { step: number; at: number }>();
  private step = 0;

  enter(turn: Turn, site: string, rank: number): void {
    const controller = new AbortController();
    const waiters = Waiters.of(turn);
    const cameAt = this.step++;
    const caller: Caller = { turn, site, cameAt, waiters, controller, state: 'waiting' };
    this.callers.push(caller);
    const { signal } = controller;
    const rest = { rank: RANKS[rank]!, mayTakeBack: () => cameAt % 3 > 0 };
    const visit = { url: `page ${cameAt}`, site, waiters, signal, ...rest };
    this.gate.enter(visit).then(
      (pass) => this.admitted(caller, pass),
      () => (caller.state = signal.aborted ? 'aborted' : 'refused'),
    );
  }

  leave(index: number, outcome: Outcome, pauseMs?: number): void {
    const inside = this.in('inside');
    const caller = inside[index % Math.max(1, inside.length)];
    if (!caller) return;
    caller.state = 'done';
    caller.pass!.leave({ outcome, pauseMs });
  }

  /** Everything in flight to a site hangs no longer, and fails. */
  hang(site: string): void {
    for (const caller of this.in('inside').filter((one) => one.site === site)) {
      caller.state = 'done';
      caller.pass!.leave({ outcome: 'timeout' });
    }
  }

  abort(index: number): void {
    const waiting = this.in('waiting');
    waiting[index % Math.max(1, waiting.length)]?.controller.abort();
  }

  in(state: Caller['state']): Caller[] {
    return this.callers.filter((caller) => caller.state === state);
  }

  check(): void {
    const { inFlight, waiting, limit, down } = this.gate.state;
    expect(this.wrongs).toEqual([]);
    expect(inFlight).toBe(this.in('inside').length);
    expect(inFlight).toBeLessThanOrEqual(MAXIMUM);
    expect(waiting).toBe(this.in('waiting').length);
    expect(limit).toBeGreaterThanOrEqual(1);
    expect(limit).toBeLessThanOrEqual(MAXIMUM);
    // The last place may be kept for one who comes next.
    if (inFlight < limit - 1 && !down) expect(this.waitingForNothing()).toEqual([]);
  }

  /** There is room, and nothing is wrong with the site. */
  private waitingForNothing(): string[] {
    const people = this.in('waiting').filter(({ turn }) => turn.lane === 'people');
    return people
      .map((caller) => caller.site)
      .filter((name) => {
        const site = this.gate.site(name);
        return site.waitMs('people') === 0 && !site.isSuspect;
      });
  }

  private admitted(caller: Caller, pass: Pass): void {
    const { key, lane } = caller.turn;
    const before = this.served.get(`${lane} ${key}`);
    for (const other of this.in('waiting')) {
      if (other === caller || other.controller.signal.aborted) continue;
      if (other.site !== caller.site || other.turn.lane !== lane || other.turn.key === key)
        continue;
      const itsLast = this.served.get(`${lane} ${other.turn.key}`)?.step ?? -1;
      const served = before && Date.now() - before.at < MEMORY_MS ? before.step : -1;
      if (other.cameAt < served && itsLast < served) {
        this.wrongs.push(`${key} was served twice while ${other.turn.key} waited`);
      }
    }
    const site = this.gate.site(caller.site);
    if (!pass.probe && site.inFlight > site.currentLimit + 2) this.wrongs.push('beyond the limit');
    this.served.set(`${lane} ${key}`, { step: this.step++, at: Date.now() });
    caller.state = 'inside';
    caller.pass = pass;
    pass.signal.addEventListener('abort', () => {
      caller.state = 'done';
      pass.leave({ outcome: 'aborted' });
    });
  }
}

type Step = (world: World) => unknown;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...KEYS),
        fc.constantFrom<Lane>('people', 'people', 'background'),
        fc.constantFrom(...SITES),
        fc.nat(2),
      )
      .map(([key, lane, site, rank]): Step => {
        return (world) => world.enter({ key, lane }, site, rank);
      }),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(9), fc.constantFrom(...OUTCOMES)).map(
      ([index, outcome]): Step =>
        (world) =>
          world.leave(index, outcome),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(9), fc.constantFrom(500, 29_000, 40_000, 600_000)).map(
      ([index, pauseMs]): Step =>
        (world) =>
          world.leave(index, 'overloaded', pauseMs),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...SITES).map(
      (site): Step =>
        (world) =>
          world.hang(site),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(9).map(
      (index): Step =>
        (world) =>
          world.abort(index),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(1, 999, 12_000).map(
      (ms): Step =>
        () =>
          jest.advanceTimersByTimeAsync(ms),
    ),
  },
);

describe('the gate, whatever happens', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('never lets too many in, goes round, forgets who left, and serves all in the end', async () => {
    const steps = fc.array(step, { maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const world = new World();
        for (const act of list) {
          await act(world);
          await jest.advanceTimersByTimeAsync(0);
          world.check();
        }
        await drain(world);
        expect(world.gate.state).toMatchObject({ inFlight: 0, waiting: 0 });
        expect([...world.in('waiting'), ...world.in('inside')]).toEqual([]);
        expect(jest.getTimerCount()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

/** Lets all who are inside succeed, again and again, for as long as any pause can take. */
async function drain(world: World): Promise<void> {
  for (let i = 0; i < world.callers.length + 5; i++) {
    await jest.advanceTimersByTimeAsync(10_000);
    while (world.in('inside').length > 0) world.leave(0, 'ok');
  }
  await jest.advanceTimersByTimeAsync(60_000);
}
