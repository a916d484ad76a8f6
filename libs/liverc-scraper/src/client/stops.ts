import { Breaker, type ToldBreaker } from './breaker.js';
import type { Outcome } from './outcome.js';
import { Pause, type ToldPause } from './pause.js';

/** Which stops of its site a request probes. */
export interface Probes {
  readonly breaker: boolean;
  readonly pause: boolean;
}

/** What one process tells the others of a site's stops; durations from now on, in milliseconds. */
interface ToldStops {
  breaker: ToldBreaker | null;
  pause: ToldPause | null;
}

/** What one process has found out about a site that is stopped, or was until now. */
export interface SiteNews extends ToldStops {
  /** Why it was stopped. */
  outcome: Outcome;
}

/** What keeps a site from being asked: it is down, or has asked for a pause. */
export class Stops {
  private readonly breaker: Breaker;
  private readonly pause = new Pause();

  /** @param now monotonic milliseconds */
  constructor(
    private readonly now: () => number,
    probePauseScale?: number,
  ) {
    this.breaker = new Breaker(probePauseScale);
  }

  /** It counts as down: single requests only, as probes. */
  get isDown(): boolean {
    return this.breaker.open;
  }

  /** Whether a request that leaves now tells if a site that was stopped is well again. */
  get isProbing(): boolean {
    return this.breaker.open || this.pause.isProbing(this.now());
  }

  /** How long it has asked not to be asked; milliseconds. */
  get pauseMs(): number {
    return this.pause.waitMs(this.now());
  }

  /** In how many milliseconds it may be asked again; 0 when it is not stopped. */
  get stoppedMs(): number {
    const probeMs = this.breaker.open ? this.breaker.probeAt - this.now() : 0;
    return Math.max(0, this.pauseMs, probeMs);
  }

  get told(): ToldStops {
    return { breaker: this.breaker.told(this.now()), pause: this.pause.told(this.now()) };
  }

  /**
   * Notes what another process has found out.
   *
   * @returns whether that ended a stop
   */
  hear({ breaker, pause }: ToldStops): boolean {
    const [now, wasProbing] = [this.now(), this.isProbing];
    this.breaker.hear(breaker, now);
    this.pause.hear(pause, now);
    return wasProbing && !this.isProbing;
  }

  /** Notes that a request leaves. */
  send(): Probes {
    const now = this.now();
    const probes = { breaker: this.breaker.open, pause: this.pause.isProbing(now) };
    if (probes.breaker) this.breaker.probeSent(now);
    if (probes.pause) this.pause.probeSent(now);
    return probes;
  }

  failed(probes: Probes): void {
    const now = this.now();
    this.breaker.failed(now);
    if (probes.breaker && this.breaker.open) this.breaker.probeFailed(now);
  }

  /** Notes an answer; true when it ended a stop. */
  answered(probes: Probes): boolean {
    const isUp = this.breaker.answered();
    if (!probes.pause || !this.pause.isProbing(this.now())) return isUp;
    this.pause.end();
    return true;
  }

  /** Notes that a request was given up before it could tell anything. */
  givenUp(probes: Probes): void {
    const now = this.now();
    if (probes.breaker && this.breaker.open) this.breaker.probeSoon(now);
    if (probes.pause && this.pause.isProbing(now)) this.pause.probeSoon(now);
  }

  /** Notes that the site asks for a pause. */
  ask(pauseMs: number): void {
    this.pause.ask(pauseMs, this.now());
  }

  /** LiveRC is back: what was stopped with it is probed at once. */
  probeSoon(): void {
    if (this.breaker.open) this.breaker.probeSoon(this.now());
  }
}
