import type { JobQueue, QueuedJob, QueueDefinition, QueueLoad } from '@trackside/jobs';
import type { TestClock } from './test-clock.js';

/** Everything that is asked of the queue: what it can do more does not compile until it is here. */
type AskedOfQueue = Omit<
  JobQueue,
  'onApplicationBootstrap' | 'onModuleDestroy' | 'beforeApplicationShutdown'
>;

type Handler = (job: QueuedJob<object>) => Promise<void>;

interface Waiting {
  queue: string;
  key: string;
  data: object;
  /** By the test's clock, ahead or not. */
  dueMs: number;
  attempts: number;
}

/** More rounds than any sequence needs: a job that queues itself for ever is found out. */
const MOST_JOBS = 200;

/**
 * Jobs as pg-boss keeps them, but done when the test says so, one after another: a key is queued
 * once, a job that fails is tried again after its queue's pauses, and a restart loses nothing.
 */
export class SteppedQueue implements AskedOfQueue {
  readonly works = true;
  readonly failures: unknown[] = [];
  private readonly handlers = new Map<string, { definition: QueueDefinition; handle: Handler }>();
  private waiting: Waiting[] = [];

  constructor(private readonly clock: TestClock) {}

  register<Data extends object>(
    definition: QueueDefinition,
    handle: (job: QueuedJob<Data>) => Promise<void>,
  ): void {
    this.handlers.set(definition.name, { definition, handle: handle as Handler });
  }

  async send(queue: string, key: string, data: object): Promise<boolean> {
    if (this.waiting.some((job) => job.queue === queue && job.key === key)) return false;
    this.waiting.push({ queue, key, data, dueMs: this.clock.elapsedMs, attempts: 0 });
    return true;
  }

  async sendAll(queue: string, jobs: { key: string; data: object }[]): Promise<void> {
    for (const { key, data } of jobs) await this.send(queue, key, data);
  }

  async hurry(queue: string, key: string): Promise<void> {
    for (const job of this.waiting) {
      if (job.queue === queue && job.key === key) job.dueMs = this.clock.elapsedMs;
    }
  }

  async check(): Promise<void> {}

  async load(): Promise<QueueLoad> {
    return { queued: this.waiting.length, running: 0, oldestQueuedAt: null };
  }

  /** Nobody turns the switch here. */
  pause(): void {}
  resume(): void {}

  clear(): void {
    this.waiting = [];
  }

  /** Does every job that is due, also those that come up meanwhile. */
  async runDue(): Promise<void> {
    for (let done = 0; ; done += 1) {
      const job = this.waiting.find(({ dueMs }) => dueMs <= this.clock.elapsedMs);
      if (!job) return;
      if (done >= MOST_JOBS) throw new Error(`the jobs come to no end: ${JSON.stringify(job)}`);
      await this.attempt(job);
    }
  }

  private async attempt(job: Waiting): Promise<void> {
    const { definition, handle } = this.handlers.get(job.queue)!;
    const isLastAttempt = job.attempts >= definition.retries;
    const signal = new AbortController().signal;
    try {
      await handle({ data: job.data, signal, isLastAttempt });
      this.waiting = this.waiting.filter((one) => one !== job);
    } catch (error) {
      this.failures.push(error);
      job.attempts += 1;
      job.dueMs =
        this.clock.elapsedMs + definition.retryDelaySeconds * 1000 * 2 ** (job.attempts - 1);
      if (isLastAttempt) this.waiting = this.waiting.filter((one) => one !== job);
    }
  }
}
