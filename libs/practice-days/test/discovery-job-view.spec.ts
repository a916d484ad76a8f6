import type { MonthState, MonthStatus } from '@trackside/contracts';
import { toJob } from '../src/timeline/discovery-job-kind.js';
import type { DiscoveryJobRow } from '../src/timeline/discovery-jobs.js';

const BEGUN = new Date('2025-11-20T12:00:00Z');
const ENDED = new Date('2025-11-20T12:00:09Z');

/** A discovery of September to November. */
function row(change: Partial<DiscoveryJobRow> = {}): DiscoveryJobRow {
  return {
    ...{ id: 'job', trackId: 'track', startDate: '2025-09-10', endDate: '2025-11-20' },
    ...{ refresh: false, skipCovered: false, createdAt: BEGUN, begunAt: BEGUN, endedAt: null },
    cancelled: false,
    ...change,
  };
}

/** Months from November back, newest first. */
function months(...states: MonthStatus[]): MonthState[] {
  return states.map((status, index) => ({
    ...{ year: 2025, month: 11 - index, status, source: 'liverc', fetched_at: null, stale: false },
    ...{ missing_dates: [], missing: [], covered: false },
    ...(status === 'failed' && {
      error: { code: 'LIVERC_TIMEOUT', message: `No ${11 - index}.`, retry_after_seconds: 9 },
    }),
  }));
}

const stateOf = (job: DiscoveryJobRow, ended: MonthState[]) => toJob({ job, months: ended }).state;

describe('a discovery as a job', () => {
  it('waits until somebody works on it, and runs until its last month has ended', () => {
    expect(stateOf(row({ begunAt: null }), [])).toBe('queued');
    expect(stateOf(row(), months('complete', 'failed'))).toBe('running');
    expect(toJob({ job: row(), months: months('complete') })).toMatchObject({
      ...{ kind: 'discovery', months_total: 3, finished_at: null },
      created_at: '2025-11-20T12:00:00.000Z',
    });
  });

  it('is completed only when no month is partial or failed', () => {
    const ended = row({ endedAt: ENDED });
    expect(stateOf(ended, months('complete', 'complete', 'complete'))).toBe('completed');
    expect(stateOf(ended, months('complete', 'partial', 'complete'))).toBe('failed');
    expect(stateOf(ended, months('complete', 'complete', 'failed'))).toBe('failed');
  });

  it('has the reason of the newest month where all have failed, and else none', () => {
    const job = row({ endedAt: ENDED });
    expect(toJob({ job, months: months('failed', 'failed', 'failed') }).error).toEqual({
      ...{ code: 'LIVERC_TIMEOUT', message: 'No 11.' },
    });
    expect(toJob({ job, months: months('failed', 'partial', 'failed') }).error).toBeNull();
  });

  it('is cancelled whatever its months became', () => {
    const job = row({ endedAt: ENDED, cancelled: true });
    expect(toJob({ job, months: months('failed', 'failed', 'failed') })).toMatchObject({
      ...{ state: 'cancelled', error: null, finished_at: '2025-11-20T12:00:09.000Z' },
    });
  });
});
