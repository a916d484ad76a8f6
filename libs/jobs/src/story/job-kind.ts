import type { Job } from '@trackside/contracts';

/** A kind of job that people follow: its owner knows how far one is, and how to stop it. */
export interface JobKind {
  readonly kind: Job['kind'];
  /** The job as it stands; null when no job of the kind has the id. */
  find(id: string): Promise<Job | null>;
  /**
   * Cancels what has not ended of a job; what was done stays.
   *
   * @returns whether there is such a job
   */
  cancel(id: string): Promise<boolean>;
}
