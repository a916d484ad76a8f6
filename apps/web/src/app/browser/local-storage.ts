import { InjectionToken } from '@angular/core';

export const LOCAL_STORAGE = new InjectionToken<Storage>('the browser’s own memory', {
  providedIn: 'root',
  factory: () => localStorage,
});

/** Calls back when another tab has changed what this browser keeps under a key. */
export function whenOtherTabKeeps(key: string, changed: () => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) {
      changed();
    }
  });
}
