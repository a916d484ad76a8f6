import { Random } from '../world/random.js';

export interface LatencyOptions {
  /** Median of the lognormal time before an answer starts; 0 switches latency off. */
  medianMs?: number;
  /** Deviation of the logarithm; 0 makes every page equally slow. */
  sigma?: number;
  /** Most requests that the site works on at a time; 0 means without limit. */
  maxConcurrent?: number;
  /** What happens to the others: they wait for their turn, or get a 503 at once. */
  whenFull?: 'wait' | 'reject';
}

/**
 * How slow the site is. The time of a page depends on seed and address alone, so that two clients
 * that ask for the same pages in any order meet the same site.
 */
export class Latency {
  private options: Required<LatencyOptions>;
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly seed: number,
    options: LatencyOptions,
  ) {
    this.options = { medianMs: 0, sigma: 0, maxConcurrent: 0, whenFull: 'wait', ...options };
  }

  /** Fields that are not given stay as they are. */
  set(options: LatencyOptions): void {
    this.options = { ...this.options, ...options };
    this.startWaiting();
  }

  get(): Required<LatencyOptions> {
    return { ...this.options };
  }

  delayMs(url: string): number {
    const { medianMs, sigma } = this.options;
    if (medianMs <= 0) return 0;
    return medianMs * Math.exp(sigma * new Random(this.seed, 'latency', url).normal());
  }

  /** Calls `start` when the site has room; false when it is full and rejects. */
  enter(start: () => void): boolean {
    const { whenFull } = this.options;
    if (this.hasRoom()) {
      this.working++;
      start();
    } else if (whenFull === 'reject') return false;
    else this.waiting.push(start);
    return true;
  }

  /** Gives the place of a request back that had entered and started. */
  leave(): void {
    this.working--;
    this.startWaiting();
  }

  /** Takes a request that has not started out of the queue. */
  forget(start: () => void): void {
    const index = this.waiting.indexOf(start);
    if (index >= 0) this.waiting.splice(index, 1);
  }

  private hasRoom(): boolean {
    const { maxConcurrent } = this.options;
    return maxConcurrent <= 0 || this.working < maxConcurrent;
  }

  private startWaiting(): void {
    while (this.waiting.length > 0 && this.hasRoom()) {
      this.working++;
      this.waiting.shift()?.();
    }
  }
}
