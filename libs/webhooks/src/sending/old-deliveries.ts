import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock } from '@trackside/calendar';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { DeliveryStore } from './delivery-store.js';
import { DELIVERIES_KEPT_MS } from './pauses.js';

const QUEUE: QueueDefinition = {
  name: 'forget-webhook-deliveries',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Forgets what was sent a month ago. */
@Injectable()
export class OldDeliveries implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly store: DeliveryStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.forget());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'old webhook deliveries' })
  async queueForgetting(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  async forget(): Promise<void> {
    await this.store.forget(new Date(this.clock.now().getTime() - DELIVERIES_KEPT_MS));
  }
}
