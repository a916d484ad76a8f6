import { TestBed } from '@angular/core/testing';
import type { ImportJob } from '@trackside/contracts';
import { importJob, jobDay } from '../../test/jobs';
import { ImportsApi } from '../api/imports-api';
import { type JobReader, OPEN_JOB_STREAM } from '../jobs/job-stream';
import { Reading } from './reading';

const DAY = { eventId: 'e-2025-10-25', jobId: 'job-1' };

function job(state: ImportJob['state'], read: number): ImportJob {
  const day = jobDay('2025-10-25', { state, sessions_total: 56, sessions_read: read });
  return { ...importJob(state, [day]), sessions_total: 80, sessions_read: 30 + read };
}

function setUp(api: Partial<ImportsApi> = {}) {
  const opened: { jobId: string; reader: JobReader; closed: boolean }[] = [];
  const open = (jobId: string, reader: JobReader): (() => void) => {
    const stream = { jobId, reader, closed: false };
    opened.push(stream);
    return () => (stream.closed = true);
  };
  TestBed.configureTestingModule({
    providers: [
      Reading,
      { provide: ImportsApi, useValue: api },
      { provide: OPEN_JOB_STREAM, useValue: open },
    ],
  });
  return { reading: TestBed.inject(Reading), opened };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

describe('the reading of a day', () => {
  it('tells how far the day is, not the whole job', () => {
    const { reading, opened } = setUp();
    reading.follow(DAY);
    TestBed.tick();
    opened[0]?.reader.job(job('running', 12));
    expect(reading.progress()).toEqual({ read: 12, total: 56 });
    expect(reading.active()).toBe(true);
  });

  it('has news when the job ends', async () => {
    const { reading, opened } = setUp();
    reading.follow(DAY);
    TestBed.tick();
    opened[0]?.reader.done();
    await settled();
    expect([reading.active(), reading.news()]).toEqual([false, 1]);
  });

  it('is asked for where its stream is refused', async () => {
    const { reading, opened } = setUp({ job: () => Promise.resolve(job('completed', 56)) });
    reading.follow(DAY);
    TestBed.tick();
    opened[0]?.reader.refused();
    await settled();
    expect(reading.progress()).toEqual({ read: 56, total: 56 });
    expect([reading.active(), reading.news()]).toEqual([false, 1]);
  });

  it('that is left makes room for the streams of other jobs', async () => {
    const { reading, opened } = setUp();
    for (const jobId of ['job-1', 'job-2', 'job-3']) {
      reading.follow({ ...DAY, jobId });
      TestBed.tick();
      await settled();
    }
    expect(opened.map(({ jobId, closed }) => [jobId, closed])).toEqual([
      ['job-1', true],
      ['job-2', true],
      ['job-3', false],
    ]);
  });

  it('stays with one stream while the day is loaded again, and closes it with the day', () => {
    const { reading, opened } = setUp();
    reading.follow(DAY);
    TestBed.tick();
    reading.follow(DAY);
    TestBed.tick();
    expect(opened).toHaveLength(1);
    reading.follow(null);
    TestBed.tick();
    expect(opened[0]?.closed).toBe(true);
  });
});
