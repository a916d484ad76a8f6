import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { BegunEventImport } from '@trackside/contracts';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import { EventJobStore } from '../storage/event-job-store.js';

const HOUR_SECONDS = 3_600;

/** Imports one event; its key is the event's id. Retried for some twenty minutes while LiveRC fails. */
export const EVENT_QUEUE: QueueDefinition = {
  name: 'import-race-event',
  concurrency: 2,
  retries: 8,
  retryDelaySeconds: 5,
  maxSeconds: 6 * HOUR_SECONDS,
};

export interface EventJobData {
  trackId: string;
  eventId: string;
}

/** Begins imports of events. */
@Injectable()
export class EventImports {
  constructor(
    private readonly queue: JobQueue,
    private readonly jobs: EventJobStore,
    private readonly clock: Clock,
  ) {}

  /** Begins to read the events' pages; one that is being read goes on. In the order of `events`. */
  async begin(
    trackId: string,
    events: readonly { id: string; sourceEventId: string }[],
  ): Promise<BegunEventImport[]> {
    const begun: BegunEventImport[] = [];
    for (const { id, sourceEventId } of events) {
      const job = await this.jobs.findOrCreate(randomUUID(), id, this.clock.now());
      const { id: job_id, state } = job;
      begun.push({ source_event_id: sourceEventId, event_id: id, job_id, state });
    }
    await this.send(events.map(({ id }) => ({ trackId, eventId: id })));
    return begun;
  }

  /** Somebody looks at the event: if it waits, it is read before others. */
  async hurry(eventId: string): Promise<void> {
    await this.queue.hurry(EVENT_QUEUE.name, eventId);
  }

  /** Queues events that a job waits for, except those that are queued or under way already. */
  async queueWanted(): Promise<void> {
    await this.send(await this.jobs.findWanted());
  }

  private async send(events: EventJobData[]): Promise<void> {
    await this.queue.sendAll(
      EVENT_QUEUE.name,
      events.map(({ trackId, eventId }) => ({ key: eventId, data: { trackId, eventId } })),
    );
  }
}
