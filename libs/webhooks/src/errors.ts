import type { ErrorDetail } from '@trackside/contracts';

/** The caller has no such webhook, or no such delivery: it is not there, or is somebody else's. */
export class WebhookNotFoundError extends Error {
  readonly code = 'NOT_FOUND';
  override readonly name = 'WebhookNotFoundError';
}

/** Something is in the way that the caller can remove. */
export class WebhookConflictError extends Error {
  readonly code = 'CONFLICT';
  override readonly name = 'WebhookConflictError';
}

/** Nothing is ever sent to this address. */
export class ReceiverRefusedError extends Error {
  readonly code = 'VALIDATION_ERROR';
  override readonly name = 'ReceiverRefusedError';
  readonly details: ErrorDetail[];

  constructor(message: string) {
    super(`url ${message}`);
    this.details = [{ field: 'url', message }];
  }
}
