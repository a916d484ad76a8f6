import type { SiteNews } from './stops.js';

export interface GateOptions {
  /** Most requests in flight. */
  maximum: number;
  /** Monotonic milliseconds. */
  now: () => number;
  /** See {@link Breaker}; 1 outside tests. */
  probePauseScale?: number;
  /** Told what a request has shown of a site that is stopped, or was until then. */
  onSite?: (site: string, news: SiteNews) => void;
}
