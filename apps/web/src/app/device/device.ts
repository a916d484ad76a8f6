import type { ApplicationRef } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { deviceCopies } from '../browser/device-copies';
import { DeviceLine } from './device-line';
import { keepOnDevice } from './worker';

/** Adds to a running app what the device does for it. */
export function begin(app: ApplicationRef): void {
  const place = document.createElement('ts-device-line');
  document.body.append(place);
  app.bootstrap(DeviceLine, place);
  forgetPagesThatAreLeft(app.injector.get(Router));
  void keepOnDevice();
}

/** Before the next page can have asked for anything. */
function forgetPagesThatAreLeft(router: Router): void {
  router.events.subscribe((event) => {
    if (event instanceof NavigationStart && pathOf(event.url) !== pathOf(router.url)) {
      deviceCopies.set(new Map());
    }
  });
}

/** Parameters say what a page shows, not which one it is. */
function pathOf(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}
