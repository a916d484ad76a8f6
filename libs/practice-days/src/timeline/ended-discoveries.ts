import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, TTL_MS } from '@trackside/calendar';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { TimelineStore } from './timeline-store.js';

const QUEUE: QueueDefinition = {
  name: 'forget-ended-discoveries',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Forgets discoveries in the background that ended a day ago; what they read stays. */
@Injectable()
export class EndedDiscoveries implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly store: TimelineStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.forget());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'ended discoveries' })
  async queueForgetting(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  /** Deletes a hundred at a time, so that nobody has to wait for it. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - TTL_MS.endedDiscovery);
    while ((await this.store.forget(before)) > 0);
  }
}
