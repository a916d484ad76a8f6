import { jest } from '@jest/globals';
import fc from 'fast-check';
import { Gate, type Pass } from './gate.js';
import type { Lane, Outcome } from './outcome.js';

const MAXIMUM = 3;
const OUTCOMES: Outcome[] = [
  ...(['ok', 'changed', 'refused', 'overloaded', 'network', 'timeout', 'aborted'] as const),
];

interface Caller {
  id: number;
  lane: Lane;
  controller: AbortController;
  state: 'waiting' | 'inside' | 'refused' | 'aborted' | 'done';
  pass?: Pass;
}

/** What is done to the gate and what it must then be like. */
class World {
  readonly gate = new Gate({ maximum: MAXIMUM, now: Date.now });
  readonly callers: Caller[] = [];
  /** Callers that were still waiting when one who should come later was admitted. */
  readonly passedOver: Caller[] = [];

  enter(lane: Lane): void {
    const controller = new AbortController();
    const id = this.callers.length;
    const caller: Caller = { id, lane, controller, state: 'waiting' };
    this.callers.push(caller);
    const visit = { url: `page ${id}`, lane, signal: controller.signal, again: false };
    this.gate.enter(visit).then(
      (pass) => this.admitted(caller, pass),
      () => (caller.state = controller.signal.aborted ? 'aborted' : 'refused'),
    );
  }

  leave(index: number, outcome: Outcome, pauseMs?: number): void {
    const inside = this.in('inside');
    const caller = inside[index % Math.max(1, inside.length)];
    if (!caller) return;
    caller.state = 'done';
    caller.pass!.leave({ outcome, pauseMs });
  }

  abort(index: number): void {
    const waiting = this.in('waiting');
    waiting[index % Math.max(1, waiting.length)]?.controller.abort();
  }

  in(state: Caller['state']): Caller[] {
    return this.callers.filter((caller) => caller.state === state);
  }

  check(): void {
    const inside = this.in('inside');
    expect(this.passedOver).toEqual([]);
    expect(inside.length).toBeLessThanOrEqual(MAXIMUM);
    expect(this.gate.state.inFlight).toBe(inside.length);
    expect(this.gate.state.waiting).toBe(this.in('waiting').length);
    expect(this.gate.state.limit).toBeGreaterThanOrEqual(1);
    expect(this.gate.state.limit).toBeLessThanOrEqual(MAXIMUM);
  }

  private admitted(caller: Caller, pass: Pass): void {
    const passedOver = this.in('waiting').filter(({ lane, id, controller }) => {
      const before = lane === caller.lane ? id < caller.id : lane === 'people';
      return before && !controller.signal.aborted;
    });
    if (passedOver.length > 0) this.passedOver.push(...passedOver);
    caller.state = 'inside';
    caller.pass = pass;
  }
}

type Step = (world: World) => void | Promise<void>;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Lane>('people', 'background').map(enterStep) },
  { weight: 4, arbitrary: fc.tuple(fc.nat(9), fc.constantFrom(...OUTCOMES)).map(leaveStep) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(9), fc.constantFrom(500, 29_000, 40_000)).map(pauseStep),
  },
  {
    weight: 2,
    arbitrary: fc.nat(9).map(
      (index): Step =>
        (world) =>
          world.abort(index),
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(1, 999, 12_000).map(waitStep) },
);

function enterStep(lane: Lane): Step {
  return (world) => world.enter(lane);
}

function leaveStep([index, outcome]: [number, Outcome]): Step {
  return (world) => world.leave(index, outcome);
}

function pauseStep([index, pauseMs]: [number, number]): Step {
  return (world) => world.leave(index, 'overloaded', pauseMs);
}

function waitStep(ms: number): Step {
  return async () => void (await jest.advanceTimersByTimeAsync(ms));
}

describe('the gate, whatever happens', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('never lets too many in, keeps the order, forgets who left, and serves all in the end', async () => {
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
