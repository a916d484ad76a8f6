import type { DiscoveryRange, RangeRequest } from '@trackside/calendar';
import type { ErrorCode } from '@trackside/contracts';
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
  /** All whose turns its pages take, where several want the same. */
  company?: readonly Turn[];
  /** Ask again for what counts no longer than this, in milliseconds; default: what has expired. */
  aheadMs?: number;
}

/** What a caller of discovery asks for; already validated. */
export interface DiscoveryRequest
  extends RangeRequest, Omit<PracticeWish, 'range' | 'aheadMs' | 'company'> {
  trackId: string;
  trackSlug?: string;
}

/** No month of a request could be discovered: the newest month's failure stands for all. */
export class DiscoveryFailedError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
    this.name = 'DiscoveryFailedError';
  }
}
