import { InjectionToken } from '@angular/core';

export const LOCAL_STORAGE = new InjectionToken<Storage>('the browser’s own memory', {
  providedIn: 'root',
  factory: () => localStorage,
});
