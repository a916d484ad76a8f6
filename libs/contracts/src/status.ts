export type LivercHealth = 'ok' | 'failing' | 'disabled';

/** Answer of `GET /status`. */
export interface StatusResult {
  /** True when the data is invented by the simulator. */
  demo: boolean;
  liverc: {
    state: LivercHealth;
    /** UTC instant since when it is in that state; null before the first request. */
    since: string | null;
  };
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
