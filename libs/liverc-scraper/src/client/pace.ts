const ANSWERS = 20;
/** Of a site that has not answered yet. */
const UNKNOWN_MS = 1000;

/** How long a site usually takes: the median of its last answers. */
export class Pace {
  private readonly durations: number[] = [];
  /** Null before the first answer. Asked for far more often than an answer comes. */
  private medianMs: number | null = null;

  note(durationMs: number): void {
    this.durations.push(durationMs);
    if (this.durations.length > ANSWERS) this.durations.shift();
    const sorted = this.durations.toSorted((a, b) => a - b);
    this.medianMs = sorted[Math.floor(sorted.length / 2)]!;
  }

  /** After how long an answer is remarkably late: three medians, and never before `atLeastMs`. */
  lateAfterMs(atLeastMs: number): number {
    return Math.max(atLeastMs, 3 * (this.medianMs ?? UNKNOWN_MS));
  }
}
