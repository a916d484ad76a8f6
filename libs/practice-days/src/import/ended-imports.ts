import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock, TTL_MS } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';

const QUEUE: QueueDefinition = {
  name: 'forget-ended-imports',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/**
 * Jobs that ended before `before` are forgotten. A job with a cancelled day is kept until a later job
 * has the day, and that later job is kept as long: it proves that the cancelled import was not the
 * last one. Failures of forgotten jobs no longer count.
 */
const FORGET_ENDED = `
  DELETE FROM import_jobs WHERE id IN (
    SELECT j.id FROM import_jobs j
    WHERE j.created_at < :before AND j.listed_at < :before
      AND NOT EXISTS (SELECT FROM import_job_days d WHERE d.job_id = j.id
        AND (d.ended_at IS NULL OR d.ended_at >= :before))
      AND NOT EXISTS (SELECT FROM import_job_days d WHERE d.job_id = j.id AND d.state = 'cancelled'
        AND NOT EXISTS (SELECT FROM import_job_days later
          WHERE later.day_id = d.day_id AND later.ended_at > d.ended_at))
      AND NOT EXISTS (SELECT FROM import_job_days d JOIN import_job_days earlier
        ON earlier.day_id = d.day_id AND earlier.job_id <> d.job_id
          AND earlier.state = 'cancelled' AND earlier.ended_at < d.ended_at
        WHERE d.job_id = j.id)
    LIMIT 1000)`;

/** Forgets imports that ended a month ago; the days that they brought stay. */
@Injectable()
export class EndedImports implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, () => this.forget());
  }

  @Cron(CronExpression.EVERY_HOUR, { name: 'ended imports' })
  async queueForgetting(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  /** Deletes a thousand jobs at a time, so that nobody has to wait for it. */
  async forget(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - TTL_MS.endedImport);
    let deleted: number;
    do {
      [, deleted] = await runSql<[unknown[], number]>(this.database, FORGET_ENDED, { before });
    } while (deleted > 0);
  }
}
