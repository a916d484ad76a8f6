import { signal } from '@angular/core';

const SHOWN_MS = 2_000;

/**
 * Hands on the address of what is shown: by the device's own way to share where there is one, else
 * it is copied, which is told for a moment.
 */
export class LinkCopy {
  readonly #copied = signal(false);
  readonly copied = this.#copied.asReadonly();
  /** `Share`, or `Copy link` where the browser can't; browsers share over HTTPS alone. */
  readonly words = sharing() ? 'Share' : 'Copy link';

  async copy(): Promise<void> {
    const share = sharing();
    if (share === null) {
      await this.#copy();
      return;
    }
    try {
      await share({ title: document.title, url: location.href });
    } catch (cause) {
      // Who closes the sheet wants nothing more.
      if (!(cause instanceof DOMException && cause.name === 'AbortError')) {
        await this.#copy();
      }
    }
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.#copied.set(true);
    setTimeout(() => this.#copied.set(false), SHOWN_MS);
  }
}

function sharing(): Navigator['share'] | null {
  const { share } = navigator as Partial<Navigator>;
  return share === undefined ? null : share.bind(navigator);
}
