import {
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  type Observable,
  repeat,
  ReplaySubject,
  share,
  takeWhile,
  timer,
} from 'rxjs';
import type { Job, JobRecord } from '@trackside/contracts';
import { withHeartbeats } from '@trackside/streams';
import { toJobRecords } from './job-records.js';
import { hasEnded } from './job-state.js';

/** How often a followed job is looked at. */
const PAUSE_MS = 400;
/** A look at a job of hundreds of days takes its time: pauses are so many times as long. */
const PAUSE_FACTOR = 8;
/** Below the 15 s of silence that a stream may have. */
const HEARTBEAT_MS = 10_000;

/** Follows jobs: one look at a time, whatever the number of followers in this process. */
export class JobFollowing {
  private readonly followed = new Map<string, Observable<Job>>();

  /** @param find gives the job as it stands; null when there is none */
  constructor(private readonly find: (id: string) => Promise<Job | null>) {}

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
      const job = await this.find(id);
      tookMs = performance.now() - startedAt;
      return job;
    });
    return look.pipe(
      repeat({ delay: () => timer(Math.max(PAUSE_MS, tookMs * PAUSE_FACTOR)) }),
      filter((job) => job !== null),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      takeWhile(({ state }) => !hasEnded(state), true),
      finalize(() => this.followed.delete(id)),
      share({ connector: () => new ReplaySubject(1) }),
    );
  }
}
