export { JobsModule } from './jobs.module.js';
export { JOBS_OPTIONS, type JobsOptions } from './options.js';
export { JobQueue } from './queue/job-queue.js';
export type { QueuedJob, QueueDefinition } from './queue/queue-definition.js';
export { type Failures, isTimeToRetry, longestRetryMs, type RetryPolicy } from './retry-policy.js';
export { JobNotFoundError } from './story/errors.js';
export type { JobKind } from './story/job-kind.js';
export { hasEnded } from './story/job-state.js';
export { Jobs } from './story/jobs.js';
