import { isTrouble, type Outcome } from './outcome.js';

/** Failures in a row after which LiveRC counts as failing: one page with all its attempts. */
const FAILING_AFTER = 3;

/** Whether LiveRC is well, as told by its last answers, and since when. */
export class HealthRecord {
  private failuresInARow = 0;
  private failingNow = false;
  private changedAt: number | null = null;

  /** @param now wall clock, milliseconds */
  constructor(private readonly now: () => number) {}

  get failing(): boolean {
    return this.failingNow;
  }

  /** When the present state began; null before the first answer or failure. */
  get since(): Date | null {
    return this.changedAt === null ? null : new Date(this.changedAt);
  }

  note(outcome: Outcome): void {
    if (outcome === 'aborted') return;
    const bad = isTrouble(outcome) || outcome === 'refused';
    this.failuresInARow = bad ? this.failuresInARow + 1 : 0;
    const failing = this.failuresInARow >= FAILING_AFTER || (bad && this.failingNow);
    if (this.changedAt !== null && failing === this.failingNow) return;
    this.failingNow = failing;
    this.changedAt = this.now();
  }
}
