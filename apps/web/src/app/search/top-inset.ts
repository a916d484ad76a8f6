import { DestroyRef, Directive, ElementRef, inject } from '@angular/core';

/**
 * Publishes the height of a sticky element as `--sticky-bottom` on its parent, so that what sticks
 * below it knows where to stop. Not on the document: that would restyle the whole page.
 */
@Directive({ selector: '[tsTopInset]', exportAs: 'tsTopInset' })
export class TopInset {
  readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const observer = new ResizeObserver(() =>
      this.element.parentElement?.style.setProperty(
        '--sticky-bottom',
        `${this.element.offsetHeight}px`,
      ),
    );
    observer.observe(this.element);
    inject(DestroyRef).onDestroy(() => observer.disconnect());
  }
}
