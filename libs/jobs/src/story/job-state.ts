import type { JobState } from '@trackside/contracts';

/** Whether nothing more will happen to a job. */
export function hasEnded(state: JobState): boolean {
  return state === 'completed' || state === 'failed' || state === 'cancelled';
}
