import { Module } from '@nestjs/common';
import { JobQueue } from './queue/job-queue.js';
import { Jobs } from './story/jobs.js';

/** Background jobs, and how people follow them. Expects JOBS_OPTIONS from a global module. */
@Module({ providers: [JobQueue, Jobs], exports: [JobQueue, Jobs] })
export class JobsModule {}
