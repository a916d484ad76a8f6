/** Failures in a row after which a site counts as down. */
const OPENS_AFTER = 10;
const PROBE_PAUSES_MS = [1000, 2000, 4000, 8000];

/** A probe that has no answer by then is not waited for any longer: the next one may leave. */
const LONGEST_PAUSE_MS = 10_000;

/** What one process tells the others of an open breaker. */
export interface ToldBreaker {
  failedProbes: number;
  /** Milliseconds until the next probe. */
  probeInMs: number;
}

/**
 * Remembers whether a site, or LiveRC as a whole, is down. Open means: single requests only, as probes, each some seconds
 * after the last one failed, and at least every 10 s, also while others hang.
 */
export class Breaker {
  private failuresInARow = 0;
  private failedProbes = 0;
  private nextProbeAt = 0;
  private isOpen = false;

  /** @param pauseScale multiplies the pauses between probes, which are 1, 2, 4, 8 and 10 s */
  constructor(private readonly pauseScale = 1) {}

  get open(): boolean {
    return this.isOpen;
  }

  /** When the next probe may leave; without meaning while closed. */
  get probeAt(): number {
    return this.nextProbeAt;
  }

  /** Notes any answer that shows it to be well; true when that closed the breaker. */
  answered(): boolean {
    const wasOpen = this.isOpen;
    this.failuresInARow = 0;
    this.failedProbes = 0;
    this.isOpen = false;
    return wasOpen;
  }

  /**
   * Notes a failure of an ordinary request; true when that opened the breaker.
   *
   * @param mayOpen false: the failure counts, and does not open it by itself
   */
  failed(now: number, mayOpen = true): boolean {
    if (this.isOpen || ++this.failuresInARow < OPENS_AFTER || !mayOpen) return false;
    this.isOpen = true;
    this.nextProbeAt = now + this.pauseMs();
    return true;
  }

  /** Notes that a probe leaves. */
  probeSent(now: number): void {
    this.nextProbeAt = now + LONGEST_PAUSE_MS * this.pauseScale;
  }

  /** Notes the failure of a probe: pauses grow. */
  probeFailed(now: number): void {
    this.failedProbes++;
    this.nextProbeAt = Math.min(this.nextProbeAt, now + this.pauseMs());
  }

  /** Notes that another probe may leave at once: the last one was given up, or news came. */
  probeSoon(now: number): void {
    this.nextProbeAt = Math.min(this.nextProbeAt, now);
  }

  /** What is to be told of it; null while it is closed. */
  told(now: number): ToldBreaker | null {
    const { failedProbes } = this;
    return this.isOpen ? { failedProbes, probeInMs: Math.max(0, this.nextProbeAt - now) } : null;
  }

  /** Notes what another process was shown: it is open, or closed again. */
  hear(told: ToldBreaker | null, now: number): void {
    if (!told) {
      if (this.isOpen) this.answered();
      return;
    }
    this.isOpen = true;
    this.failedProbes = told.failedProbes;
    this.nextProbeAt = now + Math.min(told.probeInMs, LONGEST_PAUSE_MS * this.pauseScale);
  }

  private pauseMs(): number {
    return (PROBE_PAUSES_MS[this.failedProbes] ?? LONGEST_PAUSE_MS) * this.pauseScale;
  }
}
