import { signal } from '@angular/core';

/** A newer build of the page is on the device, and comes with the next start. */
export const newBuildIsHere = signal(false);
