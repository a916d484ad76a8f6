import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { Job } from '@trackside/contracts';
import { type JobKind, Jobs } from '@trackside/jobs';
import { EventJobStore } from '../storage/event-job-store.js';
import { ProgressView } from './progress-view.js';

/** Imports of events as jobs that people follow. */
@Injectable()
export class EventJobKind implements JobKind, OnModuleInit {
  readonly kind = 'event';
  readonly hint = 'POST /api/v1/events/import begins one';

  constructor(
    private readonly jobs: Jobs,
    private readonly store: EventJobStore,
    private readonly progress: ProgressView,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async find(id: string): Promise<Job | null> {
    const job = await this.store.find(id);
    if (!job) return null;
    return {
      id,
      kind: 'event',
      state: job.state,
      track_id: job.trackId,
      event_id: job.eventId,
      created_at: job.createdAt.toISOString(),
      finished_at: job.endedAt?.toISOString() ?? null,
      progress: await this.progress.find(job.eventId, job.trackId),
      error: job.error,
    };
  }

  cancel(id: string): Promise<boolean> {
    return this.store.cancel(id, this.clock.now());
  }
}
