/** Shortest time between two falls: failures of one burst count as one sign of trouble. */
const FALL_INTERVAL_MS = 1000;

/** How many requests may be in flight: halves when LiveRC labours, grows slowly while it is well. */
export class AdaptiveLimit {
  private limit: number;
  private answered = 0;
  private lastFallAt = -Infinity;

  constructor(private maximum: number) {
    this.limit = maximum;
  }

  get current(): number {
    return this.limit;
  }

  /** From now on at most so many. One that was as high as it could be stays so. */
  setMaximum(maximum: number): void {
    this.limit = this.limit === this.maximum ? maximum : Math.min(this.limit, maximum);
    this.maximum = maximum;
  }

  /** Notes an answer; after as many as may be in flight, one more may. */
  rise(): void {
    if (++this.answered < this.limit) return;
    this.answered = 0;
    this.limit = Math.min(this.maximum, this.limit + 1);
  }

  /** Notes 429, 5xx or a time-out. */
  fall(now: number): void {
    this.answered = 0;
    if (now - this.lastFallAt < FALL_INTERVAL_MS) return;
    this.lastFallAt = now;
    this.limit = Math.max(1, Math.floor(this.limit / 2));
  }

  /** Begins anew with a single request, after LiveRC was away. */
  restart(): void {
    this.answered = 0;
    this.limit = 1;
  }
}
