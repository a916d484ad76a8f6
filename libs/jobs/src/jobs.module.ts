import { Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';

/** Background jobs. Expects JOBS_OPTIONS from a global module. */
@Module({ providers: [JobQueue], exports: [JobQueue] })
export class JobsModule {}
