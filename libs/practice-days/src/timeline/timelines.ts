import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { concat, defer, map, mergeMap, type Observable, of } from 'rxjs';
import { Clock, monthKey, type MonthKey } from '@trackside/calendar';
import type { DiscoveryRecord } from '@trackside/contracts';
import { JobNotFoundError } from '@trackside/jobs';
import type { Turn } from '@trackside/liverc-scraper';
import { withHeartbeats } from '@trackside/streams';
import { Tracks } from '@trackside/tracks';
import {
  isMonthEnd,
  type MonthEnd,
  toDone,
  toStarted,
  withoutMonths,
} from '../discovery/discovery-records.js';
import { KnownMonths } from '../discovery/known-months.js';
import type { StreamedRecord } from '../discovery/practice-discovery.js';
import { decodeResumeCursor, encodeResumeCursor } from '../discovery/resume-cursor.js';
import { rangeOf, type StoryPart, type TimelineWish } from './discovery-jobs.js';
import { TIMELINE_HINT } from './discovery-job-kind.js';
import { TimelineStore } from './timeline-store.js';
import { TimelineStories } from './timeline-stories.js';
import { TimelineWorker } from './timeline-worker.js';

/** Below the 15 s of silence that a stream may have. */
const HEARTBEAT_MS = 10_000;

/** Discoveries in the background, shared by all who ask for the same. */
@Injectable()
export class Timelines {
  constructor(
    private readonly store: TimelineStore,
    private readonly worker: TimelineWorker,
    private readonly stories: TimelineStories,
    private readonly tracks: Tracks,
    private readonly known: KnownMonths,
    private readonly clock: Clock,
  ) {}

  /**
   * Joins the discovery of that wish which has not ended, or begins one; waits for nothing of
   * LiveRC. It runs to its end, whether anybody follows it or not.
   *
   * @param turn of whoever asks: its `begin` is asked for each month that LiveRC is to be asked for
   * @returns the id of its job
   * @throws TurnRefusedError
   */
  async begin(wish: TimelineWish, turn?: Turn): Promise<string> {
    if (turn?.begin) await this.beginMonths(wish, turn.begin);
    const id = await this.store.join(randomUUID(), wish, this.clock.now());
    await this.worker.begin(id);
    return id;
  }

  /**
   * The records of a discovery from the beginning, whenever the reader comes: `started`, then each
   * month's `listing` and `month` or `month_failed` in the order in which they were told,
   * `heartbeat` in silence, `done` last. Every process on the same database tells the same.
   *
   * @param resumeFrom the cursor of the last record received; months it names are left out, and
   *   `started` and `done` speak of the rest; ignored when it is not of this range
   * @throws JobNotFoundError before the stream begins, also when the discovery ended a day ago
   */
  async follow(jobId: string, resumeFrom?: string): Promise<Observable<StreamedRecord>> {
    const job = await this.stories.findJob(jobId);
    if (!job) throw new JobNotFoundError(jobId, [TIMELINE_HINT]);
    const range = rangeOf(job);
    const received = decodeResumeCursor(resumeFrom, job.trackId, range);
    const rest = withoutMonths(range, received);
    const months = new Set(rest.months.map(monthKey));
    return concat(of(toStarted(rest)), this.records(jobId, months)).pipe(
      withHeartbeats(HEARTBEAT_MS),
      map((record) => {
        if (record.type === 'month' && record.status === 'complete') received.add(monthKey(record));
        return { record, cursor: encodeResumeCursor(job.trackId, range, received) };
      }),
    );
  }

  /** The job is everybody's: who has it begun answers for its months, before it begins. */
  private async beginMonths(wish: TimelineWish, begin: NonNullable<Turn['begin']>): Promise<void> {
    if (await this.store.isUnderWay(wish)) return;
    const range = rangeOf(wish);
    const track = await this.tracks.find(wish.trackId);
    const turn: Turn = { key: '', lane: 'people' };
    const { refresh, skipCovered } = wish;
    const { unknown } = await this.known.triage(track, { range, refresh, skipCovered, turn });
    if (unknown.length > 0) await begin(unknown.length);
  }

  private records(jobId: string, months: ReadonlySet<MonthKey>): Observable<DiscoveryRecord> {
    return defer(() => {
      const ends: MonthEnd[] = [];
      return this.stories.follow(jobId).pipe(
        mergeMap((part): DiscoveryRecord[] => {
          const records = part.records.filter((record) => months.has(monthKey(record)));
          ends.push(...records.filter(isMonthEnd));
          return part.job.endedAt ? [...records, toDone(ends, elapsedMs(part))] : records;
        }),
      );
    });
  }
}

/** How long the discovery took; clocks of two processes may differ. */
function elapsedMs({ job }: StoryPart): number {
  return Math.max(0, (job.endedAt?.getTime() ?? 0) - job.createdAt.getTime());
}
