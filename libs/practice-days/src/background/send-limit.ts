/** Lets so many requests go, and lets go of the work when it wants another one. */
export class SendLimit {
  sent = 0;
  private readonly over = new AbortController();

  constructor(private readonly most: number) {}

  get signal(): AbortSignal {
    return this.over.signal;
  }

  take(): void {
    if (this.sent < this.most) this.sent += 1;
    else this.stop('the requests that were reserved are sent');
  }

  stop(reason: string): void {
    this.over.abort(new Error(reason));
  }
}
