import { DestroyRef, InjectionToken, type Signal, inject, signal } from '@angular/core';

/** True on a phone: one column, and a form that folds. The same width stands in the style sheets. */
export const IS_NARROW = new InjectionToken<Signal<boolean>>('whether the window is a phone’s', {
  providedIn: 'root',
  factory: () => matches('(max-width: 719.98px)'),
});

/** True where a row needs two lines; the same width stands in `row-line.scss`. */
export const HAS_TWO_LINE_ROWS = new InjectionToken<Signal<boolean>>(
  'whether rows have two lines',
  { providedIn: 'root', factory: () => matches('(max-width: 959.98px)') },
);

function matches(media: string): Signal<boolean> {
  const query = window.matchMedia(media);
  const matching = signal(query.matches);
  const follow = (): void => matching.set(query.matches);
  query.addEventListener('change', follow);
  inject(DestroyRef).onDestroy(() => query.removeEventListener('change', follow));
  return matching.asReadonly();
}
