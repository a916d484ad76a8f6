import { Injectable } from '@nestjs/common';
import type { Observable } from 'rxjs';
import type { Job, JobRecord } from '@trackside/contracts';
import { JobNotFoundError } from './errors.js';
import { JobFollowing } from './job-following.js';
import type { JobKind } from './job-kind.js';

/** Jobs that people follow, of whichever kind. */
@Injectable()
export class Jobs {
  private readonly kinds: JobKind[] = [];
  private readonly following = new JobFollowing((id) => this.look(id));

  /** Adds a kind, which finds and cancels its jobs; called before the application has started. */
  register(kind: JobKind): void {
    this.kinds.push(kind);
  }

  /** @throws JobNotFoundError */
  async find(id: string): Promise<Job> {
    const job = await this.look(id);
    if (!job) throw this.notFound(id);
    return job;
  }

  /**
   * The job's progress from now on: `progress` first, then what has changed, `heartbeat` in
   * silence, `done` last. Every process on the same database can tell it, at any time.
   *
   * @throws JobNotFoundError before the stream begins
   */
  async follow(id: string): Promise<Observable<JobRecord>> {
    await this.find(id);
    return this.following.follow(id);
  }

  /**
   * Cancels what has not ended of a job; what was done stays.
   *
   * @throws JobNotFoundError
   */
  async cancel(id: string): Promise<Job> {
    for (const kind of this.kinds) if (await kind.cancel(id)) return this.find(id);
    throw this.notFound(id);
  }

  private notFound(id: string): JobNotFoundError {
    return new JobNotFoundError(
      id,
      this.kinds.flatMap(({ hint }) => hint ?? []),
    );
  }

  private async look(id: string): Promise<Job | null> {
    for (const kind of this.kinds) {
      const job = await kind.find(id);
      if (job) return job;
    }
    return null;
  }
}
