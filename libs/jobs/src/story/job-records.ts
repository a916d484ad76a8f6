import { concat, defer, map, type Observable, of, switchMap, timer } from 'rxjs';
import type { ImportJob, Job, JobDay, JobRecord } from '@trackside/contracts';
import { hasEnded } from './job-state.js';

/** A job of at most so many days or months is sent as a whole whenever it has changed. */
const FEW_PARTS = 10;
/** A longer job is sent as a whole after so long a pause for each part: some 4 kB a second. */
const PAUSE_PER_PART_MS = 50;

/**
 * The records for one follower. The first one is the whole job, as `progress`, and the last one is
 * the whole job, as `done`. Between them, records of a long import name only what has changed; of a
 * long discovery its timeline tells each month. Now and then the whole job comes again: a reader of
 * `progress` alone knows every state a pause later.
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
          const later = timer(waitMs).pipe(map(() => whole(job)));
          if (job.kind !== 'import' || told.kind !== 'import') return later;
          const changed = changedSince(told, job);
          told = job;
          return concat(of(changed), later);
        }),
      );
    });
}

function pauseMs(job: Job): number {
  const parts = partsOf(job);
  return parts <= FEW_PARTS ? 0 : parts * PAUSE_PER_PART_MS;
}

function partsOf(job: Job): number {
  if (job.kind === 'import') return job.days.length;
  // An event's job tells counts, not its pages.
  return job.kind === 'event' ? 0 : job.months.length;
}

function changedSince(before: ImportJob, { days, ...job }: ImportJob): JobRecord {
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
