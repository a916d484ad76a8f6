import { ageMs } from '@trackside/calendar';

/** When something that failed is tried again: after a pause that doubles with each failure. */
export interface RetryPolicy {
  firstPauseMs: number;
  /** After so many failures nobody tries by itself any more. */
  mostFailures: number;
}

/** How often something has failed, and when it did so last. */
export interface Failures {
  count: number;
  lastAt: Date;
}

/** Whether it is time to try again. A failure that a clock noted which ran ahead was long ago. */
export function isTimeToRetry(
  policy: RetryPolicy,
  { count, lastAt }: Failures,
  now: Date,
): boolean {
  if (count > policy.mostFailures) return false;
  const pauses = Math.min(Math.max(count, 1), policy.mostFailures) - 1;
  return ageMs(lastAt, now) > policy.firstPauseMs * 2 ** pauses;
}

/** How long it takes until a last try: what failed longer ago needs no looking at. */
export function longestRetryMs(policy: RetryPolicy): number {
  return policy.firstPauseMs * 2 ** (policy.mostFailures - 1);
}
