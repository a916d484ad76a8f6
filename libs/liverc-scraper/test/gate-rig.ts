import { afterEach, beforeEach, jest } from '@jest/globals';
import { Gate } from '../src/client/gate.js';
import type { Lane, Outcome } from '../src/client/outcome.js';
import type { Pass, Visit } from '../src/client/visit.js';
import { Waiters } from '../src/client/waiters.js';

export const URL_OF_PAGE = 'https://abc.liverc.com/events/';

/** One who has asked to enter, and how far that has come. */
export interface Caller {
  pass?: Pass;
  error?: Error;
}

/** Who enters for what; where nothing is said, somebody for a page of the site `abc`. */
export interface Entering extends Partial<Visit> {
  key?: string;
  lane?: Lane;
}

/** One gate, on a clock that stands still, for each test of a suite. */
export class GateRig {
  gate: Gate;

  /** Prepares and clears up around each test of the suite that calls this. */
  constructor(maximum: number) {
    beforeEach(() => {
      jest.useFakeTimers();
      this.gate = new Gate({ maximum, now: Date.now });
    });
    afterEach(() => {
      this.gate.close();
      jest.useRealTimers();
    });
  }

  enter({ key = 'somebody', lane = 'people', ...visit }: Entering = {}): Caller {
    const caller: Caller = {};
    const { signal } = new AbortController();
    const waiters = Waiters.of({ key, lane });
    const mayTakeBack = () => true;
    this.gate
      .enter({
        url: URL_OF_PAGE,
        site: 'abc',
        rank: 'other',
        waiters,
        signal,
        mayTakeBack,
        ...visit,
      })
      .then(
        (pass) => (caller.pass = pass),
        (error: Error) => (caller.error = error),
      );
    return caller;
  }

  /** Lets time pass. */
  async wait(ms: number): Promise<void> {
    await jest.advanceTimersByTimeAsync(ms);
  }

  /** Lets all that is due happen. */
  settle(): Promise<void> {
    return this.wait(0);
  }

  /** Sends so many requests one after the other, each ending in `outcome`. */
  async run(count: number, outcome: Outcome, entering?: Entering): Promise<void> {
    for (let i = 0; i < count; i++) {
      const caller = this.enter(entering);
      await this.settle();
      caller.pass!.leave({ outcome });
    }
  }
}
