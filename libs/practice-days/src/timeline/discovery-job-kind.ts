import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, TTL_MS } from '@trackside/calendar';
import type {
  DiscoveryJob,
  JobState,
  MonthError,
  MonthState,
  ReadingError,
} from '@trackside/contracts';
import { type JobKind, Jobs } from '@trackside/jobs';
import { failuresOf, type JobWithMonths, rangeOf } from './discovery-jobs.js';
import { TimelineStore } from './timeline-store.js';

/** How people begin a discovery in the background. */
export const TIMELINE_HINT = 'GET /api/v1/events/search?mode=timeline begins a discovery';

/** Stands for months that nobody wants to have read any more. */
const CANCELLED: MonthError = {
  code: 'CONFLICT',
  message: 'the discovery was cancelled before this month was read',
};

/** Discoveries in the background as jobs that people follow. */
@Injectable()
export class DiscoveryJobKind implements JobKind, OnModuleInit {
  readonly kind = 'discovery';
  readonly hint = TIMELINE_HINT;

  constructor(
    private readonly jobs: Jobs,
    private readonly store: TimelineStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async find(id: string): Promise<DiscoveryJob | null> {
    const endedSince = new Date(this.clock.now().getTime() - TTL_MS.endedDiscovery);
    const found = await this.store.findWithMonths(id, endedSince);
    return found && toJob(found);
  }

  /** For all who follow it: months that have not ended fail, and the work on them is let go of. */
  async cancel(id: string): Promise<boolean> {
    const now = this.clock.now();
    const endedSince = new Date(now.getTime() - TTL_MS.endedDiscovery);
    const found = await this.store.findWithMonths(id, endedSince);
    if (!found) return false;
    await this.store.cancel(id, now, failuresOf(found.job, CANCELLED));
    return true;
  }
}

/** A discovery as the contract shows jobs. */
export function toJob({ job, months }: JobWithMonths): DiscoveryJob {
  const state = stateOf({ job, months });
  return {
    id: job.id,
    kind: 'discovery',
    state,
    track_id: job.trackId,
    created_at: job.createdAt.toISOString(),
    finished_at: job.endedAt?.toISOString() ?? null,
    months_total: rangeOf(job).months.length,
    months,
    error: state === 'failed' ? errorOf(months) : null,
  };
}

/** `completed` only when nothing is missing, as for every job. */
function stateOf({ job, months }: JobWithMonths): JobState {
  if (job.cancelled) return 'cancelled';
  if (!job.endedAt) return job.begunAt ? 'running' : 'queued';
  return months.every(({ status }) => status === 'complete') ? 'completed' : 'failed';
}

/** Where all months failed the newest one's reason stands for the job's. */
function errorOf(months: MonthState[]): ReadingError | null {
  const error = months[0]?.error;
  if (!error || months.some(({ status }) => status !== 'failed')) return null;
  return { code: error.code, message: error.message };
}
