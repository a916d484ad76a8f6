/** A job as it is handed to its worker. */
export interface QueuedJob<Data> {
  data: Data;
  /** Aborts when the process stops or the job has run out of time; the job then runs again. */
  signal: AbortSignal;
  /** No further attempt follows a failure of this one. */
  isLastAttempt: boolean;
}

/** A queue and how its jobs are tried. */
export interface QueueDefinition {
  name: string;
  /** Jobs of the queue that one process works on at a time. */
  concurrency: number;
  /**
   * How often each worker looks for retries, and for jobs announced while it was cut off; left out:
   * every 2 s.
   */
  pollingSeconds?: number;
  /** Attempts after the first one. The pause before them doubles each time. */
  retries: number;
  /** Pause before the first retry. */
  retryDelaySeconds: number;
  /** An attempt that takes longer is given up. */
  maxSeconds: number;
}

/** How much waits and is worked on, in all processes. */
export interface QueueLoad {
  /** Also those that wait for their next attempt. */
  queued: number;
  running: number;
  /** Since when the oldest has waited that could be worked on; null where none does. */
  oldestQueuedAt: Date | null;
}
