import { Injectable } from '@nestjs/common';
import {
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  map,
  type Observable,
  repeat,
  ReplaySubject,
  share,
  takeWhile,
  timer,
} from 'rxjs';
import type { Job, JobRecord } from '@trackside/contracts';
import { withHeartbeats } from '@trackside/streams';
import { ImportJobStore } from './import-job-store.js';
import { toJobRecords } from './job-records.js';
import { hasEnded, toJob } from './job-view.js';

/** How often a followed job is looked at. */
const PAUSE_MS = 400;
/** A look at a job of hundreds of days takes its time: pauses are so many times as long. */
const PAUSE_FACTOR = 8;
/** Below the 15 s of silence that a stream may have. */
const HEARTBEAT_MS = 10_000;

/** Follows jobs: one look at a time, whatever the number of followers in this process. */
@Injectable()
export class JobProgress {
  private readonly followed = new Map<string, Observable<Job>>();

  constructor(private readonly jobs: ImportJobStore) {}

  /**
   * The job from now on: `progress` first, then `changed` or `progress` whenever it has changed,
   * `heartbeat` in silence, `done` last.
   */
  follow(id: string): Observable<JobRecord> {
    const shared = this.followed.get(id) ?? this.watch(id);
    this.followed.set(id, shared);
    return shared.pipe(toJobRecords(), withHeartbeats(HEARTBEAT_MS));
  }

  private watch(id: string): Observable<Job> {
    let tookMs = 0;
    const look = defer(async () => {
      const startedAt = performance.now();
      const stored = await this.jobs.find(id);
      tookMs = performance.now() - startedAt;
      return stored;
    });
    return look.pipe(
      repeat({ delay: () => timer(Math.max(PAUSE_MS, tookMs * PAUSE_FACTOR)) }),
      filter((stored) => stored !== null),
      map(toJob),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      takeWhile(({ state }) => !hasEnded(state), true),
      finalize(() => this.followed.delete(id)),
      share({ connector: () => new ReplaySubject(1) }),
    );
  }
}
