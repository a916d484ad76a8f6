import { concat, defer, map, type Observable, of, switchMap, timer } from 'rxjs';
import type { Job, JobDay, JobRecord } from '@trackside/contracts';
import { hasEnded } from './job-state.js';

/** A job of so many days is told as a whole whenever it has changed. */
const FEW_DAYS = 10;
/** Else it is told as a whole after so long a pause for each of its days: some 4 kB a second. */
const PAUSE_PER_DAY_MS = 50;

/**
 * The records for one follower: the whole job first, as `progress`, and last, as `done`. Between
 * them a long job is told by what has changed, and as a whole only now and then: always so that
 * somebody who reads `progress` alone knows the latest state a pause later.
 */
export function toJobRecords() {
  return (jobs: Observable<Job>): Observable<JobRecord> =>
    defer(() => {
      let told: Job | null = null;
      let wholeAt = 0;
      const whole = (job: Job): JobRecord => {
        [told, wholeAt] = [job, performance.now()];
        return { type: 'progress', ...job };
      };
      return jobs.pipe(
        switchMap((job): Observable<JobRecord> => {
          if (hasEnded(job.state)) return of({ type: 'done', ...job });
          const waitMs = wholeAt + pauseMs(job) - performance.now();
          if (told === null || waitMs <= 0) return of(whole(job));
          const changed = changedSince(told, job);
          told = job;
          return concat(of(changed), timer(waitMs).pipe(map(() => whole(job))));
        }),
      );
    });
}

function pauseMs({ days }: Job): number {
  return days.length <= FEW_DAYS ? 0 : days.length * PAUSE_PER_DAY_MS;
}

function changedSince(before: Job, { days, ...job }: Job): JobRecord {
  const known = new Map(before.days.map((day) => [day.date, day]));
  return {
    type: 'changed',
    ...job,
    changed_days: days.filter((day) => !isSame(day, known.get(day.date))),
  };
}

function isSame(a: JobDay, b: JobDay | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
