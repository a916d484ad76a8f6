/** The key belongs to another request of the caller's. */
export class KeyTakenError extends Error {
  readonly code = 'CONFLICT';
  override readonly name = 'KeyTakenError';

  constructor(key: string) {
    super(
      `the Idempotency-Key "${key}" belongs to another request of the last 24 hours: send that one ` +
        'again as it was, or take a new key',
    );
  }
}

/** The first request with the key has no answer yet. */
export class StillAnsweringError extends Error {
  readonly code = 'CONFLICT';
  override readonly name = 'StillAnsweringError';
  readonly retryAfterSeconds = 5;

  constructor(key: string) {
    super(
      `the request with the Idempotency-Key "${key}" is still being answered: send it again in a ` +
        'few seconds',
    );
  }
}
