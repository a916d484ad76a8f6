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
}

export const PRACTICE_DAYS_OPTIONS = Symbol('PRACTICE_DAYS_OPTIONS');
