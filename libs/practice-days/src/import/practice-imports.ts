import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { IngestResult, Job } from '@trackside/contracts';
import { hasEnded, JobQueue, type QueueDefinition } from '@trackside/jobs';
import type { Lane, Turn } from '@trackside/liverc-scraper';
import { SingleFlight } from '@trackside/streams';
import { Tracks } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { dayIdOf } from '../day/day-summary.js';
import { type DateRange, ImportJobStore } from './import-job-store.js';
import { SessionImportStore } from './session-import-store.js';
import { DayImport } from './day-import.js';
import { toJob } from './job-view.js';

const HOUR_SECONDS = 3_600;

/** Imports one day; its key is the day's id. Retried for some twenty minutes while LiveRC fails. */
export const DAY_QUEUE: QueueDefinition = {
  name: 'import-practice-day',
  concurrency: 2,
  retries: 8,
  retryDelaySeconds: 5,
  maxSeconds: 6 * HOUR_SECONDS,
};

/** Finds out which days a range has; its key is the job's id. */
export const RANGE_QUEUE: QueueDefinition = {
  name: 'list-practice-days-to-import',
  concurrency: 3,
  retries: 5,
  retryDelaySeconds: 5,
  maxSeconds: HOUR_SECONDS,
};

export interface DayJob {
  trackId: string;
  date: string;
  /** Whose turns its session pages take; left out: those of the background. */
  lane?: Lane;
}

export interface RangeJob {
  jobId: string;
}

/** What somebody wants imported: certain dates, or all practice of a range. */
export type DaysToImport = { dates: string[] } | DateRange;

/** The immediate answer to an import; `again` when the day was imported before. */
export type DayImportResult = IngestResult & { again: boolean };

/** Begins imports of practice days. */
@Injectable()
export class PracticeImports {
  /** Jobs of single days that are being looked for or begun, by the day's id. */
  private readonly running = new SingleFlight<Job>();

  constructor(
    private readonly tracks: Tracks,
    private readonly days: DayImport,
    private readonly sessions: SessionImportStore,
    private readonly store: ImportJobStore,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports one day. The day and its sessions are stored when this resolves; laps follow in the
   * background. An unfinished job of this day alone is kept, and goes before all others.
   *
   * @param turn whose turn its page takes
   * @returns also whether the day was imported, or being imported, before
   * @throws TrackNotFoundError, PracticeDayNotFoundError, LivercError
   */
  async importDay(trackId: string, date: string, turn: Turn): Promise<DayImportResult> {
    const track = await this.tracks.find(trackId);
    const { dayId, sessions, again } = await this.days.begin(track, date, turn);
    const { id, state } = await this.running.run(dayId, () => this.hurriedJob(track, dayId, date));
    return { event_id: dayId, sessions_ingested: sessions, state, job_id: id, again };
  }

  /** The day's unfinished job, or a new one. Callers who come meanwhile share it. */
  private async hurriedJob(track: PageTrack, dayId: string, date: string): Promise<Job> {
    const id = await this.beginDayJob(track.id, dayId, date);
    const job = toJob((await this.store.find(id))!);
    if (!hasEnded(job.state)) {
      await this.queueDay(dayId, track.id, date);
      // LiveRC has just answered a person, so there is no reason to wait for the next attempt.
      await this.queue.hurry(DAY_QUEUE.name, dayId);
    }
    return job;
  }

  /**
   * Imports several days in the background. In a range, days are imported that are not imported yet
   * or lack laps. Dates that are named are always imported, also again.
   *
   * @returns the id of the job
   * @throws TrackNotFoundError
   */
  async importDays(trackId: string, wanted: DaysToImport): Promise<string> {
    const track = await this.tracks.find(trackId);
    const id = randomUUID();
    const created = { id, trackId: track.id, createdAt: this.clock.now() };
    if (!('dates' in wanted)) {
      await this.store.create({ ...created, days: [], range: wanted });
      await this.queueListing(id);
      return id;
    }
    const dates = [...wanted.dates].sort().reverse();
    const days = dates.map((date) => ({ id: dayIdOf(track.id, date), date }));
    await this.store.create({ ...created, days, range: null });
    await this.queueDays(track.id, dates);
    return id;
  }

  /** Reads failed sessions of an imported day again, without its day page. */
  async readSessionsAgain({ trackId, date }: { trackId: string; date: string }): Promise<void> {
    const dayId = dayIdOf(trackId, date);
    await this.beginDayJob(trackId, dayId, date);
    await this.queueDay(dayId, trackId, date);
  }

  /** Begins to read the laps of sessions that any process has found on imported days. */
  async readFoundSessions(): Promise<void> {
    for (const day of await this.sessions.findWanting()) {
      if (day.lacksLaps) await this.readSessionsAgain(day);
      await this.sessions.noteLookedAt(day);
    }
  }

  /**
   * Begins to read the laps of sessions that were found on this imported day, as pages that people
   * wait for. A day that a job works on already is left to it.
   */
  async hurryFoundSessions(dayId: string): Promise<void> {
    for (const day of await this.sessions.findWanting(dayId)) {
      if (day.lacksLaps) {
        await this.beginDayJob(day.trackId, dayId, day.date);
        await this.queueDay(dayId, day.trackId, day.date, 'people');
        await this.queue.hurry(DAY_QUEUE.name, dayId);
      }
      await this.sessions.noteLookedAt(day);
    }
  }

  /** Queues days of a track that a job waits for. */
  async queueDays(trackId: string, dates: string[]): Promise<void> {
    await this.sendDays(dates.map((date) => ({ trackId, date })));
  }

  /** Queues everything that jobs wait for, except what is queued or under way already. */
  async queueWanted(): Promise<void> {
    await this.sendDays(await this.store.findWanted());
    const listing = await this.store.findListing();
    await this.queue.sendAll(
      RANGE_QUEUE.name,
      listing.map(({ id }) => ({ key: id, data: { jobId: id } satisfies RangeJob })),
    );
  }

  private async sendDays(days: DayJob[]): Promise<void> {
    await this.queue.sendAll(
      DAY_QUEUE.name,
      days.map(({ trackId, date }) => ({
        key: dayIdOf(trackId, date),
        data: { trackId, date } satisfies DayJob,
      })),
    );
  }

  private async queueDay(
    dayId: string,
    trackId: string,
    date: string,
    lane: Lane = 'background',
  ): Promise<void> {
    const data: DayJob = { trackId, date, lane };
    await this.queue.send(DAY_QUEUE.name, dayId, data);
  }

  private async queueListing(jobId: string): Promise<void> {
    const data: RangeJob = { jobId };
    await this.queue.send(RANGE_QUEUE.name, jobId, data);
  }

  /**
   * The unfinished job of the day, else a new one. A day needs no work when all its laps are stored
   * and nothing contradicts it: its new job has ended already.
   */
  private async beginDayJob(trackId: string, dayId: string, date: string): Promise<string> {
    const id = randomUUID();
    const state = (await this.sessions.needsWork(dayId)) ? 'queued' : 'completed';
    const day = { id: dayId, date, state, day_page_read: true } as const;
    const createdAt = this.clock.now();
    return this.store.findOrCreate({ id, trackId, createdAt, days: [day], range: null });
  }
}
