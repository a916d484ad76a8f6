import type { ErrorCode } from './errors.js';

export type LivercHealth = 'ok' | 'failing' | 'disabled';

/** A part of LiveRC that is unwell: a track's own site, or the catalogue's. */
export interface UnwellSite {
  /** Null for the catalogue. */
  track_id: string | null;
  /** UTC instant since when it is unwell. */
  since: string;
  /** What its pages fail with. */
  code: ErrorCode;
  /** UTC instant at which it is asked again at the earliest; null: at any time. */
  next_probe_at: string | null;
}

/** Somebody asked for demo data, or the start fell back to it. */
export type DemoReason = 'requested' | 'liverc_unreachable';

/** Answer of `GET /status`. */
export interface StatusResult {
  /** True when the data is invented by the simulator. */
  demo: boolean;
  /** Why it is; null when it is not. */
  demo_reason: DemoReason | null;
  /** LiveRC as a whole: failing when at least three sites do, and most of those asked lately. */
  liverc: {
    state: LivercHealth;
    /** UTC instant since when it is in that state; null before the first request. */
    since: string | null;
  };
  /** Sites that are unwell, whatever the state of LiveRC as a whole; none while it is disabled. */
  sites: UnwellSite[];
  /** Requests to LiveRC. */
  queue: { in_flight: number; waiting: number };
  catalogue: {
    tracks: number;
    /** UTC instant of the last reading that succeeded; null before it. */
    last_sync: string | null;
    /** Why the catalogue could not be read the last time; null when it could. */
    error: string | null;
  };
}
