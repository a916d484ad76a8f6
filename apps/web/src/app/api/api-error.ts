import type { ErrorCode, ErrorDetail, FailureEnvelope } from '@trackside/contracts';
import { isOffline } from '../browser/offline';

/** `UNREACHABLE` is the page's own: no answer came, or one that is not Trackside's. */
export type ApiErrorCode = ErrorCode | 'UNREACHABLE';

/** A request to Trackside's API that failed, with everything a person needs to report it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly requestId: string | null = null,
    readonly retryAfterSeconds: number | null = null,
    readonly details: readonly ErrorDetail[] = [],
  ) {
    super(message);
  }
}

/** No answer came at all: there is no network, or no server at its end. */
export class UnansweredError extends ApiError {
  constructor(cause: unknown) {
    const words = isOffline() ? 'There is no network.' : 'Trackside’s server does not answer.';
    super('UNREACHABLE', words);
    this.cause = cause;
  }
}

/** Reads a failed answer; a body that is no envelope (a proxy's page) becomes `UNREACHABLE`. */
export async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const requestId = response.headers.get('x-request-id');
  if (!isFailure(body)) {
    const message = `The server answered ${response.status} without saying why.`;
    return new ApiError('UNREACHABLE', message, requestId);
  }
  const { code, message, details } = body.error;
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(wait) ? wait : null;
  return new ApiError(code, message, body.request_id, retryAfterSeconds, details);
}

/** Whatever a request threw, as an `ApiError`. Aborts are the caller's to tell apart. */
export function asApiError(cause: unknown): ApiError {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (error instanceof ApiError) {
      return error;
    }
  }
  return new ApiError('UNREACHABLE', 'Trackside’s server does not answer.');
}

/** Whether a request failed because nobody has answered it. */
export function isUnanswered(cause: unknown): boolean {
  return cause !== undefined && asApiError(cause) instanceof UnansweredError;
}

function isFailure(body: unknown): body is FailureEnvelope {
  return (
    typeof body === 'object' &&
    body !== null &&
    'error' in body &&
    typeof body.error === 'object' &&
    body.error !== null &&
    'code' in body.error
  );
}
