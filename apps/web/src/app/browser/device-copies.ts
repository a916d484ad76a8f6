import { signal } from '@angular/core';

/** Bears, in an answer that the device gave in place of the server, when it had come from there. */
const KEPT_AT = 'x-kept-at';

/** What of the page that is shown comes from the device: UTC instants at which it came, by address. */
export const deviceCopies = signal<ReadonlyMap<string, string>>(new Map());

/** Notes whether an answer is the device's own; the server's own takes the place of such a one. */
export function noteAnswer(address: string, headers: Headers): void {
  const keptAt = headers.get(KEPT_AT);
  if (keptAt || deviceCopies().has(address)) {
    const copies = new Map(deviceCopies());
    copies.delete(address);
    deviceCopies.set(keptAt ? copies.set(address, keptAt) : copies);
  }
}
