import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** Whether the page is looked at: a phone in the pocket needs no news. */
@Injectable({ providedIn: 'root' })
export class PageVisibility {
  readonly #visible = signal(!document.hidden);
  readonly visible = this.#visible.asReadonly();

  constructor() {
    const note = (): void => this.#visible.set(!document.hidden);
    document.addEventListener('visibilitychange', note);
    inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', note));
  }
}
