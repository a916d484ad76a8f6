import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import type { Job } from '@trackside/contracts';
import { OPEN_JOB_STREAM } from './job-stream';

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
  readonly #open = inject(OPEN_JOB_STREAM);
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
        onCleanup(this.#follow(day));
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

  #follow({ eventId, jobId }: ReadingDay): () => void {
    let toldAt = performance.now();
    let told = -1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = this.#open(jobId, {
      progress: (job) => {
        const progress = progressOf(job, eventId);
        this.#progress.set(progress);
        const due = performance.now() - toldAt >= LOAD_AGAIN_EVERY_MS;
        if (due && progress.read !== told) {
          [toldAt, told] = [performance.now(), progress.read];
          this.#tell();
        }
      },
      done: () => {
        this.active.set(false);
        this.#tell();
      },
      refused: () => {
        timer = setTimeout(() => this.#tell(), LOAD_AGAIN_EVERY_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }

  #tell(): void {
    this.#news.update((count) => count + 1);
  }
}

/** Of the day, not of the whole job, which may read several. */
function progressOf(job: Job, eventId: string): ReadingProgress {
  const day = job.days.find((candidate) => candidate.event_id === eventId);
  return {
    read: day?.sessions_read ?? job.sessions_read,
    total: day?.sessions_total ?? job.sessions_total,
  };
}
