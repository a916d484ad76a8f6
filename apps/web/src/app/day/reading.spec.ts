import { TestBed } from '@angular/core/testing';
import type { Job } from '@trackside/contracts';
import { type JobReader, OPEN_JOB_STREAM } from './job-stream';
import { Reading } from './reading';

function job(read: number): Job {
  const failures = { failed_sessions: [], error: null };
  return {
    id: 'job-1',
    kind: 'import',
    state: 'running',
    track_id: 'track-1',
    created_at: '2025-10-26T07:00:00.000Z',
    finished_at: null,
    days_total: 2,
    days_ended: 0,
    sessions_total: 80,
    sessions_read: 30 + read,
    sessions_failed: 0,
    days: [
      {
        date: '2025-10-25',
        event_id: 'day-1',
        state: 'running',
        sessions_total: 56,
        sessions_read: read,
        ...failures,
      },
    ],
    error: null,
  };
}

function setUp() {
  const opened: { jobId: string; reader: JobReader; closed: boolean }[] = [];
  const open = (jobId: string, reader: JobReader): (() => void) => {
    const stream = { jobId, reader, closed: false };
    opened.push(stream);
    return () => (stream.closed = true);
  };
  TestBed.configureTestingModule({
    providers: [Reading, { provide: OPEN_JOB_STREAM, useValue: open }],
  });
  return { reading: TestBed.inject(Reading), opened };
}

describe('the reading of a day', () => {
  it('tells how far the day is, not the whole job', () => {
    const { reading, opened } = setUp();
    reading.follow({ eventId: 'day-1', jobId: 'job-1' });
    TestBed.tick();
    opened[0]?.reader.progress(job(12));
    expect(reading.progress()).toEqual({ read: 12, total: 56 });
    expect(reading.active()).toBe(true);
  });

  it('has news when the job ends', () => {
    const { reading, opened } = setUp();
    reading.follow({ eventId: 'day-1', jobId: 'job-1' });
    TestBed.tick();
    opened[0]?.reader.done(job(56));
    expect([reading.active(), reading.news()]).toEqual([false, 1]);
  });

  it('stays with one stream while the day is loaded again, and closes it with the day', () => {
    const { reading, opened } = setUp();
    reading.follow({ eventId: 'day-1', jobId: 'job-1' });
    TestBed.tick();
    reading.follow({ eventId: 'day-1', jobId: 'job-1' });
    TestBed.tick();
    expect(opened).toHaveLength(1);
    reading.follow(null);
    TestBed.tick();
    expect(opened[0]?.closed).toBe(true);
  });
});
