/** What configuration decides about discovery. */
export interface PracticeDaysOptions {
  /** Freshness of a month that can still change, in seconds. */
  openMonthTtlSeconds: number;
  /** Most months one request may ask for. */
  rangeMonthsCap: number;
  /** End of one discovery, in milliseconds; what is unfinished then goes on in the background. */
  rangeTimeoutMs: number;
}

export const PRACTICE_DAYS_OPTIONS = Symbol('PRACTICE_DAYS_OPTIONS');
