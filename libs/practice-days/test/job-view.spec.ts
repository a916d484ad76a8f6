import { toJob } from '../src/import/job-view.js';
import type { StoredJob, StoredJobDay } from '../src/import/import-jobs.js';

const at = (time: string): Date => new Date(`2025-11-20T${time}Z`);

function jobDay(change: Partial<StoredJobDay> = {}): StoredJobDay {
  return {
    dayId: 'day',
    date: '2025-10-25',
    state: 'completed',
    endedAt: at('12:05:00'),
    error: null,
    imported: true,
    sessionsTotal: 4,
    sessionsRead: 4,
    failedSessions: [],
    ...change,
  };
}

function job(days: StoredJobDay[], change: Partial<StoredJob> = {}): StoredJob {
  return {
    id: 'job',
    trackId: 'track',
    createdAt: at('12:00:00'),
    listedAt: at('12:01:00'),
    cancelledAt: null,
    error: null,
    days,
    ...change,
  };
}

const QUEUED = { state: 'queued', endedAt: null } as const;
const RUNNING = { state: 'running', endedAt: null } as const;
const FAILED_SESSION = {
  session_id: 'session',
  driver_name: 'Driver 1',
  started_at: '2025-10-25T10:00:00',
  code: 'LIVERC_TIMEOUT',
  message: 'no answer',
} as const;

describe('a job, as it is shown', () => {
  it('tells of its days and sums up their sessions', () => {
    const days = [jobDay(), jobDay({ date: '2025-10-18', sessionsTotal: 2, sessionsRead: 1 })];

    expect(toJob(job(days))).toEqual({
      id: 'job',
      kind: 'import',
      state: 'completed',
      track_id: 'track',
      created_at: '2025-11-20T12:00:00.000Z',
      finished_at: '2025-11-20T12:05:00.000Z',
      days_total: 2,
      days_ended: 2,
      sessions_total: 6,
      sessions_read: 5,
      sessions_failed: 0,
      days: [
        {
          date: '2025-10-25',
          event_id: 'day',
          state: 'completed',
          sessions_total: 4,
          sessions_read: 4,
          failed_sessions: [],
          error: null,
        },
        {
          date: '2025-10-18',
          event_id: 'day',
          state: 'completed',
          sessions_total: 2,
          sessions_read: 1,
          failed_sessions: [],
          error: null,
        },
      ],
      error: null,
    });
  });

  it('names no day id and no sessions of a day that is not imported yet', () => {
    const day = jobDay({ ...RUNNING, imported: false, failedSessions: [FAILED_SESSION] });

    expect(toJob(job([day]))).toMatchObject({
      sessions_total: 0,
      sessions_read: 0,
      sessions_failed: 0,
      days: [{ event_id: null, sessions_total: null, sessions_read: 0, failed_sessions: [] }],
    });
  });

  it('counts the sessions that failed', () => {
    const day = jobDay({ state: 'failed', sessionsRead: 3, failedSessions: [FAILED_SESSION] });

    expect(toJob(job([day]))).toMatchObject({ sessions_failed: 1, state: 'failed' });
  });

  it.each<[string, Partial<StoredJob>, Partial<StoredJobDay>[], string]>([
    ['queued while its days are not listed', { listedAt: null }, [], 'queued'],
    ['running as soon as one is listed', { listedAt: null }, [{}], 'running'],
    ['queued while no day has begun', {}, [QUEUED, QUEUED], 'queued'],
    ['running while a day is', {}, [RUNNING, QUEUED, {}], 'running'],
    ['running between two days', {}, [QUEUED, {}], 'running'],
    ['running though a day has failed', {}, [{ state: 'failed' }, RUNNING], 'running'],
    ['completed when its days are', {}, [{}, {}], 'completed'],
    ['completed where there was no practice', {}, [], 'completed'],
    [
      'completed where one of its days was cancelled',
      {},
      [{}, { state: 'cancelled' }],
      'completed',
    ],
    ['failed when a day has', {}, [{}, { state: 'failed' }], 'failed'],
    [
      'failed when its days could not be listed',
      { error: { code: 'LIVERC_TIMEOUT', message: 'no answer' } },
      [{}],
      'failed',
    ],
    ['cancelled whatever its days are', { cancelledAt: at('12:02:00') }, [RUNNING], 'cancelled'],
  ])('is %s', (_, change, days, state) => {
    expect(toJob(job(days.map(jobDay), change)).state).toBe(state);
  });

  it('ends when its last day does', () => {
    const days = [
      jobDay({ endedAt: at('12:03:00') }),
      jobDay({ endedAt: at('12:09:00') }),
      jobDay({ endedAt: at('12:04:00') }),
    ];

    expect(toJob(job(days)).finished_at).toBe('2025-11-20T12:09:00.000Z');
  });

  it('ends when its days were listed where none had to be read', () => {
    expect(toJob(job([])).finished_at).toBe('2025-11-20T12:01:00.000Z');
    const known = jobDay({ endedAt: at('12:00:00') });
    expect(toJob(job([known])).finished_at).toBe('2025-11-20T12:01:00.000Z');
  });

  it('has no end while something is to be done', () => {
    const days = [jobDay(), jobDay(QUEUED)];

    expect(toJob(job(days))).toMatchObject({ finished_at: null, days_total: 2, days_ended: 1 });
  });
});
