import type { ErrorDetail } from '@trackside/contracts';

/** Credentials that are wrong, expired or revoked; which of these is not told. */
export class CredentialsError extends Error {
  readonly code = 'UNAUTHORIZED';
  override readonly name = 'CredentialsError';
}

/** A value that can't be taken. */
export class AccountValueError extends Error {
  readonly code = 'VALIDATION_ERROR';
  override readonly name = 'AccountValueError';
  readonly details: ErrorDetail[];

  constructor(field: string, message: string) {
    super(`${field} ${message}`);
    this.details = [{ field, message }];
  }
}

/** Something is in the way that the caller can remove. */
export class AccountConflictError extends Error {
  readonly code = 'CONFLICT';
  override readonly name = 'AccountConflictError';
}

/** The caller has nothing of that id: it is not there, or is somebody else's. */
export class AccountThingNotFoundError extends Error {
  readonly code = 'NOT_FOUND';
  override readonly name = 'AccountThingNotFoundError';
}
