import type { ErrorCode, ReadingError } from '@trackside/contracts';
import { PASSING_CODES, type RetryPolicy } from '@trackside/jobs';
import { LivercError } from '@trackside/liverc-scraper';
import { DiscoveryFailedError } from '../discovery/discovery-request.js';
import type { Doubt } from '../day/stored-month.js';
import { PracticeDayNotFoundError } from './errors.js';

const HOUR_MS = 3_600_000;

/** Sessions that failed are tried again after 1, 2, 4 … hours, for about a week. */
export const SESSION_RETRIES: RetryPolicy = { firstPauseMs: HOUR_MS, mostFailures: 8 };

/** A failure at this moment. Attempts of one import are minutes apart, and count as one failure. */
export function failureAt(at: Date): { at: Date; countedSince: Date } {
  return { at, countedSince: new Date(at.getTime() - SESSION_RETRIES.firstPauseMs) };
}

/** Some sessions of a day could not be read. The store names each of them. */
export class ImportFailedError extends Error {
  readonly code: ErrorCode;

  /** @param failures one for each session; one that passes by itself stands for all */
  constructor(failures: ReadingError[]) {
    const first = failures.find(({ code }) => PASSING_CODES.has(code)) ?? failures[0];
    const what = failures.length === 1 ? '1 session' : `${failures.length} sessions`;
    super(`${what} could not be read: ${first?.message}`);
    this.name = 'ImportFailedError';
    this.code = first?.code ?? 'INTERNAL_ERROR';
  }
}

/** Whether another attempt at the day may end otherwise. */
export function isPassing(error: unknown): boolean {
  if (error instanceof PracticeDayNotFoundError) return false;
  const isLivercs =
    error instanceof LivercError ||
    error instanceof ImportFailedError ||
    error instanceof DiscoveryFailedError;
  return isLivercs ? PASSING_CODES.has(error.code) : true;
}

/** Why a day failed whose page contradicts what is known. */
export function toReason(doubt: Doubt): ReadingError {
  return { code: 'LIVERC_PAGE_INCOMPLETE', message: doubt.message };
}
