import type { ErrorCode, YearMonth } from '@trackside/contracts';
import type { Turn } from '@trackside/liverc-scraper';

/** What a caller of discovery asks for; already validated. */
export interface DiscoveryRequest {
  trackId: string;
  trackSlug?: string;
  /** Both dates or none. */
  startDate?: string;
  endDate?: string;
  /** Instead of dates. */
  months?: YearMonth[];
  /** Ask LiveRC again; at most once a minute for the same track and month. */
  refresh: boolean;
  /** Months whose every listed day is imported end without days. */
  skipCovered: boolean;
  /** Whose turn its pages take. */
  turn: Turn;
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
