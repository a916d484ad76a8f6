import { AdaptiveLimit } from './adaptive-limit.js';
import { Breaker } from './breaker.js';
import { isOldTrouble, isTrouble, type Outcome, TOLD_FOR_MS } from './outcome.js';

/** So many sites have to agree, within this time, before LiveRC as a whole is judged. */
const SITES_TO_AGREE = 3;
const AGREE_WITHIN_MS = 30_000;

/**
 * LiveRC as a whole, as far as its sites agree: at least three whose last answer within 30 s was a
 * failure, and more than half of all that were asked in that time. While they do, failures slow all
 * requests; ten failures in a row, of whichever sites, stop them but for single probes.
 */
export class WholeLiverc {
  private readonly limit: AdaptiveLimit;
  private readonly breaker: Breaker;
  /** When each site was heard of last, the oldest first, and whether it failed then. */
  private readonly heardOf = new Map<string, { at: number; failed: boolean }>();
  private failingNow = false;
  private changedAt: number | null = null;
  private troubledAt = -Infinity;

  /** @param now monotonic milliseconds */
  constructor(
    maximum: number,
    private readonly now: () => number,
    probePauseScale?: number,
  ) {
    this.limit = new AdaptiveLimit(maximum);
    this.breaker = new Breaker(probePauseScale);
  }

  /** How many requests may be in flight, late ones left out. */
  get currentLimit(): number {
    return this.limit.current;
  }

  setMaximum(maximum: number): void {
    this.limit.setMaximum(maximum);
  }

  /** It counts as down: single requests only, as probes. */
  get isDown(): boolean {
    return this.breaker.open;
  }

  /** In how many milliseconds it may be probed; 0 while it is not down. */
  get stoppedMs(): number {
    return this.isDown ? Math.max(0, this.breaker.probeAt - this.now()) : 0;
  }

  get isFailing(): boolean {
    return this.failingNow;
  }

  /** When the present state began, monotonic milliseconds; null before the first answer. */
  get since(): number | null {
    return this.changedAt;
  }

  /**
   * What is to be told of it: it does not count as failing when nobody has asked it for long.
   *
   * @param isAsked requests are in flight, or wait
   */
  told(isAsked: boolean): { failing: boolean; since: number | null } {
    const isOld = this.failingNow && isOldTrouble(this.troubledAt, this.now());
    if (isOld && !isAsked) return { failing: false, since: this.troubledAt + TOLD_FOR_MS };
    return { failing: this.isFailing, since: this.since };
  }

  /** Notes that a probe leaves. */
  probeSent(): void {
    if (this.isDown) this.breaker.probeSent(this.now());
  }

  /**
   * Notes what came of a request to a site.
   *
   * @param probe it was one of this whole
   * @returns true when LiveRC is back
   */
  learn(site: string, outcome: Outcome, probe: boolean): boolean {
    const now = this.now();
    if (outcome === 'aborted') {
      if (probe && this.isDown) this.breaker.probeSoon(now);
      return false;
    }
    const failed = isTrouble(outcome);
    if (failed) this.troubledAt = now;
    this.hear(site, failed, now);
    const agree = this.doSitesAgree();
    let isBack = false;
    if (failed) this.learnTrouble(outcome, agree, probe, now);
    else isBack = this.learnAnswer();
    this.judge(agree && (failed || this.failingNow), now);
    return isBack;
  }

  private learnTrouble(outcome: Outcome, agree: boolean, probe: boolean, now: number): void {
    if (agree && outcome !== 'network') this.limit.fall(now);
    this.breaker.failed(now, agree);
    if (probe && this.isDown) this.breaker.probeFailed(now);
  }

  private learnAnswer(): boolean {
    const isBack = this.breaker.answered();
    if (isBack) this.limit.restart();
    else this.limit.rise();
    return isBack;
  }

  private judge(failing: boolean, now: number): void {
    const state = failing || this.isDown;
    if (this.changedAt !== null && state === this.failingNow) return;
    this.failingNow = state;
    this.changedAt = now;
  }

  private hear(site: string, failed: boolean, now: number): void {
    this.heardOf.delete(site);
    this.heardOf.set(site, { at: now, failed });
    for (const [old, { at }] of this.heardOf) {
      if (at > now - AGREE_WITHIN_MS) return;
      this.heardOf.delete(old);
    }
  }

  private doSitesAgree(): boolean {
    const failing = [...this.heardOf.values()].filter(({ failed }) => failed).length;
    return failing >= SITES_TO_AGREE && failing > this.heardOf.size / 2;
  }
}
