import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, TTL_MS } from '@trackside/calendar';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { ImportJobStore } from './import-job-store.js';

const QUEUE: QueueDefinition = {
  name: 'forget-ended-imports',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Forgets imports that ended a month ago; the days that they brought stay. */
@Injectable()
export class EndedImports implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly store: ImportJobStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.forget());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'ended imports' })
  async queueForgetting(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  /** A hundred jobs at a time, so that nobody waits for it. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - TTL_MS.endedImport);
    while ((await this.store.forgetEnded(before)) > 0);
  }
}
