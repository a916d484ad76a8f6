import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { PrivacyRequests } from './privacy-requests.js';

const QUEUE: QueueDefinition = {
  name: 'forget-privacy-requests',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 3_600,
};

/** Forgets requests that nobody decides, and goes on where hiding a name was cut off. */
@Injectable()
export class OldRequests implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly requests: PrivacyRequests,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.requests.forgetOld());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'privacy requests' })
  async queueForgetting(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }
}
