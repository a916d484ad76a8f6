import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { addDays, Clock, firstDate, monthsTouching } from '@trackside/calendar';
import type { DiscoverRangeResult } from '@trackside/contracts';
import { JobQueue, type QueuedJob, reasonOf, whileWanted } from '@trackside/jobs';
import { DiscoveryFailedError } from '../discovery/discovery-request.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { PracticeDiscovery } from '../discovery/practice-discovery.js';
import { type DateRange, ImportJobStore, type ListingJob } from './import-job-store.js';
import { SessionImportStore } from './session-import-store.js';
import { isPassing } from './failures.js';
import { PracticeImports, RANGE_QUEUE, type RangeJob } from './practice-imports.js';

/** Discovers which days a range has, and queues them as they become known. */
@Injectable()
export class RangeListing implements OnModuleInit {
  constructor(
    private readonly queue: JobQueue,
    private readonly discovery: PracticeDiscovery,
    private readonly jobs: ImportJobStore,
    private readonly sessions: SessionImportStore,
    private readonly imports: PracticeImports,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register<RangeJob>(RANGE_QUEUE, (job) => this.list(job));
  }

  private async list({ data, signal, isLastAttempt }: QueuedJob<RangeJob>): Promise<void> {
    const job = await this.findListing(data.jobId);
    if (!job) return;
    try {
      await whileWanted(
        async () => (await this.findListing(job.id)) !== null,
        signal,
        async (until) => {
          const failure = await this.listParts(job, isLastAttempt, until);
          if (failure) throw failure;
          await this.jobs.endListing(job.id, this.clock.now(), null);
        },
      );
    } catch (error) {
      if (signal.aborted || (isPassing(error) && !isLastAttempt)) throw error;
      await this.jobs.endListing(job.id, this.clock.now(), reasonOf(error));
    }
  }

  private async findListing(jobId: string): Promise<ListingJob | null> {
    return (await this.jobs.findListing(jobId))[0] ?? null;
  }

  /**
   * Lists all parts, or stops at a failure that passes if another attempt follows.
   *
   * @returns the first failure
   */
  private async listParts(
    job: ListingJob,
    isLastAttempt: boolean,
    signal: AbortSignal,
  ): Promise<Error | null> {
    let first: Error | null = null;
    for (const part of this.partsOf(job)) {
      const failure = await this.listPart(job, part, signal);
      if (failure && isPassing(failure) && !isLastAttempt) return failure;
      first ??= failure;
    }
    return first;
  }

  /** Queues the days of months that could be read, also when other months failed. */
  private async listPart(
    job: ListingJob,
    part: DateRange,
    signal: AbortSignal,
  ): Promise<Error | null> {
    const failure = await this.discover(job.trackId, part, signal);
    signal.throwIfAborted();
    const days = await this.sessions.findDaysToImport(job.trackId, part);
    const added = await this.jobs.addDays(job.id, days, this.clock.now());
    await this.imports.queueDays(job.trackId, added);
    return failure;
  }

  private async discover(
    trackId: string,
    { startDate, endDate }: DateRange,
    signal: AbortSignal,
  ): Promise<Error | null> {
    const request = { trackId, startDate, endDate };
    const turn = { key: trackId, lane: 'background' } as const;
    try {
      const result = await this.discovery.collect(
        { ...request, turn, refresh: false, skipCovered: false },
        signal,
      );
      return failureIn(result);
    } catch (error) {
      if (signal.aborted || !(error instanceof Error)) throw error;
      return error;
    }
  }

  /** The range in parts that one discovery may ask for, newest first. */
  private partsOf({ startDate, endDate }: DateRange): DateRange[] {
    const months = monthsTouching(startDate, endDate);
    const parts: DateRange[] = [];
    let end = endDate;
    for (let at = 0; at < months.length; at += this.options.rangeMonthsCap) {
      const oldest = months.slice(at, at + this.options.rangeMonthsCap).at(-1)!;
      const start = firstDate(oldest) > startDate ? firstDate(oldest) : startDate;
      parts.push({ startDate: start, endDate: end });
      end = addDays(start, -1);
    }
    return parts;
  }
}

/**
 * Why calendars could not be read; a failure that passes by itself stands for all. An old copy
 * counts as a failure, because it lacks newer days. An unreadable day page does not: its day is
 * listed, and its own import reads the page.
 */
function failureIn(result: DiscoverRangeResult): DiscoveryFailedError | null {
  const failures = result.months
    .filter(({ status, stale, missing_dates: missing }) => {
      return status === 'failed' || (stale && missing.length === 0);
    })
    .flatMap(({ error }) => error ?? [])
    .map(({ code, message }) => new DiscoveryFailedError(code, message));
  return failures.find(isPassing) ?? failures[0] ?? null;
}
