import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { JobQueue, type QueuedJob } from '@trackside/jobs';
import { Tracks } from '@trackside/tracks';
import { Clock } from '../calendar/clock.js';
import { dayIdOf } from '../day/day-summary.js';
import { ImportJobStore } from '../storage/import-job-store.js';
import { SessionImportStore } from '../storage/session-import-store.js';
import { whileWanted } from './cancellation.js';
import { DayImport } from './day-import.js';
import { ImportFailedError, isPassing, reasonOf } from './failures.js';
import { PracticeImports } from './practice-imports.js';
import { DAY_QUEUE, type DayJob } from './queues.js';
import { SessionLaps } from './session-laps.js';

/** Nobody's in particular: tracks are the same for every user. */
const NO_USER = '';

/** Imports days in the background, and sees to it that none is forgotten. */
@Injectable()
export class ImportWorker implements OnModuleInit {
  private readonly logger = new Logger(ImportWorker.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly tracks: Tracks,
    private readonly days: DayImport,
    private readonly laps: SessionLaps,
    private readonly jobs: ImportJobStore,
    private readonly sessions: SessionImportStore,
    private readonly imports: PracticeImports,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register<DayJob>(DAY_QUEUE, (job) => this.importDay(job));
  }

  /**
   * Queues what somebody waits for and the queue does not know: a process may have died between the
   * two. Then sessions that failed and are due again.
   */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'imports' })
  async queueForgotten(): Promise<void> {
    if (!this.queue.works) return;
    try {
      await this.imports.queueWanted();
      for (const day of await this.sessions.findDueAgain(this.clock.now())) {
        await this.imports.readSessionsAgain(day);
      }
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async importDay({ data, signal, isLastAttempt }: QueuedJob<DayJob>): Promise<void> {
    const dayId = dayIdOf(data.trackId, data.date);
    try {
      let begun = await this.jobs.beginDay(dayId);
      // Again while somebody waits: they asked, or sessions were found, in the meantime.
      while (begun) {
        await this.attempt(data, dayId, begun.needsDayPage, signal);
        await this.jobs.endDay(dayId, this.clock.now(), null);
        begun = await this.jobs.beginDay(dayId);
      }
    } catch (error) {
      // A process that stops says nothing of the day: the next one goes on with it.
      if (signal.aborted) throw error;
      const reason = reasonOf(error);
      if (isLastAttempt || !isPassing(error)) {
        return this.jobs.endDay(dayId, this.clock.now(), reason);
      }
      await this.jobs.noteFailure(dayId, reason);
      throw error;
    }
  }

  private async attempt(
    { trackId, date }: DayJob,
    dayId: string,
    needsDayPage: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const track = await this.tracks.find(trackId, NO_USER);
    if (needsDayPage) {
      await this.days.begin(track, date, { key: trackId, lane: 'background' });
      await this.jobs.noteDayPage(dayId);
    }
    const failures = await whileWanted(
      () => this.jobs.isWanted(dayId),
      signal,
      (until) => this.laps.read(track, dayId, until),
    );
    if (failures && failures.length > 0) throw new ImportFailedError(failures);
  }
}
