import type { Job } from '@trackside/contracts';

/** A kind of job that people follow. Whoever owns the kind finds its jobs and cancels them. */
export interface JobKind {
  readonly kind: Job['kind'];
  /** How people begin one, for those who ask for an unknown job; left out where they can't. */
  readonly hint?: string;
  /** The job as it stands; null when no job of the kind has the id. */
  find(id: string): Promise<Job | null>;
  /**
   * Cancels what has not ended of a job; what was done stays.
   *
   * @returns whether there is such a job
   */
  cancel(id: string): Promise<boolean>;
}
