import type { ImportedPracticeSession } from '@trackside/contracts';

/** What is compared of a session, and of a driver's stint in a race likewise. */
export type StintFigures = Pick<
  ImportedPracticeSession,
  | 'id'
  | 'fastest_lap_seconds'
  | 'average_lap_seconds'
  | 'median_lap_seconds'
  | 'pace_consistency_percent'
  | 'average_top_5_seconds'
  | 'top_3_consecutive_seconds'
  | 'consistency_percent'
  | 'lap_count'
  | 'invalid_lap_count'
>;
