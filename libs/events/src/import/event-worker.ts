import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, TTL_MS } from '@trackside/calendar';
import type { ReadingError } from '@trackside/contracts';
import { JobQueue, type QueuedJob, reasonOf, whileWanted } from '@trackside/jobs';
import { Tracks } from '@trackside/tracks';
import { EventJobStore } from '../storage/event-job-store.js';
import { EventReadingStore } from '../storage/event-reading-store.js';
import { EventStore } from '../storage/event-store.js';
import { EventImportFailedError, isPassing } from './event-failures.js';
import { EVENT_QUEUE, type EventJobData, EventImports } from './event-imports.js';
import { EventPages } from './event-pages.js';
import type { PageEvent, PageRequest } from './page-event.js';

/** Imports events in the background, and makes sure that none is forgotten. */
@Injectable()
export class EventWorker implements OnModuleInit {
  private readonly logger = new Logger(EventWorker.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly tracks: Tracks,
    private readonly events: EventStore,
    private readonly readings: EventReadingStore,
    private readonly pages: EventPages,
    private readonly jobs: EventJobStore,
    private readonly imports: EventImports,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.queue.register<EventJobData>(EVENT_QUEUE, (job) => this.importEvent(job));
  }

  /**
   * Queues events that a job waits for and that are not queued: a process may have died before it
   * could queue them. Jobs that ended a month ago are forgotten.
   */
  @Cron(CronExpression.EVERY_MINUTE, { name: 'event imports' })
  async queueForgotten(): Promise<void> {
    if (!this.queue.works) return;
    try {
      await this.imports.queueWanted();
      await this.jobs.forget(new Date(this.clock.now().getTime() - TTL_MS.endedImport));
    } catch (error) {
      // The next tick tries again.
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async importEvent(job: QueuedJob<EventJobData>): Promise<void> {
    const { eventId } = job.data;
    const begun = await this.jobs.begin(eventId);
    if (!begun) return;
    try {
      const failures = await whileWanted(
        () => this.jobs.isWanted(eventId),
        job.signal,
        (signal) => this.attempt(job.data, begun.createdAt, { signal, lane: 'background' }),
      );
      if (failures === null) return;
      if (failures.length > 0) throw new EventImportFailedError(failures);
      await this.jobs.end(eventId, this.clock.now(), null);
    } catch (error) {
      // That the process stops is no failure of the event. The next process goes on with it.
      if (job.signal.aborted || (!job.isLastAttempt && isPassing(error))) throw error;
      await this.jobs.end(eventId, this.clock.now(), reasonOf(error));
    }
  }

  /** @returns why pages could not be read, one reason for each */
  private async attempt(
    { trackId, eventId }: EventJobData,
    since: Date,
    request: PageRequest,
  ): Promise<ReadingError[]> {
    const [track, stored] = await Promise.all([
      this.tracks.find(trackId),
      this.events.findOne(eventId),
    ]);
    const { sourceEventId, name: listedName, startDate, endDate } = stored;
    const event: PageEvent = {
      ...{ id: eventId, sourceEventId, name: listedName, startDate, endDate },
      track,
    };
    const known = await this.readings.findReading(eventId);
    // An attempt that was cut off has read the page already.
    if (!known || known.fetchedAt < since) await this.pages.readListing(event, request);
    const { name } = (await this.readings.findReading(eventId))!;
    return this.pages.readOthers({ ...event, name }, since, request);
  }
}
