import { Injectable } from '@nestjs/common';
import {
  catchError,
  defer,
  EMPTY,
  filter,
  finalize,
  merge,
  mergeMap,
  type Observable,
  ReplaySubject,
  share,
  Subject,
  takeWhile,
  throttle,
  throwError,
  timer,
} from 'rxjs';
import { Clock, TTL_MS } from '@trackside/calendar';
import { DatabaseBus, databaseTrouble } from '@trackside/database';
import { JobNotFoundError } from '@trackside/jobs';
import type { DiscoveryJobRow, StoryPart } from './discovery-jobs.js';
import { TIMELINES, TimelineStore } from './timeline-store.js';

/** How often a story is looked at of which no message comes. */
const LOOK_MS = 2_000;

/** Stories of discoveries as they are told. All who follow one in this process share its looks. */
@Injectable()
export class TimelineStories {
  private readonly followed = new Map<string, Observable<StoryPart>>();

  constructor(
    private readonly store: TimelineStore,
    private readonly bus: DatabaseBus,
    private readonly clock: Clock,
  ) {}

  /** @returns null when there is no such job, or when it ended a day ago */
  async findJob(jobId: string): Promise<DiscoveryJobRow | null> {
    return (await this.store.findWithMonths(jobId, this.endedSince()))?.job ?? null;
  }

  /** The story from its beginning, part by part; it completes when the job has ended. */
  follow(jobId: string): Observable<StoryPart> {
    return defer(() => {
      const shared = this.followed.get(jobId) ?? this.watch(jobId);
      this.followed.set(jobId, shared);
      return shared;
    });
  }

  /** Looks whenever any process has told something, and now and then; one look at a time. */
  private watch(jobId: string): Observable<StoryPart> {
    let place = 0;
    const looked = new Subject<void>();
    const look = defer(async () => {
      const part = await this.store.findStory(jobId, place, this.endedSince());
      // Only what ended is forgotten, and then nobody follows it any more.
      if (!part) throw new JobNotFoundError(jobId);
      place = part.place;
      return part;
    });
    const told = this.bus.listen(TIMELINES).pipe(filter((id) => id === null || id === jobId));
    // A database that is away comes back: whoever follows waits, and misses nothing.
    const nothingYet = (error: unknown) =>
      databaseTrouble(error) ? EMPTY : throwError(() => error);
    return merge(timer(0, LOOK_MS), told).pipe(
      throttle(() => looked, { leading: true, trailing: true }),
      mergeMap(() =>
        look.pipe(
          catchError(nothingYet),
          finalize(() => looked.next()),
        ),
      ),
      filter(({ job, records }) => records.length > 0 || job.endedAt !== null),
      takeWhile(({ job }) => job.endedAt === null, true),
      finalize(() => this.followed.delete(jobId)),
      share({ connector: () => new ReplaySubject<StoryPart>() }),
    );
  }

  private endedSince(): Date {
    return new Date(this.clock.now().getTime() - TTL_MS.endedDiscovery);
  }
}
