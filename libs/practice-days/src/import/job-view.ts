import type { ImportJob, JobDay, JobState } from '@trackside/contracts';
import { hasEnded } from '@trackside/jobs';
import type { StoredJob, StoredJobDay } from './import-job-store.js';

/** A job as the contract shows it. */
export function toJob(stored: StoredJob): ImportJob {
  const days = stored.days.map(toJobDay);
  const state = stateOf(stored, days);
  const endings = stored.days.flatMap(({ endedAt }) => endedAt?.getTime() ?? []);
  const begun = stored.listedAt?.getTime() ?? 0;
  return {
    id: stored.id,
    kind: 'import',
    state,
    track_id: stored.trackId,
    created_at: stored.createdAt.toISOString(),
    finished_at: hasEnded(state) ? new Date(Math.max(begun, ...endings)).toISOString() : null,
    days_total: days.length,
    days_ended: days.filter((day) => hasEnded(day.state)).length,
    sessions_total: sum(days.map((day) => day.sessions_total ?? 0)),
    sessions_read: sum(days.map((day) => day.sessions_read)),
    sessions_failed: sum(days.map((day) => day.failed_sessions.length)),
    days,
    error: stored.error,
  };
}

function toJobDay(day: StoredJobDay): JobDay {
  return {
    date: day.date,
    event_id: day.imported ? day.dayId : null,
    state: day.state,
    sessions_total: day.imported ? day.sessionsTotal : null,
    sessions_read: day.imported ? day.sessionsRead : 0,
    failed_sessions: day.imported ? day.failedSessions : [],
    error: day.error,
  };
}

/** A job is `completed` only when nothing is missing. Its days name what failed. */
function stateOf(job: StoredJob, days: JobDay[]): JobState {
  if (job.cancelledAt) return 'cancelled';
  const states = new Set(days.map((day) => day.state));
  if (!job.listedAt) return days.length === 0 ? 'queued' : 'running';
  if (states.has('running')) return 'running';
  if (states.has('queued')) return states.size === 1 ? 'queued' : 'running';
  return job.error || states.has('failed') ? 'failed' : 'completed';
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
