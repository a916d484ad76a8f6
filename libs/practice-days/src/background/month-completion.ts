import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { mergeMap, Subscription } from 'rxjs';
import { Clock, type MonthKey, monthKey, windowOf } from '@trackside/calendar';
import { JobQueue, type QueuedJob, type QueueDefinition } from '@trackside/jobs';
import { type StoredTrack, TrackNotFoundError, Tracks } from '@trackside/tracks';
import { type DiscoveredMonth, RangeDiscovery } from '../discovery/range-discovery.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { MonthReading, troubleOf } from './month-reading.js';
import { latestDue, nextTry } from './retry-pace.js';
import { type UnfinishedMonth, UnfinishedMonthStore } from './unfinished-month-store.js';

/** Completes one month of one track; its key is both. A tick tries again, the queue does not. */
const QUEUE: QueueDefinition = {
  name: 'complete-practice-month',
  concurrency: 2,
  retries: 0,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Months that one tick queues. */
const MOST_MONTHS = 100;

/** A discovery of ten years that fails at once takes no more of the database's connections. */
const NOTED_AT_A_TIME = 3;

interface MonthJob {
  trackId: string;
  month: MonthKey;
}

/** Goes on with months that somebody has searched in vain, until they are complete. */
@Injectable()
export class MonthCompletion implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(MonthCompletion.name);
  private readonly noting = new Subscription();

  constructor(
    private readonly queue: JobQueue,
    private readonly tracks: Tracks,
    private readonly discovery: RangeDiscovery,
    private readonly reading: MonthReading,
    private readonly store: UnfinishedMonthStore,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register<MonthJob>(QUEUE, (job) => this.complete(job));
    const noted = this.discovery.ended.pipe(
      mergeMap((month) => this.reportFailure(() => this.note(month)), NOTED_AT_A_TIME),
    );
    this.noting.add(noted.subscribe());
  }

  onModuleDestroy(): void {
    this.noting.unsubscribe();
  }

  /** Queues the months that are due. */
  @Cron(CronExpression.EVERY_10_SECONDS, { name: 'unfinished months' })
  async queueDue(): Promise<void> {
    if (!this.queue.works) return;
    await this.reportFailure(async () => {
      const now = this.clock.now();
      const due = await this.store.findDue(now, latestDue(now), MOST_MONTHS);
      const jobs = due.map(({ trackId, month }) => ({
        key: `${trackId}:${month}`,
        data: { trackId, month } satisfies MonthJob,
      }));
      await this.queue.sendAll(QUEUE.name, jobs);
    });
  }

  /** A month that a person waited for to its end, and that is not complete, is noted. */
  private async note({ track, outcome, wish }: DiscoveredMonth): Promise<void> {
    if (wish.turn.lane !== 'people') return;
    const trouble = troubleOf(outcome, track, wish);
    if (!trouble) return;
    const searchedAt = this.clock.now();
    const dueAt = nextTry(trouble, { tries: 0, searchedAt }, searchedAt);
    if (!dueAt) return;
    const window = windowOf(outcome.month, wish.range);
    await this.store.note(track.id, monthKey(outcome.month), window, { searchedAt, dueAt });
  }

  private async complete({ data, signal }: QueuedJob<MonthJob>): Promise<void> {
    const unfinished = await this.store.find(data.trackId, data.month);
    const track = unfinished && (await this.findTrack(unfinished));
    if (unfinished && track) await this.read(track, unfinished, signal);
  }

  private async read(
    track: StoredTrack,
    unfinished: UnfinishedMonth,
    signal: AbortSignal,
  ): Promise<void> {
    const { outcome, trouble } = await this.reading.read(track, unfinished, signal);
    this.options.onBackgroundReading?.({ kind: 'completion', outcome });
    signal.throwIfAborted();
    // That LiveRC was switched off is no try: it waits until LiveRC is on again.
    if (trouble?.code === 'LIVERC_DISABLED') return;
    const dueAt = trouble && nextTry(trouble, withOneMore(unfinished), this.clock.now());
    if (dueAt) await this.store.postpone(unfinished, dueAt);
    else await this.store.forget(unfinished);
  }

  private async findTrack({ trackId }: UnfinishedMonth): Promise<StoredTrack | null> {
    try {
      return await this.tracks.find(trackId);
    } catch (error) {
      if (error instanceof TrackNotFoundError) return null;
      throw error;
    }
  }

  /** Logs a failure: the next tick, or the next search, tries again. */
  private async reportFailure(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }
}

/** Its tries, this one counted. */
function withOneMore({ tries, searchedAt }: UnfinishedMonth): { tries: number; searchedAt: Date } {
  return { tries: tries + 1, searchedAt };
}
