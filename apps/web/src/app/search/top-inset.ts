import { DestroyRef, Directive, ElementRef, inject } from '@angular/core';

/**
 * Publishes the height of a sticky element as `--sticky-bottom` on the document, so that what
 * sticks below it knows where to stop.
 */
@Directive({ selector: '[tsTopInset]', exportAs: 'tsTopInset' })
export class TopInset {
  readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    const style = this.element.ownerDocument.documentElement.style;
    const observer = new ResizeObserver(() =>
      style.setProperty('--sticky-bottom', `${this.element.offsetHeight}px`),
    );
    observer.observe(this.element);
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
      style.removeProperty('--sticky-bottom');
    });
  }
}
