import type { RangeRequest } from '@trackside/calendar';
import type { ErrorCode } from '@trackside/contracts';
import type { PracticeWish } from './practice-wish.js';

/** What a caller of discovery asks for; already validated. */
export interface DiscoveryRequest extends RangeRequest, Omit<PracticeWish, 'range'> {
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
