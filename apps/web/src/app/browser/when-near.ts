import {
  DestroyRef,
  type ElementRef,
  type Signal,
  afterNextRender,
  inject,
  signal,
} from '@angular/core';

/** About a phone's screen: who scrolls there finds it done. */
const NEAR = '600px 0px';

/** Whether an element is on the screen, or was ever nearly; within an injection context. */
export function whenNear({ nativeElement }: ElementRef<HTMLElement>): Signal<boolean> {
  const near = signal(false);
  const watch = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        near.set(true);
        watch.disconnect();
      }
    },
    { rootMargin: NEAR },
  );
  afterNextRender(() => watch.observe(nativeElement));
  inject(DestroyRef).onDestroy(() => watch.disconnect());
  return near.asReadonly();
}
