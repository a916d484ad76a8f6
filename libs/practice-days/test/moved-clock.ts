import { Clock } from '@trackside/calendar';

/** A clock that only the test moves. */
export class MovedClock extends Clock {
  constructor(private instant: string) {
    super();
  }

  override now(): Date {
    return new Date(this.instant);
  }

  set(instant: string): void {
    this.instant = instant;
  }
}
