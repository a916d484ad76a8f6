import { signal } from '@angular/core';

const offline = signal(navigator.onLine === false);

/** This device knows that it has no network. That it knows of none being gone says little. */
export const isOffline = offline.asReadonly();

for (const change of ['online', 'offline']) {
  addEventListener(change, () => offline.set(change === 'offline'));
}
