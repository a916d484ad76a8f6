import { Injectable, inject } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';

/** What lies open over the page: how it is closed, and who waits until its entry is gone. */
interface Sheet {
  readonly close: () => void;
  /** Its entry is not the last one any more: the page has gone on from it. */
  buried: boolean;
}

/**
 * Back closes what is open over a page (a sheet, a menu, a dialog) before it leaves the page: each has an
 * entry of its own in the history, with the same address.
 */
@Injectable({ providedIn: 'root' })
export class BackCloses {
  readonly #router = inject(Router);
  readonly #open: Sheet[] = [];
  /** Called when the entry of a sheet that was closed by hand is gone. */
  #gone: (() => void) | null = null;

  constructor() {
    addEventListener('popstate', () => this.#wentBack());
    this.#router.events.subscribe((event) => {
      const goesOn = event instanceof NavigationStart && event.navigationTrigger === 'imperative';
      if (goesOn && !this.#router.currentNavigation()?.extras.replaceUrl) {
        this.#open.forEach((sheet) => (sheet.buried = true));
      }
    });
  }

  /**
   * Something was opened over the page.
   *
   * @param close closes it; called when Back was pressed
   * @returns to be called when it was closed by hand; settles when Back leads to the page before again
   */
  opened(close: () => void): () => Promise<void> {
    const sheet: Sheet = { close, buried: false };
    this.#open.push(sheet);
    history.pushState({ ...(history.state as object | null), over: this.#open.length }, '');
    return () => this.#closed(sheet);
  }

  #closed(sheet: Sheet): Promise<void> {
    const place = this.#open.indexOf(sheet);
    if (place < 0) return Promise.resolve();
    this.#open.splice(place, 1);
    if (sheet.buried) return Promise.resolve();
    return new Promise((resolve) => {
      this.#gone = resolve;
      history.back();
    });
  }

  #wentBack(): void {
    const shown = this.#router.url;
    const depth = (history.state as { over?: number } | null)?.over ?? 0;
    const closed = this.#open.splice(depth);
    const gone = this.#gone;
    this.#gone = null;
    if (closed.length === 0 && gone === null) return;
    closed.forEach(({ close }) => close());
    // The router looks at the address after this, and would take back what was begun before.
    setTimeout(() => void this.#keep(shown).then(gone));
  }

  /** What was chosen in a sheet has changed the address of its own entry, which is gone now. */
  async #keep(shown: string): Promise<void> {
    if (shown !== location.pathname + location.search + location.hash) {
      await this.#router.navigateByUrl(shown, { replaceUrl: true });
    }
  }
}
