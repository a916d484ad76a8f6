import { InjectionToken } from '@angular/core';
import type { StatusResult } from '@trackside/contracts';

/** What the server says of itself, asked for by `start.js` while the first scripts are on their way. */
export interface EarlyStatus {
  /** Null when it did not come, or was asked for by nobody. */
  readonly coming: Promise<StatusResult | null>;
  /** Null until it is here. */
  readonly here: StatusResult | null;
}

const NOBODY_ASKED: EarlyStatus = { coming: Promise.resolve(null), here: null };

export const EARLY_STATUS = new InjectionToken<EarlyStatus>('the status asked for by start.js', {
  providedIn: 'root',
  factory: () => (globalThis as { tracksideStatus?: EarlyStatus }).tracksideStatus ?? NOBODY_ASKED,
});
