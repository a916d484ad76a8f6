import { signal } from '@angular/core';

const TICK_MS = 100;

/** How long something has been going on, pauses left out, in milliseconds. */
export class StopWatch {
  readonly #elapsedMs = signal(0);
  readonly elapsedMs = this.#elapsedMs.asReadonly();
  #timer: ReturnType<typeof setInterval> | undefined;
  #start = 0;

  start(): void {
    if (this.#timer === undefined) {
      this.#start = performance.now() - this.#elapsedMs();
      this.#timer = setInterval(() => this.#read(), TICK_MS);
    }
  }

  /** Goes on from here when it is started again. */
  stop(): void {
    if (this.#timer !== undefined) {
      this.#read();
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  /** Once it is stopped. */
  reset(): void {
    this.#elapsedMs.set(0);
  }

  #read(): void {
    this.#elapsedMs.set(performance.now() - this.#start);
  }
}
