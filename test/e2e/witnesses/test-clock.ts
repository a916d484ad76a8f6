import { Clock } from '@trackside/calendar';

/** A clock that only the test moves; it can run ahead of the time that passes, and come back. */
export class TestClock extends Clock {
  /** Milliseconds that have passed since the sequence began; never goes back. */
  elapsedMs = 0;
  /** How far the clock is ahead. */
  aheadMs = 0;
  private beganAt = 0;

  begin(instant: string): void {
    this.beganAt = Date.parse(instant);
    this.elapsedMs = 0;
    this.aheadMs = 0;
  }

  get wallMs(): number {
    return this.beganAt + this.elapsedMs + this.aheadMs;
  }

  override now(): Date {
    return new Date(this.wallMs);
  }
}
