import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import type { ImportJob } from '@trackside/contracts';
import { JobFollower } from '../jobs/job-follower';

/** How far the reading of a day's laps is. */
export interface ReadingProgress {
  readonly read: number;
  readonly total: number;
}

export interface ReadingDay {
  readonly eventId: string;
  readonly jobId: string;
}

const LOAD_AGAIN_EVERY_MS = 5_000;

/** Follows the job that reads a day's laps. */
@Injectable()
export class Reading {
  readonly #follower = inject(JobFollower);
  readonly #day = signal<ReadingDay | null>(null);
  readonly #progress = signal<ReadingProgress | null>(null);
  /** Raised whenever the day is worth loading again. */
  readonly #news = signal(0);

  readonly active = signal(false);
  readonly progress = this.#progress.asReadonly();
  readonly news = this.#news.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const day = this.#day();
      untracked(() => this.#progress.set(null));
      this.active.set(day !== null);
      if (day !== null) {
        const leaving = new AbortController();
        onCleanup(() => leaving.abort());
        void this.#follow(day, leaving.signal);
      }
    });
  }

  /** Null when nothing reads the day's laps. */
  follow(day: ReadingDay | null): void {
    const known = this.#day();
    if (known?.jobId !== day?.jobId || known?.eventId !== day?.eventId) {
      this.#day.set(day);
    }
  }

  async #follow({ eventId, jobId }: ReadingDay, signal: AbortSignal): Promise<void> {
    let toldAt = performance.now();
    let told = -1;
    const take = (job: ImportJob): void => {
      const progress = progressOf(job, eventId);
      this.#progress.set(progress);
      const due = performance.now() - toldAt >= LOAD_AGAIN_EVERY_MS;
      if (due && progress.read !== told) {
        [toldAt, told] = [performance.now(), progress.read];
        this.#tell();
      }
    };
    const ended = await this.#follower.follow(jobId, take, signal).then(
      () => true,
      () => false,
    );
    if (!ended && !signal.aborted) {
      // The job is unknown by now: the day itself says how it ended.
      await new Promise((resolve) => setTimeout(resolve, LOAD_AGAIN_EVERY_MS));
    }
    if (!signal.aborted) {
      this.active.set(!ended);
      this.#tell();
    }
  }

  #tell(): void {
    this.#news.update((count) => count + 1);
  }
}

/** Of the day, not of the whole job, which may read several. */
function progressOf(job: ImportJob, eventId: string): ReadingProgress {
  const day = job.days.find((candidate) => candidate.event_id === eventId);
  return {
    read: day?.sessions_read ?? job.sessions_read,
    total: day?.sessions_total ?? job.sessions_total,
  };
}
