import { HttpException, HttpStatus } from '@nestjs/common';
import { databaseTrouble } from '@trackside/database';
import { ERROR_CODES, type ErrorCode, type ErrorDetail } from '@trackside/contracts';

/** The status of each code; a code that is missing here does not compile. */
export const STATUS_OF: Record<ErrorCode, HttpStatus> = {
  VALIDATION_ERROR: HttpStatus.BAD_REQUEST,
  UNAUTHORIZED: HttpStatus.UNAUTHORIZED,
  FORBIDDEN: HttpStatus.FORBIDDEN,
  TRACK_NOT_FOUND: HttpStatus.NOT_FOUND,
  PRACTICE_DAY_NOT_FOUND: HttpStatus.NOT_FOUND,
  NOT_FOUND: HttpStatus.NOT_FOUND,
  METHOD_NOT_ALLOWED: HttpStatus.METHOD_NOT_ALLOWED,
  CONFLICT: HttpStatus.CONFLICT,
  PAYLOAD_TOO_LARGE: HttpStatus.PAYLOAD_TOO_LARGE,
  UNSUPPORTED_MEDIA_TYPE: HttpStatus.UNSUPPORTED_MEDIA_TYPE,
  RATE_LIMITED: HttpStatus.TOO_MANY_REQUESTS,
  INTERNAL_ERROR: HttpStatus.INTERNAL_SERVER_ERROR,
  LIVERC_PAGE_CHANGED: HttpStatus.BAD_GATEWAY,
  LIVERC_PAGE_INCOMPLETE: HttpStatus.BAD_GATEWAY,
  LIVERC_UNAVAILABLE: HttpStatus.SERVICE_UNAVAILABLE,
  LIVERC_DISABLED: HttpStatus.SERVICE_UNAVAILABLE,
  SERVICE_UNAVAILABLE: HttpStatus.SERVICE_UNAVAILABLE,
  LIVERC_TIMEOUT: HttpStatus.GATEWAY_TIMEOUT,
};

/** A failure on its way to the caller. */
export interface Failure {
  code: ErrorCode;
  message: string;
  details?: ErrorDetail[];
  retryAfterSeconds?: number;
  /** Methods that the address does answer. */
  allow?: string[];
}

/** The body or query breaks the contract; nothing was done. */
export class ValidationFailedError extends Error {
  readonly code = 'VALIDATION_ERROR';

  constructor(readonly details: ErrorDetail[]) {
    super(details.map(({ field, message }) => `${field} ${message}`).join('; '));
    this.name = 'ValidationFailedError';
  }
}

/** The address exists, but not for this method. */
export class MethodNotAllowedError extends Error {
  readonly code = 'METHOD_NOT_ALLOWED';

  constructor(
    method: string,
    path: string,
    readonly allow: string[],
  ) {
    super(`${path} does not answer ${method}; use ${allow.join(' or ')}`);
    this.name = 'MethodNotAllowedError';
  }
}

/** The caller is refused: it has no credentials, or is a web page of somebody else. */
export class RefusedError extends Error {
  constructor(
    readonly code: 'UNAUTHORIZED' | 'FORBIDDEN',
    message: string,
  ) {
    super(message);
    this.name = 'RefusedError';
  }
}

/** Something that this process needs does not answer. */
export class NotReadyError extends Error {
  readonly code = 'SERVICE_UNAVAILABLE';
  readonly retryAfterSeconds = 5;

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} does not answer; try again in a few seconds`, options);
    this.name = 'NotReadyError';
  }
}

/** The failure to tell for whatever was thrown; an unknown error becomes INTERNAL_ERROR. */
export function toFailure(error: unknown): Failure {
  if (error instanceof HttpException) return fromStatus(error);
  const trouble = databaseTrouble(error);
  if (trouble) return trouble;
  if (!isCoded(error)) {
    return { code: 'INTERNAL_ERROR', message: 'something went wrong on our side; try again' };
  }
  const { code, message, details, allow, retryAfterSeconds } = error;
  return { code, message, details, allow, retryAfterSeconds };
}

type CodedError = Error & Omit<Failure, 'message'>;

function isCoded(error: unknown): error is CodedError {
  return error instanceof Error && ERROR_CODES.includes((error as CodedError).code);
}

/** Failures that the framework raises before our code runs. */
function fromStatus(error: HttpException): Failure {
  switch (error.getStatus() as HttpStatus) {
    // The file server answers 403 for a file outside its folder.
    case HttpStatus.FORBIDDEN:
    case HttpStatus.NOT_FOUND:
      return { code: 'NOT_FOUND', message: 'there is nothing at this address; see /api/docs' };
    case HttpStatus.PAYLOAD_TOO_LARGE:
      return { code: 'PAYLOAD_TOO_LARGE', message: 'the body is larger than 1 MB' };
    case HttpStatus.UNSUPPORTED_MEDIA_TYPE:
      return {
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: 'send JSON, with Content-Type: application/json',
      };
    case HttpStatus.BAD_REQUEST:
      return { code: 'VALIDATION_ERROR', message: `the request can't be read: ${error.message}` };
    default:
      return { code: 'INTERNAL_ERROR', message: 'something went wrong on our side; try again' };
  }
}
