import { concat, defer, map, type Observable, of, switchMap, timer } from 'rxjs';
import type { Job, JobDay, JobRecord } from '@trackside/contracts';
import { hasEnded } from './job-state.js';

/** A job of at most so many days is sent as a whole whenever it has changed. */
const FEW_DAYS = 10;
/** A longer job is sent as a whole after so long a pause for each day: some 4 kB a second. */
const PAUSE_PER_DAY_MS = 50;

/**
 * The records for one follower. The first one is the whole job, as `progress`, and the last one is
 * the whole job, as `done`. Between them, records of a long job name only what has changed. Now and
 * then the whole job comes again: a reader of `progress` alone knows every state a pause later.
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
