import type { Lane, Outcome } from './outcome.js';
import type { PageKind } from './page-address.js';

/** One attempt at a page, for logs and metrics. */
export interface RequestEvent {
  page: PageKind;
  /** Null for the catalogue. */
  slug: string | null;
  url: string;
  /** HTTP status of the last answer; null without one. */
  status: number | null;
  /** From sending to the end, without the time spent waiting for the turn. */
  durationMs: number;
  /** Of the page's body, as they came over the network. */
  bytes: number;
  /** 1 to 3. */
  attempt: number;
  outcome: Outcome;
  lane: Lane;
}
