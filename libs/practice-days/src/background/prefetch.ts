import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import {
  ageMs,
  Clock,
  defaultDates,
  firstDate,
  firstUnsettledDate,
  isWithin,
  lastDate,
  monthKey,
  monthOf,
  monthOfKey,
  monthsTouching,
  TTL_MS,
} from '@trackside/calendar';
import { JobQueue, type QueuedJob, type QueueDefinition } from '@trackside/jobs';
import { LivercError, LivercScraper, Waiters } from '@trackside/liverc-scraper';
import { Catalogue, type StoredTrack, Tracks } from '@trackside/tracks';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import type { BackgroundOutcome } from './background-reading.js';
import { MonthReading } from './month-reading.js';
import { PrefetchBudget } from './prefetch-budget.js';
import {
  AHEAD_MS,
  chooseMonths,
  type PrefetchCandidate,
  type PrefetchChoice,
  SEARCHES_COUNT_MS,
} from './prefetch-choice.js';
import { allowanceOf } from './prefetch-pace.js';
import { PrefetchStore } from './prefetch-store.js';
import { type DashboardWord, QuietTrack } from './quiet-track.js';
import { SendLimit } from './send-limit.js';

/** Reads one month of one track before anybody asks; its key is both. A tick tries again. */
const QUEUE: QueueDefinition = {
  name: 'prefetch-practice-month',
  concurrency: 3,
  retries: 0,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

/** Who has just started leaves LiveRC to those who ask. */
const QUIET_START_MS = 10 * 60_000;
const TOO_MANY_REQUESTS = 429;

/** Reads the tracks that people want before they ask, within a budget for each day. */
@Injectable()
export class Prefetch implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Prefetch.name);
  private startedAt: Date;
  /** When the catalogue was last asked for its marks. */
  private marksAskedAt: Date | null = null;
  /** Readings under way. */
  private readonly limits = new Set<SendLimit>();
  private stopListening = (): void => {};

  constructor(
    private readonly queue: JobQueue,
    private readonly tracks: Tracks,
    private readonly catalogue: Catalogue,
    private readonly scraper: LivercScraper,
    private readonly reading: MonthReading,
    private readonly quiet: QuietTrack,
    private readonly store: PrefetchStore,
    private readonly budget: PrefetchBudget,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register<PrefetchChoice>(QUEUE, (job) => this.read(job));
    if (this.options.prefetchRequestsPerDay === 0) return;
    this.stopListening = this.scraper.listen(({ status }) => {
      if (status === TOO_MANY_REQUESTS) void this.stopForToday();
    });
  }

  onApplicationBootstrap(): void {
    this.startedAt = this.clock.now();
  }

  onModuleDestroy(): void {
    this.stopListening();
  }

  /** Queues what is worth reading now. */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'prefetch' })
  async queueChosen(): Promise<void> {
    const now = this.clock.now();
    if (!this.mayWork(now)) return;
    try {
      const allowance = await this.allowanceAt(now);
      if (allowance > 0) await this.renewMarks(now);
      if (allowance > 0) await this.queueWithin(allowance, now);
      if (now.getUTCMinutes() === 0) await this.budget.forgetOld(now);
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private mayWork(now: Date): boolean {
    if (this.options.prefetchRequestsPerDay === 0 || !this.queue.works) return false;
    return ageMs(this.startedAt, now) >= QUIET_START_MS;
  }

  private async allowanceAt(now: Date): Promise<number> {
    const [spent, searched] = await Promise.all([
      this.budget.spent(now),
      this.store.findHours(now),
    ]);
    if (spent.stopped) return 0;
    return allowanceOf(this.options.prefetchRequestsPerDay, spent, searched, now);
  }

  private async queueWithin(allowance: number, now: Date): Promise<void> {
    const candidates = await this.findCandidates(now);
    const { openMonthTtlSeconds } = this.options;
    const chosen = chooseMonths(candidates, { now, allowance, openMonthTtlSeconds });
    await this.queue.sendAll(
      QUEUE.name,
      chosen.map((choice) => ({ key: `${choice.trackId}:${choice.month}`, data: choice })),
    );
  }

  /** Which tracks practise just now the catalogue tells: one page an hour. */
  private async renewMarks(now: Date): Promise<void> {
    if (isWithin(TTL_MS.catalogueMarks, this.marksAskedAt, now)) return;
    if (!(await this.catalogue.isOlderThan(TTL_MS.catalogueMarks))) return;
    this.marksAskedAt = now;
    const page = { expected: 1, most: 1 };
    if (await this.budget.reserve(page, this.options.prefetchRequestsPerDay, now)) {
      await this.catalogue.queueReading();
    }
  }

  private async findCandidates(now: Date): Promise<PrefetchCandidate[]> {
    const { startDate, endDate } = defaultDates(now);
    const present = monthsTouching(firstUnsettledDate(now), endDate).map(monthKey);
    const searchedSince = new Date(now.getTime() - SEARCHES_COUNT_MS);
    const tracks = await this.tracks.findInteresting(searchedSince, present);
    const ids = tracks.map(({ id }) => id);
    const oldest = monthKey(monthOf(startDate));
    const states = await this.store.findStates(ids, oldest, firstUnsettledDate(now));
    return tracks.map((track) => ({ ...track, ...states.get(track.id)! }));
  }

  private async read({ data, signal }: QueuedJob<PrefetchChoice>): Promise<void> {
    const now = this.clock.now();
    const perDay = this.options.prefetchRequestsPerDay;
    if (!this.mayWork(now)) return;
    const reserved = await this.budget.reserve(data, perDay, now);
    if (!reserved) return;
    const limit = new SendLimit(reserved.requests);
    this.limits.add(limit);
    try {
      await this.readWithin(limit, data, AbortSignal.any([signal, limit.signal]));
    } finally {
      this.limits.delete(limit);
      await reserved.settle(limit.sent);
    }
    signal.throwIfAborted();
  }

  private async readWithin(
    limit: SendLimit,
    choice: PrefetchChoice,
    signal: AbortSignal,
  ): Promise<void> {
    const { trackId, month } = choice;
    const track = await this.tracks.find(trackId);
    const word = await this.askDashboard(track, choice, limit, signal);
    if (word?.unchanged) return this.end(trackId, 'unchanged');
    const days = { from: firstDate(monthOfKey(month)), until: lastDate(monthOfKey(month)) };
    const how = { aheadMs: AHEAD_MS, onSend: () => limit.take() };
    const { outcome } = await this.reading.read(track, days, signal, how);
    if (outcome === 'complete') await word?.noteListed();
    await this.end(trackId, outcome);
  }

  /** Null where it was not asked, or could not be read: the month is read then. */
  private async askDashboard(
    { id, slug }: StoredTrack,
    { month, viaDashboard }: PrefetchChoice,
    limit: SendLimit,
    signal: AbortSignal,
  ): Promise<DashboardWord | null> {
    if (!viaDashboard) return null;
    const turn = { key: id, lane: 'background', onSend: () => limit.take() } as const;
    const options = { signal, waiters: Waiters.of(turn) };
    try {
      return await this.quiet.ask(slug, { trackId: id, month }, options);
    } catch (error) {
      if (error instanceof LivercError) return null;
      throw error;
    }
  }

  private async end(trackId: string, outcome: BackgroundOutcome): Promise<void> {
    this.options.onBackgroundReading?.({ kind: 'prefetch', outcome });
    if (outcome === 'interrupted') return;
    await this.store.noteRead(trackId, this.clock.now(), outcome === 'failed');
  }

  /** What is under way is let go of; until the day is over no process begins anything. */
  private async stopForToday(): Promise<void> {
    for (const limit of this.limits) limit.stop('LiveRC has said 429');
    try {
      await this.budget.stop(this.clock.now());
      this.logger.warn('LiveRC has said 429: nothing more is read ahead on this UTC day');
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }
}
