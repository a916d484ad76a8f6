import { LivercUnavailableError } from '../errors.js';
import { AdaptiveLimit } from './adaptive-limit.js';
import { Breaker } from './breaker.js';
import { isTrouble, type Lane, type Outcome } from './outcome.js';
import { WaitingLine } from './waiting-line.js';

/** A pause asked for by LiveRC is waited out up to this length; a longer one fails requests. */
export const LONGEST_WAIT_MS = 30_000;

/** One who wants to send a request. */
export interface Visit {
  /** The page wanted, for the error in case it can't be had. */
  url: string;
  lane: Lane;
  signal: AbortSignal;
  /** Sent before and failed: goes to the head of its lane. */
  again: boolean;
}

/** The right to send one request. */
export interface Pass {
  /** Whether this request tells if a LiveRC that was down is back. */
  readonly probe: boolean;
  /** Gives the right back, once, with what came of it. */
  leave(result: { outcome: Outcome; cause?: string; pauseMs?: number }): void;
}

export interface GateOptions {
  /** Most requests in flight. */
  maximum: number;
  /** Monotonic milliseconds. */
  now: () => number;
  /** See {@link Breaker}; 1 outside tests. */
  probePauseScale?: number;
}

/** Of the requests in flight, background work leaves this part to people, who may come any time. */
const PART_FOR_PEOPLE = 0.3;

interface Waiting {
  url: string;
  lane: Lane;
  /** Counts those who came before. */
  number: number;
  admit(pass: Pass): void;
  refuse(error: Error): void;
}

/**
 * The one way out to LiveRC, for all tracks and all users of the process. Invariants: never more
 * than the maximum in flight, and of background work always less where there is room for more than
 * one; while LiveRC is down single probes only; whoever aborts is out of the line at once; whoever
 * waits is admitted or refused in the end.
 */
export class Gate {
  private readonly line = new WaitingLine<Waiting>();
  private readonly limit: AdaptiveLimit;
  private readonly breaker: Breaker;
  private flying = 0;
  private flyingInBackground = 0;
  private visits = 0;
  private pausedUntil = -Infinity;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: GateOptions) {
    this.limit = new AdaptiveLimit(options.maximum);
    this.breaker = new Breaker(options.probePauseScale);
  }

  get state() {
    return {
      inFlight: this.flying,
      waiting: this.line.length,
      limit: this.limit.current,
      open: this.breaker.open,
    };
  }

  /**
   * Waits until a request may be sent.
   *
   * @throws LivercUnavailableError when LiveRC asked for a long pause, or is still down
   * @throws the signal's reason, when it aborts
   */
  enter(visit: Visit): Promise<Pass> {
    if (visit.signal.aborted) return Promise.reject(visit.signal.reason);
    if (this.pauseLeft() > LONGEST_WAIT_MS) return Promise.reject(this.pausedError(visit.url));
    return new Promise((resolve, reject) => {
      const { signal } = visit;
      const abort = () => {
        place.leave();
        if (this.line.length === 0) clearTimeout(this.timer);
        reject(signal.reason);
      };
      const waiting: Waiting = {
        url: visit.url,
        lane: visit.lane,
        number: this.visits++,
        admit: (pass) => {
          signal.removeEventListener('abort', abort);
          resolve(pass);
        },
        refuse: (error) => {
          signal.removeEventListener('abort', abort);
          reject(error);
        },
      };
      const place = this.line.join(waiting, visit.lane, visit.again);
      signal.addEventListener('abort', abort, { once: true });
      this.admit();
    });
  }

  /** Stops the timer; those who wait are left to their signals. */
  close(): void {
    clearTimeout(this.timer);
  }

  private admit(): void {
    while (this.line.has(this.whoMayGo())) {
      const wait = this.waitMs();
      if (wait === Infinity) return;
      if (wait > 0) return this.admitIn(wait);
      const probe = this.breaker.open;
      if (probe) this.breaker.probeSent(this.options.now());
      const next = this.line.next(this.whoMayGo())!;
      this.flying++;
      if (next.lane === 'background') this.flyingInBackground++;
      next.admit(this.pass(probe, next.lane));
    }
  }

  /** A probe is everybody's. */
  private whoMayGo(): 'people' | 'anybody' {
    const most = Math.max(1, Math.floor(this.limit.current * (1 - PART_FOR_PEOPLE)));
    return this.breaker.open || this.flyingInBackground < most ? 'anybody' : 'people';
  }

  /** Milliseconds until one more may go; Infinity when one in flight has to come back first. */
  private waitMs(): number {
    const { breaker } = this;
    const most = breaker.open ? this.options.maximum : this.limit.current;
    if (this.flying >= most) return Infinity;
    const untilProbe = breaker.open ? breaker.probeAt - this.options.now() : 0;
    return Math.max(0, this.pauseLeft(), untilProbe);
  }

  private admitIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.admit(), Math.ceil(ms));
  }

  private pass(probe: boolean, lane: Lane): Pass {
    const sentAt = this.visits;
    let left = false;
    return {
      probe,
      leave: ({ outcome, cause = outcome, pauseMs }) => {
        if (left) return;
        left = true;
        this.flying--;
        if (lane === 'background') this.flyingInBackground--;
        this.learn(outcome);
        if (probe && this.breaker.open) this.judgeProbe(outcome, cause, sentAt);
        if (pauseMs !== undefined) this.pause(pauseMs);
        this.admit();
      },
    };
  }

  private learn(outcome: Outcome): void {
    const now = this.options.now();
    if (outcome === 'aborted') return;
    if (!isTrouble(outcome)) {
      if (this.breaker.answered()) this.limit.restart();
      else this.limit.rise();
      return;
    }
    if (outcome !== 'network') this.limit.fall(now);
    this.breaker.failed(now);
  }

  /**
   * Fails, with a probe that failed, all who waited when it left. Those who came later wait for the
   * next one: LiveRC may have come back while this one hung.
   */
  private judgeProbe(outcome: Outcome, cause: string, sentAt: number): void {
    const now = this.options.now();
    if (outcome === 'aborted') return this.breaker.probeGivenUp(now);
    this.breaker.probeFailed(now);
    const seconds = Math.max(1, Math.ceil((this.breaker.probeAt - now) / 1000));
    this.refuse(
      ({ number }) => number < sentAt,
      (url) => new LivercUnavailableError(`LiveRC is down (${cause}): ${url}`, url, seconds),
    );
  }

  private pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.options.now() + ms);
    if (this.pauseLeft() <= LONGEST_WAIT_MS) return;
    this.refuse(
      () => true,
      (url) => this.pausedError(url),
    );
  }

  private pauseLeft(): number {
    return this.pausedUntil - this.options.now();
  }

  private pausedError(url: string): LivercUnavailableError {
    const seconds = Math.ceil(this.pauseLeft() / 1000);
    const message = `LiveRC asked us to wait ${seconds} s: ${url}`;
    return new LivercUnavailableError(message, url, seconds);
  }

  private refuse(whom: (waiting: Waiting) => boolean, errorFor: (url: string) => Error): void {
    for (const { url, refuse } of this.line.takeAll(whom)) refuse(errorFor(url));
  }
}
