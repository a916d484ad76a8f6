import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { concatMap, fromEvent, lastValueFrom, map, takeUntil, tap } from 'rxjs';
import { Clock } from '@trackside/calendar';
import { JobQueue, type QueuedJob, type QueueDefinition, whileWanted } from '@trackside/jobs';
import { LivercScraper } from '@trackside/liverc-scraper';
import { Tracks } from '@trackside/tracks';
import { toMonthError, toMonthEvent, withoutMonths } from '../discovery/discovery-records.js';
import { measured } from '../discovery/measured-discovery.js';
import { RangeDiscovery } from '../discovery/range-discovery.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { type DiscoveryJobRow, failuresOf, rangeOf, type StoryRecord } from './discovery-jobs.js';
import { TimelineStore } from './timeline-store.js';

/**
 * Discovers a range; its key is the job's id. Nearly all of its time a discovery waits for LiveRC,
 * whose gate sets the pace: so many at a time, because a person waits for each. Tried again when our
 * own database fails, or a process dies; what LiveRC refuses is an answer.
 */
const QUEUE: QueueDefinition = {
  name: 'discover-timeline',
  concurrency: 20,
  pollingSeconds: 5,
  retries: 8,
  retryDelaySeconds: 1,
  maxSeconds: 6 * 3_600,
};

interface TimelineJob {
  jobId: string;
}

/** Works on discoveries in the background, and makes sure that none is forgotten. */
@Injectable()
export class TimelineWorker implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(TimelineWorker.name);
  private readonly stopping = new AbortController();

  constructor(
    private readonly queue: JobQueue,
    private readonly scraper: LivercScraper,
    private readonly tracks: Tracks,
    private readonly months: RangeDiscovery,
    private readonly store: TimelineStore,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register<TimelineJob>(QUEUE, (job) => this.work(job));
  }

  onModuleDestroy(): void {
    this.stopping.abort(new Error('the process stops'));
  }

  /**
   * Has the job done, by whichever process works on jobs. While LiveRC is switched off none does:
   * then it is done here and at once, because nothing is asked for.
   */
  async begin(jobId: string): Promise<void> {
    if (!this.isSwitchedOff) {
      await this.queue.send(QUEUE.name, jobId, { jobId } satisfies TimelineJob);
      return;
    }
    const { signal } = this.stopping;
    this.work({ data: { jobId }, signal, isLastAttempt: true }).catch((error: unknown) => {
      if (!signal.aborted) this.logger.error(error);
    });
  }

  private get isSwitchedOff(): boolean {
    return this.scraper.health().state === 'disabled';
  }

  /** Queues discoveries that are not queued: a process may have died before it could queue them. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'timelines' })
  async queueForgotten(): Promise<void> {
    if (!this.queue.works) return;
    try {
      const open = await this.store.findOpen();
      const jobs = open.map((jobId) => ({ key: jobId, data: { jobId } satisfies TimelineJob }));
      if (jobs.length > 0) await this.queue.sendAll(QUEUE.name, jobs);
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async work({ data, signal, isLastAttempt }: QueuedJob<TimelineJob>): Promise<void> {
    const job = await this.store.beginWork(data.jobId, this.clock.now());
    if (!job) return;
    try {
      await whileWanted(
        () => this.store.isOpen(job.id),
        signal,
        (until) => this.discoverRest(job, until),
      );
      await this.store.end(job.id, this.clock.now());
    } catch (error) {
      // Whoever follows is told what is known, instead of waiting until jobs are worked on again.
      if (signal.aborted && this.isSwitchedOff && !this.stopping.signal.aborted) {
        return this.begin(job.id);
      }
      // That the process stops is no failure. The next one goes on with the months that are left.
      if (signal.aborted || !isLastAttempt) throw error;
      await this.store.end(job.id, this.clock.now(), failuresOf(job, toMonthError(error)));
    }
  }

  /** Discovers the months that have not ended, and stores what becomes of each as it is known. */
  private async discoverRest(job: DiscoveryJobRow, signal: AbortSignal): Promise<void> {
    const track = await this.tracks.find(job.trackId);
    const range = withoutMonths(rangeOf(job), await this.store.findEndedMonths(job.id));
    signal.throwIfAborted();
    if (range.months.length === 0) return;
    // Everybody who follows it is one of the people; pages of one track share a turn.
    const turn = { key: track.id, lane: 'people' } as const;
    const wish = { range, refresh: job.refresh, skipCovered: job.skipCovered, turn };
    const told: StoryRecord[] = [];
    const left = fromEvent(signal, 'abort').pipe(tap(() => signal.throwIfAborted()));
    const stored = this.months.discoverToTheEnd(track, wish).pipe(
      map((step) => toMonthEvent(step, track.slug, wish)),
      measured(this.options.onDiscovery),
      tap((record) => told.push(record)),
      // What comes while something is being stored is stored together.
      concatMap(async () => {
        const records = told.splice(0);
        if (records.length > 0) await this.store.tell(job.id, records);
      }),
      takeUntil(left),
    );
    await lastValueFrom(stored, { defaultValue: undefined });
  }
}
