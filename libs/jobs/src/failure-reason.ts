import { ERROR_CODES, type ErrorCode, type ReadingError } from '@trackside/contracts';
import { databaseTrouble } from '@trackside/database';

/** Failures of LiveRC that pass by themselves. A changed page does not. */
export const PASSING_CODES: ReadonlySet<ErrorCode> = new Set([
  'LIVERC_UNAVAILABLE',
  'LIVERC_TIMEOUT',
]);

/** A failure in the words of the contract; what is not meant for people stays unsaid. */
export function reasonOf(error: unknown): ReadingError {
  const { code, message } = error as Partial<ReadingError>;
  const trouble = databaseTrouble(error);
  if (trouble) return { code: trouble.code, message: trouble.message };
  const isOurs = error instanceof Error && code !== undefined && ERROR_CODES.includes(code);
  return isOurs
    ? { code, message: message ?? '' }
    : { code: 'INTERNAL_ERROR', message: 'something went wrong on our side' };
}
