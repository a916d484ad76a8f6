import { computed, signal } from '@angular/core';
import { asApiError } from '../api/api-error';

/** Something that is being done for somebody who waits for it, and why it failed. */
export class Attempt {
  readonly #running = signal(false);
  readonly #problem = signal<string | null>(null);
  readonly running = this.#running.asReadonly();
  /** In words, as a sentence; null while nothing failed. */
  readonly problem = computed(() => {
    const words = this.#problem();
    return words === null ? null : asSentence(words);
  });

  /** Does it, once at a time; gives whether it went well. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.#running()) {
      return false;
    }
    this.#running.set(true);
    this.#problem.set(null);
    try {
      await work();
      return true;
    } catch (cause) {
      this.#problem.set(asApiError(cause).message);
      return false;
    } finally {
      this.#running.set(false);
    }
  }
}

function asSentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
