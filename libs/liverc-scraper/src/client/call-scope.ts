/** The reason with which a call's own deadline aborts it. */
export const CALL_TOO_LONG = new Error('the call took too long in all');

/**
 * The life of one call: ends when its caller aborts, when requests are switched off, or when its
 * attempts have taken too long in all.
 */
export class CallScope {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly follow = () => this.stop(this.caller?.reason);

  constructor(private readonly caller: AbortSignal | undefined) {
    if (caller?.aborted) this.stop(caller.reason);
    else caller?.addEventListener('abort', this.follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Starts the deadline over all attempts, once; the time spent in line before is free. */
  startDeadline(ms: number): void {
    this.timer ??= setTimeout(() => this.stop(CALL_TOO_LONG), ms);
  }

  stop(reason: unknown): void {
    this.controller.abort(reason);
  }

  /** Lets go of timer and listener; to be called when the call is over. */
  end(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.follow);
  }
}
