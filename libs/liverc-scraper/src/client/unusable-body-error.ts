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
