import type { View } from './admission';

/**
 * Where a list stands in the window. Measured when the layout is at rest (after scrolling, after
 * sizes have changed), so that asking while rows are being written forces no layout.
 */
export class ListPlace {
  #top = Number.POSITIVE_INFINITY;
  #coveredTop = 0;
  readonly #observer = new ResizeObserver(() => this.measure());

  /** @param under the element that sticks to the top of the window, over the list */
  constructor(
    private readonly list: HTMLElement,
    private readonly under: HTMLElement,
  ) {
    this.#observer.observe(list.ownerDocument.body);
    this.#observer.observe(under);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  measure(): void {
    this.#top = this.list.getBoundingClientRect().top;
    this.#coveredTop = Math.max(0, this.under.getBoundingClientRect().bottom);
  }

  /** The rows on screen, of so many, as of the last measurement. */
  view(count: number, rowHeight: number): View {
    const first = Math.floor((this.#coveredTop - this.#top) / rowHeight);
    const last = Math.floor((window.innerHeight - this.#top) / rowHeight);
    return {
      first: Math.max(0, Math.min(first, count - 1)),
      last: Math.max(0, Math.min(last, count - 1)),
      topVisible: this.#top >= this.#coveredTop - 1,
    };
  }

  /** Scrolls so that the list's top stands right under what covers it. */
  scrollToTop(): void {
    this.measure();
    window.scrollBy({ top: this.#top - this.#coveredTop, behavior: 'instant' });
  }
}
