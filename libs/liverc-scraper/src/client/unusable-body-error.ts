/** A body that is no page: too large, in an unknown coding, or not text. Never leaves the client. */
export class UnusableBodyError extends Error {
  constructor(
    message: string,
    /** Bytes received until it was given up. */
    readonly bytes: number,
  ) {
    super(message);
    this.name = 'UnusableBodyError';
  }
}

/** A body that did not arrive as it was sent: bytes were changed or lost. The next may be whole. */
export class DamagedBodyError extends UnusableBodyError {
  constructor(message: string, bytes: number) {
    super(message, bytes);
    this.name = 'DamagedBodyError';
  }
}
