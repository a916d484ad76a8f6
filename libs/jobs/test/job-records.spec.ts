import { jest } from '@jest/globals';
import { type Observable, Subject } from 'rxjs';
import type {
  DiscoveryJob,
  ImportJob,
  Job,
  JobDay,
  JobRecord,
  JobState,
  MonthState,
} from '@trackside/contracts';
import { toJobRecords } from '../src/story/job-records.js';

/** A job of eleven days is told as a whole at most so often. */
const PAUSE_MS = 550;

/** Days of October 2025 from the first on, each with so many sessions read. */
function job(sessionsRead: number[], change: Partial<ImportJob> = {}): ImportJob {
  const days = sessionsRead.map((count, index) => ({
    date: `2025-10-${String(index + 1).padStart(2, '0')}`,
    state: 'running',
    sessions_read: count,
  }));
  return {
    id: 'job',
    kind: 'import',
    state: 'running',
    days: days as JobDay[],
    ...change,
  } as ImportJob;
}

/** Eleven days, of which the first ones have so many sessions read. */
function longJob(...sessionsRead: number[]): ImportJob {
  return job([...sessionsRead, ...Array<number>(11 - sessionsRead.length).fill(0)]);
}

describe('the records of a followed job', () => {
  let jobs: Subject<Job>;
  let told: JobRecord[];

  beforeEach(() => {
    jest.useFakeTimers();
    jest.advanceTimersByTime(60_000);
    jobs = new Subject();
    told = tell(jobs);
  });

  afterEach(() => jest.useRealTimers());

  function tell(source: Observable<Job>): JobRecord[] {
    const records: JobRecord[] = [];
    source.pipe(toJobRecords()).subscribe((record) => records.push(record));
    return records;
  }

  /** Which days a record tells of, with their sessions read. */
  function changedDays(record: JobRecord | undefined): [string, number][] {
    const days = record?.type === 'changed' ? record.changed_days : [];
    return days.map(({ date, sessions_read }) => [date, sessions_read]);
  }

  const types = (): string[] => told.map(({ type }) => type);

  it('are the whole job at each change where it has ten days', () => {
    const ten = Array<number>(10).fill(0);
    jobs.next(job(ten));
    jobs.next(job([1, ...ten.slice(1)]));

    expect(told).toEqual([
      { type: 'progress', ...job(ten) },
      { type: 'progress', ...job([1, ...ten.slice(1)]) },
    ]);
  });

  it('begin with the whole job, also where it has many days', () => {
    jobs.next(longJob());

    expect(told).toEqual([{ type: 'progress', ...longJob() }]);
  });

  it('name only the days that have changed since the record before', () => {
    jobs.next(longJob());
    jobs.next(longJob(1, 1));
    jobs.next(longJob(1, 2));

    expect(types()).toEqual(['progress', 'changed', 'changed']);
    expect(changedDays(told[1])).toEqual([
      ['2025-10-01', 1],
      ['2025-10-02', 1],
    ]);
    expect(changedDays(told[2])).toEqual([['2025-10-02', 2]]);
  });

  it('name a day that was not there before, and tell the rest of the job as it stands', () => {
    jobs.next(longJob());
    jobs.next({ ...job(Array<number>(12).fill(0)), sessions_total: 7 });

    expect(told[1]).toMatchObject({ type: 'changed', id: 'job', sessions_total: 7 });
    expect(told[1]).not.toHaveProperty('days');
    expect(changedDays(told[1])).toEqual([['2025-10-12', 0]]);
  });

  it('tell a long job as a whole once a pause after the last time, with its latest state', () => {
    jobs.next(longJob());
    jest.advanceTimersByTime(200);
    jobs.next(longJob(1));
    jest.advanceTimersByTime(200);
    jobs.next(longJob(2));
    jest.advanceTimersByTime(PAUSE_MS - 400 - 1);
    expect(types()).toEqual(['progress', 'changed', 'changed']);
    jest.advanceTimersByTime(1);

    expect(told.at(-1)).toEqual({ type: 'progress', ...longJob(2) });
    jest.advanceTimersByTime(10 * PAUSE_MS);
    expect(types()).toEqual(['progress', 'changed', 'changed', 'progress']);
  });

  it('tell a long job as a whole at a change that comes a pause after the last time', () => {
    jobs.next(longJob());
    jest.advanceTimersByTime(PAUSE_MS);
    jobs.next(longJob(1));

    expect(types()).toEqual(['progress', 'progress']);
  });

  it.each(['completed', 'failed', 'cancelled'] as const)(
    'end with the whole job once it is %s, and nothing comes after that',
    (state) => {
      jobs.next(longJob());
      jobs.next(longJob(1));
      jobs.next({ ...longJob(2), state });
      jest.advanceTimersByTime(10 * PAUSE_MS);

      expect(types()).toEqual(['progress', 'changed', 'done']);
      expect(told.at(-1)).toEqual({ type: 'done', ...longJob(2), state });
    },
  );

  it('of a job that has ended before are its end alone', () => {
    jobs.next({ ...longJob(), state: 'completed' });

    expect(types()).toEqual(['done']);
  });

  it('begin with the whole job for everybody, however much others were told', () => {
    jobs.next(longJob());
    const later = tell(jobs);
    jobs.next(longJob(1));

    expect(types()).toEqual(['progress', 'changed']);
    expect(later).toEqual([{ type: 'progress', ...longJob(1) }]);
  });

  it('are the whole job alone where it is a discovery, now and then where it has many months', () => {
    const months = (count: number) => Array<MonthState>(count).fill({} as MonthState);
    const discovery = (count: number, state: JobState = 'running') =>
      ({ id: 'job', kind: 'discovery', state, months: months(count) }) as DiscoveryJob;
    jobs.next(discovery(11));
    jobs.next(discovery(12));
    jobs.next(discovery(13));
    expect(told).toEqual([{ type: 'progress', ...discovery(11) }]);

    jest.advanceTimersByTime(13 * 50);
    expect(told.slice(1)).toEqual([{ type: 'progress', ...discovery(13) }]);

    jobs.next(discovery(14, 'completed'));
    expect(told.at(-1)).toEqual({ type: 'done', ...discovery(14, 'completed') });
  });
});
