import { NavigationEnd, NavigationStart, type Router } from '@angular/router';

/** What a person does who goes on by themselves: the place is theirs from then on. */
const TAKEN_OVER = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
const SETTLED_MS = 100;
/** A page that has not grown that long by then has other things to show. */
const GIVEN_UP_MS = 10_000;

interface Entry {
  readonly scrolled?: number;
}

/** Hears of each page that is left by going on: its address, and how far it was scrolled. */
type Left = (url: string, scrolled: number) => void;

/**
 * Back returns to the same place of a page, a new page begins at its top. The place is kept in the
 * entry of the history, so that a reload returns to it, too, and a link can give one (`scrolled`). A page that is read anew is short at
 * first: its place is gone to when it is long enough, unless somebody has scrolled meanwhile. Within
 * a page, by tabs and filters, nothing moves.
 */
export function keepPlaces(router: Router, window: Window, left: Left): void {
  new PagePlaces(router, window, left);
}

class PagePlaces {
  /** Null until the first page is there. */
  #path: string | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #endWaiting: (() => void) | null = null;

  constructor(
    private readonly router: Router,
    private readonly window: Window,
    private readonly left: Left,
  ) {
    this.#path = router.navigated ? pathOf(router.url) : null;
    window.history.scrollRestoration = 'manual';
    window.addEventListener('scroll', () => this.#keepSoon(), { passive: true });
    router.events.subscribe((event) => {
      if (event instanceof NavigationStart) {
        this.#leave(event.navigationTrigger === 'popstate');
      } else if (event instanceof NavigationEnd) {
        this.#arrive(event.urlAfterRedirects);
      }
    });
    if (router.navigated) {
      this.#goTo(this.#kept(), router.url.includes('#'));
    }
  }

  #leave(isBack: boolean): void {
    this.#endWaiting?.();
    clearTimeout(this.#timer);
    if (!isBack) {
      this.left(this.router.url, this.window.scrollY);
      this.#keep();
    }
  }

  #arrive(url: string): void {
    const path = pathOf(url);
    if (path !== this.#path) {
      this.#path = path;
      this.#goTo(this.#kept(), url.includes('#'));
    }
  }

  /** Null for an entry in which nobody was before. */
  #kept(): number | null {
    return (this.window.history.state as Entry | null)?.scrolled ?? null;
  }

  #keepSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), SETTLED_MS);
  }

  #keep(): void {
    if (this.#endWaiting === null) {
      const { history, scrollY } = this.window;
      history.replaceState({ ...(history.state as Entry | null), scrolled: scrollY }, '');
    }
  }

  /** @param hasPart the address names a part of the page, which the page shows by itself */
  #goTo(kept: number | null, hasPart: boolean): void {
    if (kept === null && hasPart) {
      return;
    }
    const top = kept ?? 0;
    const { document } = this.window;
    const arrived = (): boolean => {
      this.window.scrollTo({ top, behavior: 'instant' });
      return document.documentElement.scrollHeight - this.window.innerHeight >= top;
    };
    if (top === 0 || arrived()) {
      this.window.scrollTo({ top, behavior: 'instant' });
      return;
    }
    const observer = new ResizeObserver(() => {
      if (arrived()) {
        end();
      }
    });
    const end = (): void => {
      clearTimeout(timer);
      observer.disconnect();
      TAKEN_OVER.forEach((name) => document.removeEventListener(name, end, true));
      this.#endWaiting = null;
    };
    const timer = setTimeout(end, GIVEN_UP_MS);
    this.#endWaiting = end;
    observer.observe(document.body);
    TAKEN_OVER.forEach((name) => document.addEventListener(name, end, true));
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
