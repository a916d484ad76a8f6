import {
  catchError,
  defer,
  distinctUntilChanged,
  filter,
  finalize,
  type Observable,
  of,
  repeat,
  ReplaySubject,
  share,
  takeWhile,
  throwError,
  timer,
} from 'rxjs';
import type { Job, JobRecord } from '@trackside/contracts';
import { databaseTrouble } from '@trackside/database';
import { withHeartbeats } from '@trackside/streams';
import { toJobRecords } from './job-records.js';
import { hasEnded } from './job-state.js';

/** How often a followed job is looked at. */
const PAUSE_MS = 400;
/** Looking at a job of hundreds of days takes time: a pause is so many times as long as a look. */
const PAUSE_FACTOR = 8;
/** Shorter than the 15 s for which a stream may be silent. */
const HEARTBEAT_MS = 10_000;

/** Follows jobs. All followers of a job in this process share one look at it. */
export class JobFollowing {
  private readonly followed = new Map<string, Observable<Job>>();

  /** @param find returns the present state of the job; null when there is none */
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
      // A database that is away comes back: whoever follows waits.
      catchError((error: unknown) => (databaseTrouble(error) ? of(null) : throwError(() => error))),
      repeat({ delay: () => timer(Math.max(PAUSE_MS, tookMs * PAUSE_FACTOR)) }),
      filter((job) => job !== null),
      distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
      takeWhile(({ state }) => !hasEnded(state), true),
      finalize(() => this.followed.delete(id)),
      share({ connector: () => new ReplaySubject(1) }),
    );
  }
}
