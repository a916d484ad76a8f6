import { Injectable, inject, signal } from '@angular/core';
import type { EventsSearchResult, ImportJob } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { IMPORT_BEGUN, ImportsApi } from '../api/imports-api';
import { OtherTabs } from '../browser/other-tabs';
import type { CalendarDate } from '../calendar/calendar-date';
import {
  type DayImport,
  type DayImports,
  NO_IMPORTS,
  asked,
  foldJob,
  isUnderWay,
} from './day-import';
import { JobFollower } from '../jobs/job-follower';

/** The import of several days at once: one job. */
export interface Batch {
  readonly dates: readonly CalendarDate[];
  /** Null until the server has told anything about it. */
  readonly jobId: string | null;
  readonly job: ImportJob | null;
  /** Nothing more is coming. */
  readonly ended: boolean;
  readonly cancelling: boolean;
  /** Why it could not be started, followed or cancelled. */
  readonly problem: string | null;
}

const NEW_BATCH: Omit<Batch, 'dates'> = {
  jobId: null,
  job: null,
  ended: false,
  cancelling: false,
  problem: null,
};

function isOver(job: ImportJob): boolean {
  return job.finished_at !== null;
}

/**
 * Imports of practice days that were asked for since the page was loaded, by track. They outlive the
 * page on which they were started: whoever comes back finds them as they stand.
 */
@Injectable({ providedIn: 'root' })
export class PracticeImports {
  readonly #api = inject(ImportsApi);
  readonly #follower = inject(JobFollower);
  readonly #days = signal<ReadonlyMap<string, DayImports>>(new Map());
  /** Jobs that are followed, or were. */
  readonly #known = new Set<string>();
  readonly #batches = signal<ReadonlyMap<string, Batch>>(new Map());

  constructor() {
    inject(OtherTabs).hear(IMPORT_BEGUN, ({ trackId, jobId }) => {
      if (trackId && jobId) {
        void this.resume(trackId, jobId);
      }
    });
  }

  daysAt(trackId: string): DayImports {
    return this.#days().get(trackId) ?? NO_IMPORTS;
  }

  /** The last import of several days at a track. */
  batchAt(trackId: string): Batch | null {
    return this.#batches().get(trackId) ?? null;
  }

  /** Imports one day, or imports it again. */
  async importDay(trackId: string, date: CalendarDate): Promise<void> {
    if (this.#isUnderWay(trackId, date)) {
      return;
    }
    this.#setDays(trackId, [asked(date, this.daysAt(trackId).get(date)?.eventId)]);
    try {
      const answer = await this.#api.ingest(trackId, date);
      const { event_id: eventId, sessions_ingested: sessionsTotal } = answer;
      this.#change(trackId, [date], { eventId, sessionsTotal, phase: 'reading' });
      await this.#follow(trackId, answer.job_id);
    } catch (cause) {
      this.#fail(trackId, [date], asApiError(cause).message);
    }
  }

  /** Imports several days in one job; days that are under way already are left to their own. */
  async importDays(trackId: string, dates: readonly CalendarDate[]): Promise<void> {
    const open = dates.filter((date) => !this.#isUnderWay(trackId, date));
    if (open.length === 0 || this.batchAt(trackId)?.ended === false) {
      return;
    }
    this.#batches.update((all) => new Map(all).set(trackId, { ...NEW_BATCH, dates: open }));
    this.#setDays(
      trackId,
      open.map((date) => asked(date)),
    );
    try {
      const { job_id: jobId } = await this.#api.ingestRange(trackId, open);
      this.#changeBatch(trackId, { jobId });
      this.#change(trackId, open, { phase: 'queued' });
      await this.#follow(trackId, jobId, (job) => this.#changeBatch(trackId, { job }));
    } catch (cause) {
      const problem = asApiError(cause).message;
      this.#changeBatch(trackId, { problem });
      this.#fail(trackId, open, problem);
    }
    this.#changeBatch(trackId, { ended: true, cancelling: false });
  }

  /** Follows what is still being imported at a track, as a search tells it. */
  resumeAll(found: EventsSearchResult | null): void {
    for (const jobId of found?.import_job_ids ?? []) {
      void this.resume(found?.track.id ?? '', jobId);
    }
  }

  /** Follows a job that somebody began elsewhere, or here before the page was loaded anew. */
  async resume(trackId: string, jobId: string): Promise<void> {
    if (this.#known.has(jobId)) {
      return;
    }
    let dates: readonly CalendarDate[] = [];
    try {
      await this.#follow(trackId, jobId, (job) => {
        dates = job.days.map(({ date }) => date);
        if (dates.length > 1 && this.batchAt(trackId)?.ended !== false && !isOver(job)) {
          this.#batches.update((all) => new Map(all).set(trackId, { ...NEW_BATCH, dates, jobId }));
        }
        this.#changeBatchOf(trackId, jobId, { job, dates });
      });
    } catch (cause) {
      const problem = asApiError(cause).message;
      this.#changeBatchOf(trackId, jobId, { problem });
      this.#fail(trackId, dates, problem);
    }
    this.#changeBatchOf(trackId, jobId, { ended: true, cancelling: false });
  }

  /** What is stored stays; the job's stream then tells which days were left out. */
  async cancel(trackId: string): Promise<void> {
    const jobId = this.batchAt(trackId)?.jobId;
    if (!jobId) {
      return;
    }
    this.#changeBatch(trackId, { cancelling: true, problem: null });
    try {
      await this.#api.cancelJob(jobId);
    } catch (cause) {
      this.#changeBatch(trackId, { cancelling: false, problem: asApiError(cause).message });
    }
  }

  #follow(trackId: string, jobId: string, tell?: (job: ImportJob) => void): Promise<void> {
    this.#known.add(jobId);
    return this.#follower.follow<ImportJob>(jobId, (job) => {
      this.#update(trackId, (days) => foldJob(days, job));
      tell?.(job);
    });
  }

  #isUnderWay(trackId: string, date: CalendarDate): boolean {
    const day = this.daysAt(trackId).get(date);
    return day !== undefined && isUnderWay(day.phase);
  }

  #fail(trackId: string, dates: readonly CalendarDate[], problem: string): void {
    const open = dates.filter((date) => this.#isUnderWay(trackId, date));
    this.#change(trackId, open, { phase: 'failed', problem });
  }

  #change(trackId: string, dates: readonly CalendarDate[], change: Partial<DayImport>): void {
    const days = this.daysAt(trackId);
    this.#setDays(
      trackId,
      dates.map((date) => ({ ...(days.get(date) ?? asked(date)), ...change })),
    );
  }

  #setDays(trackId: string, changed: readonly DayImport[]): void {
    this.#update(
      trackId,
      (days) => new Map([...days, ...changed.map((day) => [day.date, day] as const)]),
    );
  }

  #update(trackId: string, change: (days: DayImports) => DayImports): void {
    this.#days.update((all) => {
      const before = all.get(trackId) ?? NO_IMPORTS;
      const after = change(before);
      return after === before ? all : new Map(all).set(trackId, after);
    });
  }

  #changeBatchOf(trackId: string, jobId: string, change: Partial<Batch>): void {
    if (this.batchAt(trackId)?.jobId === jobId) {
      this.#changeBatch(trackId, change);
    }
  }

  #changeBatch(trackId: string, change: Partial<Batch>): void {
    this.#batches.update((all) => {
      const batch = all.get(trackId);
      return batch ? new Map(all).set(trackId, { ...batch, ...change }) : all;
    });
  }
}
