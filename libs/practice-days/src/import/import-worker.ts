import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { concatMap, Subscription } from 'rxjs';
import { ageMs, Clock, hasSecondWitness, WITNESS_INTERVAL_MS } from '@trackside/calendar';
import { JobQueue, type QueuedJob, reasonOf, whileWanted } from '@trackside/jobs';
import { LivercPageIncompleteError } from '@trackside/liverc-scraper';
import { Tracks } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { dayIdOf } from '../day/day-summary.js';
import { ImportedDaysRead } from '../day/imported-days-read.js';
import type { Doubt } from '../day/stored-month.js';
import { ImportJobStore } from './import-job-store.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { SessionImportStore } from './session-import-store.js';
import { DayImport } from './day-import.js';
import { ImportFailedError, isPassing, toReason } from './failures.js';
import { PracticeImports, DAY_QUEUE, type DayJob } from './practice-imports.js';
import { RetryDays } from './retry-days.js';
import { SessionLaps } from './session-laps.js';

/** Imports days in the background, and makes sure that no day is forgotten. */
@Injectable()
export class ImportWorker implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ImportWorker.name);
  private readonly reading = new Subscription();

  constructor(
    private readonly queue: JobQueue,
    private readonly tracks: Tracks,
    private readonly days: DayImport,
    private readonly laps: SessionLaps,
    private readonly jobs: ImportJobStore,
    private readonly sessions: SessionImportStore,
    private readonly imports: PracticeImports,
    private readonly retries: RetryDays,
    private readonly store: PracticeDayStore,
    private readonly read: ImportedDaysRead,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register<DayJob>(DAY_QUEUE, (job) => this.importDay(job));
    this.reading.add(
      this.read.days
        .pipe(concatMap(() => this.reportFailure(() => this.imports.readFoundSessions())))
        .subscribe(),
    );
  }

  onModuleDestroy(): void {
    this.reading.unsubscribe();
  }

  /**
   * Queues days that a job waits for and that are not queued: a process may have died before it
   * could queue them. Then it queues days whose sessions failed and are due again.
   */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'imports' })
  async queueForgotten(): Promise<void> {
    if (!this.queue.works) return;
    await this.reportFailure(async () => {
      await this.imports.queueWanted();
      await this.imports.readFoundSessions();
      for (const day of await this.retries.find(this.clock.now())) {
        await this.imports.readSessionsAgain(day);
      }
    });
  }

  /** Logs a failure. The next tick tries again. */
  private async reportFailure(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async importDay({ data, signal, isLastAttempt }: QueuedJob<DayJob>): Promise<void> {
    const dayId = dayIdOf(data.trackId, data.date);
    try {
      let begun = await this.jobs.beginDay(dayId);
      // In the meantime somebody may have asked for the day, or sessions may have been found.
      while (begun) {
        const doubt = await this.attempt(data, dayId, begun.needsDayPage, signal);
        // Until the second reading the day is neither completed nor failed. A tick queues it again.
        if (doubt && !hasSecondWitness(doubt)) return;
        await this.jobs.endDay(dayId, this.clock.now(), doubt && toReason(doubt));
        begun = await this.jobs.beginDay(dayId);
      }
    } catch (error) {
      // That the process stops is no failure of the day. The next process goes on with it.
      if (signal.aborted) throw error;
      const reason = reasonOf(error);
      if (isLastAttempt || !isPassing(error)) {
        return this.jobs.endDay(dayId, this.clock.now(), reason);
      }
      await this.jobs.noteFailure(dayId, reason);
      throw error;
    }
  }

  /** @returns the doubt that is left after the attempt; null when there is none */
  private async attempt(
    { trackId, date, lane = 'background' }: DayJob,
    dayId: string,
    needsDayPage: boolean,
    signal: AbortSignal,
  ): Promise<Doubt | null> {
    const track = await this.tracks.find(trackId);
    const doubt = await this.store.findDoubt(dayId);
    if (needsDayPage || (doubt && this.mayBeSettled(doubt))) {
      if (!(await this.importPage(track, date, dayId))) return this.store.findDoubt(dayId);
      await this.jobs.noteDayPage(dayId);
    }
    const failures = await whileWanted(
      () => this.jobs.isWanted(dayId),
      signal,
      (until) => this.laps.read(track, dayId, until, lane),
    );
    const left = await this.store.findDoubt(dayId);
    const isOpen = left !== null && !hasSecondWitness(left);
    if (failures && failures.length > 0 && !isOpen) throw new ImportFailedError(failures);
    return left;
  }

  /**
   * Imports the day page. A page that contradicts what is known is no failure yet: the store keeps
   * the doubt.
   *
   * @returns whether the day is imported now
   */
  private async importPage(track: PageTrack, date: string, dayId: string): Promise<boolean> {
    try {
      await this.days.begin(track, date, { key: track.id, lane: 'background' });
      return true;
    } catch (error) {
      if (!(error instanceof LivercPageIncompleteError)) throw error;
      return this.sessions.isImported(dayId);
    }
  }

  /** Whether the second reading may come now. */
  private mayBeSettled(doubt: Doubt): boolean {
    const age = ageMs(new Date(doubt.since), this.clock.now());
    return age >= WITNESS_INTERVAL_MS && !hasSecondWitness(doubt);
  }
}
