import { Injectable, inject, signal } from '@angular/core';
import { call } from '../api/trackside-api';
import { ServerStatus } from '../status/server-status';

/** Turns requests to LiveRC off and on, for all; off only when it is said twice. */
@Injectable()
export class LivercSwitch {
  readonly #status = inject(ServerStatus);

  /** Asked whether it is meant. */
  readonly asking = signal(false);
  readonly turning = signal(false);
  /** Why it could not be turned, in words. */
  readonly problem = signal<string | null>(null);

  async turn(enabled: boolean): Promise<void> {
    if (this.turning()) {
      return;
    }
    this.turning.set(true);
    this.problem.set(null);
    try {
      await call('/status/liverc', { method: 'PUT', body: { enabled } });
      this.asking.set(false);
    } catch (error) {
      this.problem.set(error instanceof Error ? error.message : String(error));
    } finally {
      this.turning.set(false);
      this.#status.refresh();
    }
  }
}
