import type { ImportJob, JobDay, ReadingError } from '@trackside/contracts';

/** A day that is imported, unless `change` says otherwise. */
export function jobDay(date: string, change: Partial<JobDay> = {}): JobDay {
  return {
    date,
    event_id: `e-${date}`,
    state: 'completed',
    sessions_total: 40,
    sessions_read: 40,
    failed_sessions: [],
    error: null,
    ...change,
  };
}

export function queuedDay(date: string): JobDay {
  return jobDay(date, { event_id: null, state: 'queued', sessions_total: null, sessions_read: 0 });
}

export function failedDay(date: string, message: string): JobDay {
  return { ...queuedDay(date), state: 'failed', error: { code: 'LIVERC_UNAVAILABLE', message } };
}

export function importJob(
  state: ImportJob['state'],
  days: JobDay[],
  error: ReadingError | null = null,
): ImportJob {
  const ended = days.filter((day) => day.state !== 'queued' && day.state !== 'running');
  return {
    id: 'job-1',
    kind: 'import',
    state,
    track_id: 'track-1',
    created_at: '2025-11-16T10:00:00.000Z',
    finished_at: state === 'queued' || state === 'running' ? null : '2025-11-16T10:00:09.000Z',
    days_total: days.length,
    days_ended: ended.length,
    sessions_total: 0,
    sessions_read: 0,
    sessions_failed: 0,
    days,
    error,
  };
}
