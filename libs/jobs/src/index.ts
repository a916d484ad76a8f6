export { JobQueue } from './job-queue.js';
export { JobsModule } from './jobs.module.js';
export type { JobsOptions } from './options.js';
export type { QueuedJob, QueueDefinition } from './queue-definition.js';
