import { DestroyRef, InjectionToken, type Signal, inject, signal } from '@angular/core';

/** Up to here the page has one column and rows have two lines; the same in `styles.scss`. */
const NARROW = '(max-width: 719.98px)';

/** True on a phone. */
export const IS_NARROW = new InjectionToken<Signal<boolean>>('whether the window is narrow', {
  providedIn: 'root',
  factory: () => {
    const query = window.matchMedia(NARROW);
    const narrow = signal(query.matches);
    const follow = (): void => narrow.set(query.matches);
    query.addEventListener('change', follow);
    inject(DestroyRef).onDestroy(() => query.removeEventListener('change', follow));
    return narrow.asReadonly();
  },
});
