import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, latestCredible, removedForGood } from '@trackside/calendar';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { SessionImportStore } from './session-import-store.js';

const QUEUE: QueueDefinition = {
  name: 'delete-removed-practice',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Deletes practice that two readings agreed to be gone and that has not come back for a week. */
@Injectable()
export class RemovedPractice implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly store: SessionImportStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.delete());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'removed practice' })
  async queueDeletion(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  /** Deletes a hundred days at a time, so that nobody has to wait for it. */
  async delete(): Promise<void> {
    const now = this.clock.now();
    while ((await this.store.deleteRemoved(removedForGood(now), latestCredible(now), now)) > 0);
  }
}
