import type { MeasuredDiscovery } from './discovery/measured-discovery.js';
import type { BackgroundReading } from './background/background-reading.js';

/** What configuration decides about discovery and running days. */
export interface PracticeDaysOptions {
  /** Freshness of a month that can still change, in seconds. */
  openMonthTtlSeconds: number;
  /** Most months one request may ask for. */
  rangeMonthsCap: number;
  /** End of one discovery, in milliseconds; what is unfinished then goes on in the background. */
  rangeTimeoutMs: number;
  /** Between two looks at a day to which sessions are coming, in milliseconds. */
  liveDayIntervalMs: number;
  /** Requests that prefetching may send a UTC day, all processes together; 0: it is off. */
  prefetchRequestsPerDay: number;
  /** Told about each discovery that went to its end; must not throw. */
  onDiscovery?: (discovery: MeasuredDiscovery) => void;
  /** Told about each reading that nobody waited for; must not throw. */
  onBackgroundReading?: (reading: BackgroundReading) => void;
}

export const PRACTICE_DAYS_OPTIONS = Symbol('PRACTICE_DAYS_OPTIONS');
