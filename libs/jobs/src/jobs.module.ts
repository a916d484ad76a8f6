import { type DynamicModule, Module } from '@nestjs/common';
import { JobQueue } from './job-queue.js';
import { JOBS_OPTIONS, type JobsOptions } from './options.js';

/** Background jobs, for all modules. */
@Module({})
export class JobsModule {
  static forRoot(options: JobsOptions): DynamicModule {
    return {
      module: JobsModule,
      global: true,
      providers: [{ provide: JOBS_OPTIONS, useValue: options }, JobQueue],
      exports: [JobQueue],
    };
  }
}
