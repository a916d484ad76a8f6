import type { DiscoveryRange } from '@trackside/calendar';
import type { Turn } from '@trackside/liverc-scraper';

/** Which practice days of a track somebody wants, and how. */
export interface PracticeWish {
  range: DiscoveryRange;
  /** Ask LiveRC again; at most once a minute for the same track and month. */
  refresh: boolean;
  /** Months whose every listed day is imported end without days. */
  skipCovered: boolean;
  /** Whose turn its pages take. */
  turn: Turn;
}
