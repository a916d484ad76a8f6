import { Clock } from '@trackside/calendar';
import type { Trackside } from './trackside.js';

/** The product's clock, to be moved by a test; it begins with the present. */
export class MovedClock {
  private offsetMs = 0;

  /** Makes an application go by this clock. */
  govern({ app }: Trackside): void {
    app.get(Clock, { strict: false }).now = () => this.now();
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** @param seconds may be negative */
  move(seconds: number): void {
    this.offsetMs += seconds * 1000;
  }
}
