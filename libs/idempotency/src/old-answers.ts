import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, TTL_MS } from '@trackside/calendar';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { KeptAnswerStore } from './kept-answer-store.js';

const QUEUE: QueueDefinition = {
  name: 'forget-kept-answers',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Forgets answers that are said again no more. */
@Injectable()
export class OldAnswers implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly store: KeptAnswerStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.forget());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'kept answers' })
  async queueForgetting(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  async forget(): Promise<void> {
    await this.store.forget(new Date(this.clock.now().getTime() - TTL_MS.keptAnswer));
  }
}
