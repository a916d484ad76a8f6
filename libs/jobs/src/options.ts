/** What configuration decides about background jobs. */
export interface JobsOptions {
  /** PostgreSQL that holds the queues. */
  databaseUrl: string;
  /** Whether this process works on jobs, or only queues them. */
  works: boolean;
}

export const JOBS_OPTIONS = Symbol('JOBS_OPTIONS');
