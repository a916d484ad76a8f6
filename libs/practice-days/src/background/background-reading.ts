/** Why a month is read without anybody waiting. */
export type BackgroundKind = 'completion' | 'prefetch';

/**
 * What came of it: nothing had to be asked, one dashboard told that nothing has changed, all of the month
 * is known now, some of it, or none; or the process stopped or ran out of what it may ask.
 */
export type BackgroundOutcome =
  'known' | 'unchanged' | 'complete' | 'partial' | 'failed' | 'interrupted';

/** A reading that nobody waited for, for metrics. */
export interface BackgroundReading {
  kind: BackgroundKind;
  outcome: BackgroundOutcome;
}
