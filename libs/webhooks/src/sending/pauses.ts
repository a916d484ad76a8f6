const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Pauses before the second attempt, the third …; after the last of them nothing is tried again. */
const PAUSES_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  HOUR_MS,
  4 * HOUR_MS,
  12 * HOUR_MS,
];

/** A webhook of which every attempt has failed for so long is switched off. */
export const MOST_FAILING_MS = 3 * 24 * HOUR_MS;
/** How long deliveries are told. */
export const DELIVERIES_KEPT_MS = 30 * 24 * HOUR_MS;

/**
 * When to try again.
 *
 * @param attempts that there were, with the one at `at`
 * @returns null when there were enough
 */
export function nextAttemptAfter(attempts: number, at: Date): Date | null {
  const pause = PAUSES_MS[attempts - 1];
  return pause === undefined ? null : new Date(at.getTime() + pause);
}
