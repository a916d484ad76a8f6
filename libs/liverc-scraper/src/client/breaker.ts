/** Failures in a row after which LiveRC counts as down. */
const OPENS_AFTER = 10;
const PROBE_PAUSES_MS = [1000, 2000, 4000, 8000, 10_000];

/**
 * Remembers whether LiveRC is down. Open means: one request at a time, as a probe, each some
 * seconds after the last one failed.
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

  /** Notes any answer that shows LiveRC to be well; true when that closed the breaker. */
  answered(): boolean {
    const wasOpen = this.isOpen;
    this.failuresInARow = 0;
    this.failedProbes = 0;
    this.isOpen = false;
    return wasOpen;
  }

  /** Notes a failure of an ordinary request; true when that opened the breaker. */
  failed(now: number): boolean {
    if (this.isOpen || ++this.failuresInARow < OPENS_AFTER) return false;
    this.isOpen = true;
    this.nextProbeAt = now + this.pauseMs();
    return true;
  }

  /** Notes the failure of a probe: the next one comes later. */
  probeFailed(now: number): void {
    this.failedProbes++;
    this.nextProbeAt = now + this.pauseMs();
  }

  private pauseMs(): number {
    const step = Math.min(this.failedProbes, PROBE_PAUSES_MS.length - 1);
    return PROBE_PAUSES_MS[step]! * this.pauseScale;
  }
}
