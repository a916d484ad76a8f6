import { jest } from '@jest/globals';
import { DiscoveryFailedError } from '../src/discovery/discovery-request.js';
import type { PracticeDiscovery } from '../src/discovery/practice-discovery.js';
import type { ImportJobStore } from '../src/import/import-job-store.js';
import { type PracticeImports, RANGE_QUEUE } from '../src/import/practice-imports.js';
import { RangeListing } from '../src/import/range-listing.js';
import type { SessionImportStore } from '../src/import/session-import-store.js';
import { FakeListingJobs } from './fake-listing-jobs.js';
import { FakeQueue } from './fake-queue.js';
import { MovedClock } from './moved-clock.js';

const TIMEOUT = { code: 'LIVERC_TIMEOUT', message: 'no answer' } as const;
const CHANGED = { code: 'LIVERC_PAGE_CHANGED', message: 'no calendar' } as const;

describe('the listing of the days of a range', () => {
  let jobs: FakeListingJobs;
  let queue: FakeQueue;

  function begin(startDate: string, endDate: string): void {
    jobs = new FakeListingJobs({ startDate, endDate });
    queue = new FakeQueue();
    new RangeListing(
      queue.asJobQueue(),
      jobs as unknown as PracticeDiscovery,
      jobs as unknown as ImportJobStore,
      jobs as unknown as SessionImportStore,
      jobs as unknown as PracticeImports,
      new MovedClock('2025-11-20T12:00:00Z'),
      {
        openMonthTtlSeconds: 600,
        rangeMonthsCap: 2,
        rangeTimeoutMs: 90_000,
        liveDayIntervalMs: 30_000,
        prefetchRequestsPerDay: 0,
      },
    ).onModuleInit();
  }

  afterEach(() => jest.useRealTimers());

  const attempt = (options?: Parameters<FakeQueue['attempt']>[2]): Promise<void> =>
    queue.attempt(RANGE_QUEUE, { jobId: 'job' }, options);

  it('goes through parts of as many months as one discovery may ask for, newest first', async () => {
    begin('2023-12-15', '2024-04-10');
    await attempt();

    expect(jobs.told).toEqual([
      'discovered 2024-03-01 to 2024-04-10',
      'queued 2024-04-10',
      'discovered 2024-01-01 to 2024-02-29',
      'queued 2024-02-29',
      'discovered 2023-12-15 to 2023-12-31',
      'queued 2023-12-31',
    ]);
    expect(jobs.ended).toEqual({ error: null });
  });

  it('is one part where the range is one day', async () => {
    begin('2024-02-29', '2024-02-29');
    await attempt();

    expect(jobs.told).toEqual(['discovered 2024-02-29 to 2024-02-29', 'queued 2024-02-29']);
  });

  it('asks in the background, for nothing that is known already', async () => {
    begin('2025-10-01', '2025-10-31');
    await attempt();

    expect(jobs.requests).toEqual([
      {
        trackId: 'track',
        startDate: '2025-10-01',
        endDate: '2025-10-31',
        turn: { key: 'track', lane: 'background' },
        refresh: false,
        skipCovered: false,
      },
    ]);
  });

  it('of a job that is gone or cancelled asks for nothing', async () => {
    begin('2025-10-01', '2025-10-31');
    jobs.job = null;
    await attempt();

    expect(jobs.told).toEqual([]);
    expect(jobs.ended).toBeNull();
  });

  it('is tried again when LiveRC did not answer, and has queued what could be read', async () => {
    begin('2025-07-01', '2025-10-31');
    jobs.answers.set('2025-10-31', [{ status: 'failed', error: TIMEOUT }, {}]);

    await expect(attempt()).rejects.toThrow('no answer');
    expect(jobs.told).toEqual(['discovered 2025-09-01 to 2025-10-31', 'queued 2025-10-31']);
    expect(jobs.ended).toBeNull();
  });

  it('at the last attempt goes through all parts, and ends with the reason', async () => {
    begin('2025-07-01', '2025-10-31');
    jobs.answers.set('2025-10-31', new DiscoveryFailedError(TIMEOUT.code, TIMEOUT.message));
    await attempt({ isLastAttempt: true });

    expect(jobs.told).toEqual([
      'discovered 2025-09-01 to 2025-10-31',
      'queued 2025-10-31',
      'discovered 2025-07-01 to 2025-08-31',
      'queued 2025-08-31',
    ]);
    expect(jobs.ended).toEqual({ error: TIMEOUT });
  });

  it('ends at once, with all parts gone through, when a calendar is none that can be read', async () => {
    begin('2025-07-01', '2025-10-31');
    jobs.answers.set('2025-10-31', [{ status: 'failed', error: CHANGED }]);
    await attempt();

    expect(jobs.told.at(-1)).toBe('queued 2025-08-31');
    expect(jobs.ended).toEqual({ error: CHANGED });
  });

  it('is tried again when one reason passes, whatever else failed', async () => {
    begin('2025-09-01', '2025-10-31');
    jobs.answers.set('2025-10-31', [
      { status: 'failed', error: CHANGED },
      { status: 'failed', error: TIMEOUT },
    ]);

    await expect(attempt()).rejects.toThrow('no answer');
  });

  it('takes an old copy in place of a calendar for a failure', async () => {
    begin('2025-10-01', '2025-10-31');
    jobs.answers.set('2025-10-31', [{ stale: true, error: TIMEOUT }]);

    await expect(attempt()).rejects.toThrow('no answer');
  });

  it('takes a day page that could not be read for none: its day is listed', async () => {
    begin('2025-10-01', '2025-10-31');
    const missing = { missing_dates: ['2025-10-25'], error: TIMEOUT };
    jobs.answers.set('2025-10-31', [{ status: 'partial', stale: true, ...missing }]);
    await attempt();

    expect(jobs.ended).toEqual({ error: null });
  });

  it('says nothing of the job when the process stops', async () => {
    begin('2025-10-01', '2025-10-31');
    const stopping = new AbortController();
    jobs.duringDiscovery = async () => stopping.abort(new Error('the process stops'));

    await expect(attempt({ signal: stopping.signal, isLastAttempt: true })).rejects.toThrow(
      'the process stops',
    );
    expect(jobs.ended).toBeNull();
  });

  it('lets go of a job that is cancelled meanwhile', async () => {
    jest.useFakeTimers();
    begin('2025-10-01', '2025-10-31');
    let leftAt = 0;
    jobs.duringDiscovery = (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          leftAt = Date.now();
          reject(signal.reason as Error);
        });
      });
    const listed = attempt();
    await jest.advanceTimersByTimeAsync(0);
    const cancelledAt = Date.now();
    jobs.job = null;
    await jest.advanceTimersByTimeAsync(1_000);
    await listed;

    expect(leftAt - cancelledAt).toBe(700);
    expect(jobs.ended).toBeNull();
  });
});
