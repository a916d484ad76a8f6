import { sleep } from './sleep.js';

/** Pages remembered at most; the one that failed longest ago is forgotten first. */
const MOST_PAGES = 10_000;

/** Sees to it that a page which failed is not asked for again too soon. */
export class FailedPages {
  private readonly allowedAt = new Map<string, number>();

  /**
   * @param pauseMs shortest time from a failure to the next request
   * @param now monotonic milliseconds
   */
  constructor(
    private readonly pauseMs: number,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.allowedAt.size;
  }

  /**
   * Resolves when `url` may be asked for: at once, unless it failed just now.
   *
   * @throws the signal's reason, when it aborts
   */
  async turn(url: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const at = this.allowedAt.get(url);
      const wait = at === undefined ? 0 : at - this.now();
      if (wait <= 0) return;
      await sleep(Math.ceil(wait), signal);
    }
  }

  /** Notes that `url` failed just now. */
  note(url: string): void {
    this.allowedAt.delete(url);
    this.allowedAt.set(url, this.now() + this.pauseMs);
    this.forgetOld();
  }

  /** Insertion order is the order of failing, so what is over stands in front. */
  private forgetOld(): void {
    for (const [url, at] of this.allowedAt) {
      if (this.allowedAt.size <= MOST_PAGES && at > this.now() - this.pauseMs) return;
      this.allowedAt.delete(url);
    }
  }
}
