/**
 * Every code a failure may carry, in an error envelope or in a `month_failed` record. The list is
 * closed: programs outside branch on it.
 */
export const ERROR_CODES = [
  'VALIDATION_ERROR',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'TRACK_NOT_FOUND',
  'PRACTICE_DAY_NOT_FOUND',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'LIVERC_PAGE_CHANGED',
  'LIVERC_PAGE_INCOMPLETE',
  'LIVERC_UNAVAILABLE',
  'LIVERC_DISABLED',
  'SERVICE_UNAVAILABLE',
  'LIVERC_TIMEOUT',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The codes with which a page of LiveRC can fail to become known. */
export type LivercErrorCode = Extract<ErrorCode, `LIVERC_${string}`>;

/** One bad field of a request. */
export interface ErrorDetail {
  /** Name of the field as it stands in the request; `body` for the body as a whole. */
  field: string;
  /** What is wrong and what would be right. */
  message: string;
}

export interface SuccessEnvelope<T> {
  success: true;
  data: T;
}

export interface FailureEnvelope {
  success: false;
  error: { code: ErrorCode; message: string; details?: ErrorDetail[] };
  request_id: string;
}
