import type { ErrorCode, ReadingError } from '@trackside/contracts';
import { PASSING_CODES } from '@trackside/jobs';
import { LivercError } from '@trackside/liverc-scraper';

/** Some pages of an event could not be read. The store names each of them. */
export class EventImportFailedError extends Error {
  readonly code: ErrorCode;

  /** @param failures one for each page; one that passes by itself stands for all */
  constructor(failures: readonly ReadingError[]) {
    const first = failures.find(({ code }) => PASSING_CODES.has(code)) ?? failures[0];
    const what = failures.length === 1 ? '1 page' : `${failures.length} pages`;
    super(`${what} could not be read: ${first?.message}`);
    this.name = 'EventImportFailedError';
    this.code = first?.code ?? 'INTERNAL_ERROR';
  }
}

/** Whether another attempt may end otherwise. */
export function isPassing(error: unknown): boolean {
  const isLivercs = error instanceof LivercError || error instanceof EventImportFailedError;
  return isLivercs ? PASSING_CODES.has(error.code) : true;
}
