import type { JobQueue, QueuedJob, QueueDefinition } from '@trackside/jobs';

/** A queue without a database: the test hands its workers their jobs. */
export class FakeQueue {
  works = true;
  private readonly workers = new Map<string, (job: QueuedJob<object>) => Promise<void>>();

  register(definition: QueueDefinition, handle: (job: QueuedJob<object>) => Promise<void>): void {
    this.workers.set(definition.name, handle);
  }

  /** One attempt at a job, the first of several unless told otherwise. */
  async attempt(
    queue: QueueDefinition,
    data: object,
    { isLastAttempt = false, signal = new AbortController().signal } = {},
  ): Promise<void> {
    await this.workers.get(queue.name)?.({ data, signal, isLastAttempt });
  }

  asJobQueue(): JobQueue {
    return this as unknown as JobQueue;
  }
}
