import { Injectable, inject } from '@angular/core';
import type { Job } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { OPEN_JOB_STREAM } from './job-stream';

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
/** A browser holds six connections to a server: streams of jobs must leave room for the rest. */
const MOST_STREAMS = 2;

/**
 * Follows jobs to their end: by their stream, and by asking where the stream is refused or where
 * enough of them are open.
 */
@Injectable({ providedIn: 'root' })
export class JobFollower {
  readonly #api = inject(ImportsApi);
  readonly #openStream = inject(OPEN_JOB_STREAM);
  #streams = 0;

  /**
   * Tells each state of the job. Resolves when it has ended; rejects with `ApiError` when the server
   * does not know it (any more), and with the signal's reason when it was aborted.
   */
  async follow<Told extends Job>(
    jobId: string,
    tell: (job: Told) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const told = this.#streams < MOST_STREAMS && (await this.#listen(jobId, tell, signal));
    if (!told) {
      await this.#poll(jobId, tell, signal);
    }
  }

  /** False when the stream was refused. */
  async #listen<Told extends Job>(
    jobId: string,
    tell: (job: Told) => void,
    signal?: AbortSignal,
  ): Promise<boolean> {
    this.#streams++;
    try {
      return await new Promise<boolean>((resolve, reject) => {
        const close = this.#openStream(jobId, {
          job: tell,
          done: () => resolve(true),
          refused: () => resolve(false),
        });
        signal?.addEventListener('abort', () => {
          close();
          reject(signal.reason as Error);
        });
      });
    } finally {
      this.#streams--;
    }
  }

  /** A server that is silent may be starting again: only its own word ends the asking. */
  async #poll<Told extends Job>(
    jobId: string,
    tell: (job: Told) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    for (let pauseMs = PAUSE_MS; ;) {
      const job = await this.#ask<Told>(jobId, signal);
      signal?.throwIfAborted();
      if (job !== null) {
        tell(job);
        if (job.finished_at !== null) {
          return;
        }
      }
      pauseMs = job === null ? Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS) : PAUSE_MS;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      signal?.throwIfAborted();
    }
  }

  async #ask<Told extends Job>(jobId: string, signal?: AbortSignal): Promise<Told | null> {
    try {
      return await this.#api.job<Told>(jobId, signal);
    } catch (cause) {
      const error = asApiError(cause);
      if (error.code === 'UNREACHABLE' || error.code === 'SERVICE_UNAVAILABLE') {
        return null;
      }
      throw error;
    }
  }
}
