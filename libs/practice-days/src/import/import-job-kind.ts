import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { Job } from '@trackside/contracts';
import { type JobKind, Jobs } from '@trackside/jobs';
import { ImportJobStore } from './import-job-store.js';
import { toJob } from './job-view.js';

/** Imports as jobs that people follow. */
@Injectable()
export class ImportJobKind implements JobKind, OnModuleInit {
  readonly kind = 'import';
  readonly hint = 'POST /api/v1/practice-days/ingest begins one';

  constructor(
    private readonly jobs: Jobs,
    private readonly store: ImportJobStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async find(id: string): Promise<Job | null> {
    const stored = await this.store.find(id);
    return stored && toJob(stored);
  }

  /** Another job that waits for the same day goes on. */
  cancel(id: string): Promise<boolean> {
    return this.store.cancel(id, this.clock.now());
  }
}
