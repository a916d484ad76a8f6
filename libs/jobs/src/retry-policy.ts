import { ageMs } from '@trackside/calendar';

/** When something that failed is tried again: after a pause that doubles with each failure. */
export interface RetryPolicy {
  firstPauseMs: number;
  /** After more failures than this nothing is tried again by itself. */
  mostFailures: number;
}

/** How often something has failed, and when it did so last. */
export interface Failures {
  count: number;
  lastAt: Date;
}

/** Whether it is time to try again. It is, too, when a wrong clock has put the failure ahead. */
export function isTimeToRetry(
  policy: RetryPolicy,
  { count, lastAt }: Failures,
  now: Date,
): boolean {
  if (count > policy.mostFailures) return false;
  const pauses = Math.min(Math.max(count, 1), policy.mostFailures) - 1;
  return ageMs(lastAt, now) > policy.firstPauseMs * 2 ** pauses;
}

/** The longest pause before a last try. What failed longer ago needs no looking at. */
export function longestRetryMs(policy: RetryPolicy): number {
  return policy.firstPauseMs * 2 ** (policy.mostFailures - 1);
}
