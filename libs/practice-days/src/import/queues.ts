import type { QueueDefinition } from '@trackside/jobs';

const HOUR_SECONDS = 3_600;

/** Imports one day; its key is the day's id. Retried for some twenty minutes while LiveRC fails. */
export const DAY_QUEUE: QueueDefinition = {
  name: 'import-practice-day',
  concurrency: 2,
  retries: 8,
  retryDelaySeconds: 5,
  maxSeconds: 6 * HOUR_SECONDS,
};

/** Finds out which days a range has; its key is the job's id. */
export const RANGE_QUEUE: QueueDefinition = {
  name: 'list-practice-days-to-import',
  concurrency: 3,
  retries: 5,
  retryDelaySeconds: 5,
  maxSeconds: HOUR_SECONDS,
};

export interface DayJob {
  trackId: string;
  date: string;
}

export interface RangeJob {
  jobId: string;
}
