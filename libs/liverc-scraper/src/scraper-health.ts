import type { SiteHealth } from './client/site-health.js';

/** What is known of LiveRC's state, as a whole and in parts, without asking it. */
export interface ScraperHealth {
  state: 'ok' | 'failing' | 'disabled';
  /** Since when it is in that state; null before the first request. */
  since: Date | null;
  /** Those that are unwell while LiveRC as a whole may be well. */
  sites: SiteHealth[];
  inFlight: number;
  /** Requests that wait for their turn. */
  waiting: number;
  /** How many may be in flight at present. */
  limit: number;
  /** Sent since the process began. */
  requests: number;
}
