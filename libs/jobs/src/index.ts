export { JobQueue } from './job-queue.js';
export { JobsModule } from './jobs.module.js';
export { JOBS_OPTIONS, type JobsOptions } from './options.js';
export type { QueuedJob, QueueDefinition } from './queue-definition.js';
