import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@trackside/calendar';
import type { IngestResult, Job } from '@trackside/contracts';
import { hasEnded, JobQueue, Jobs } from '@trackside/jobs';
import type { Turn } from '@trackside/liverc-scraper';
import { SingleFlight } from '@trackside/streams';
import { Tracks } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { dayIdOf } from '../day/day-summary.js';
import { type DateRange, ImportJobStore } from './import-job-store.js';
import { SessionImportStore } from './session-import-store.js';
import { DayImport } from './day-import.js';
import { DAY_QUEUE, type DayJob, RANGE_QUEUE, type RangeJob } from './queues.js';

/** What somebody wants imported: the dates named, or whatever practice a range has. */
export type DaysToImport = { dates: string[] } | DateRange;

/** What is told of an import at once; `again` when the day was imported before. */
export type DayImportResult = IngestResult & { again: boolean };

/** Begins imports of practice days. */
@Injectable()
export class PracticeImports {
  /** Jobs of one day that are being looked for, or begun, by day. */
  private readonly running = new SingleFlight<Job>();

  constructor(
    private readonly tracks: Tracks,
    private readonly days: DayImport,
    private readonly sessions: SessionImportStore,
    private readonly store: ImportJobStore,
    private readonly jobs: Jobs,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Imports one day: it and its sessions are stored when this resolves, laps follow in the
   * background. A job of this one day that has not ended is kept, and goes before all others.
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

  /** The day's unfinished job, or one of its own; callers who come meanwhile share it. */
  private async hurriedJob(track: PageTrack, dayId: string, date: string): Promise<Job> {
    const job = await this.jobs.find(await this.beginDayJob(track.id, dayId, date));
    if (!hasEnded(job.state)) {
      await this.queueDay(dayId, track.id, date);
      // LiveRC has just answered a person: pauses between attempts have lost their reason.
      await this.queue.hurry(DAY_QUEUE.name, dayId);
    }
    return job;
  }

  /**
   * Imports several days in the background. Of a range those are imported that are not, or lack
   * laps; dates that are named are imported again.
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

  /** Reads the sessions of an imported day that failed, and its page not again. */
  async readSessionsAgain({ trackId, date }: { trackId: string; date: string }): Promise<void> {
    const dayId = dayIdOf(trackId, date);
    await this.beginDayJob(trackId, dayId, date);
    await this.queueDay(dayId, trackId, date);
  }

  /** Begins to read laps of sessions that were found on imported days, by whomever. */
  async readFoundSessions(): Promise<void> {
    for (const day of await this.sessions.findWanting()) {
      if (day.lacksLaps) await this.readSessionsAgain(day);
      await this.sessions.noteLookedAt(day);
    }
  }

  /** Queues days of a track that a job waits for. */
  async queueDays(trackId: string, dates: string[]): Promise<void> {
    await this.sendDays(dates.map((date) => ({ trackId, date })));
  }

  /** Queues everything that jobs wait for; what is queued or under way already is left alone. */
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

  private async queueDay(dayId: string, trackId: string, date: string): Promise<void> {
    const data: DayJob = { trackId, date };
    await this.queue.send(DAY_QUEUE.name, dayId, data);
  }

  private async queueListing(jobId: string): Promise<void> {
    const data: RangeJob = { jobId };
    await this.queue.send(RANGE_QUEUE.name, jobId, data);
  }

  /**
   * The unfinished job of the day, else a new one. A day whose laps are all here, and that nothing
   * contradicts, needs no work: its job has ended as soon as it begins.
   */
  private async beginDayJob(trackId: string, dayId: string, date: string): Promise<string> {
    const id = randomUUID();
    const state = (await this.sessions.needsWork(dayId)) ? 'queued' : 'completed';
    const day = { id: dayId, date, state, day_page_read: true } as const;
    const createdAt = this.clock.now();
    return this.store.findOrCreate({ id, trackId, createdAt, days: [day], range: null });
  }
}
