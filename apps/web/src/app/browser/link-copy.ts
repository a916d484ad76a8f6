import { signal } from '@angular/core';

const SHOWN_MS = 2_000;

/** Copies the address of what is shown, and tells for a moment that it did. */
export class LinkCopy {
  readonly #copied = signal(false);
  readonly copied = this.#copied.asReadonly();

  async copy(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.#copied.set(true);
    setTimeout(() => this.#copied.set(false), SHOWN_MS);
  }
}
