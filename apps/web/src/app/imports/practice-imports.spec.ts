import { TestBed } from '@angular/core/testing';
import type { EventsSearchResult } from '@trackside/contracts';
import { ApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { importJob, jobDay, queuedDay } from '../../test/jobs';
import { type JobReader, OPEN_JOB_STREAM } from '../jobs/job-stream';
import { PracticeImports } from './practice-imports';

const SATURDAY = '2025-10-25';
const SUNDAY = '2025-10-26';
const TRACK = 'track-1';

function setUp(api: Partial<ImportsApi> = {}): { imports: PracticeImports; readers: JobReader[] } {
  const readers: JobReader[] = [];
  const open = (_id: string, reader: JobReader): (() => void) => {
    readers.push(reader);
    return () => undefined;
  };
  const well: Partial<ImportsApi> = {
    ingest: (_track, date) =>
      Promise.resolve({
        event_id: `e-${date}`,
        sessions_ingested: 56,
        state: 'queued',
        job_id: 'job-1',
      }),
    ingestRange: () => Promise.resolve({ job_id: 'job-1' }),
    ...api,
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: ImportsApi, useValue: well },
      { provide: OPEN_JOB_STREAM, useValue: open },
    ],
  });
  return { imports: TestBed.inject(PracticeImports), readers };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

describe('imports of practice days', () => {
  it('know the sessions of a day before the first word of its job', async () => {
    const { imports } = setUp();
    void imports.importDay(TRACK, SATURDAY);
    expect(imports.daysAt(TRACK).get(SATURDAY)?.phase).toBe('asking');
    await settled();
    expect(imports.daysAt(TRACK).get(SATURDAY)).toMatchObject({
      phase: 'reading',
      sessionsTotal: 56,
      sessionsRead: 0,
      eventId: 'e-2025-10-25',
    });
    expect(imports.daysAt('track-2').size).toBe(0);
  });

  it('ask once for a day that is under way', async () => {
    let asked = 0;
    const { imports } = setUp({
      ingest: () => {
        asked++;
        return new Promise(() => undefined);
      },
    });
    void imports.importDay(TRACK, SATURDAY);
    void imports.importDay(TRACK, SATURDAY);
    await settled();
    expect(asked).toBe(1);
  });

  it('of several days leave out what is under way already', async () => {
    let dates: readonly string[] = [];
    const { imports } = setUp({
      ingestRange: (_track, asked) => {
        dates = asked;
        return Promise.resolve({ job_id: 'job-2' });
      },
    });
    void imports.importDay(TRACK, SATURDAY);
    await settled();
    void imports.importDays(TRACK, [SUNDAY, SATURDAY]);
    await settled();
    expect(dates).toEqual([SUNDAY]);
    expect(imports.daysAt(TRACK).get(SUNDAY)?.phase).toBe('queued');
  });

  it('fall back to asking when the stream is refused, until the server says that it has ended', async () => {
    const answers = [
      importJob('running', [jobDay(SATURDAY, { state: 'running', sessions_read: 7 })]),
      importJob('completed', [jobDay(SATURDAY)]),
    ];
    const { imports, readers } = setUp({
      job: () => Promise.resolve(answers.shift() ?? importJob('failed', [])),
    });
    const finished = imports.importDay(TRACK, SATURDAY);
    await settled();
    readers[0]?.refused();
    await settled();
    expect(imports.daysAt(TRACK).get(SATURDAY)?.sessionsRead).toBe(7);
    await finished;
    expect(imports.daysAt(TRACK).get(SATURDAY)?.phase).toBe('ended');
  });

  it('hold two streams at most, so that the page keeps connections for the rest', async () => {
    const asked: string[] = [];
    const { imports, readers } = setUp({
      ingest: (_track, date) =>
        Promise.resolve({
          event_id: `e-${date}`,
          sessions_ingested: 1,
          state: 'queued',
          job_id: `job-${date}`,
        }),
      job: (id) => {
        asked.push(id);
        return Promise.resolve(importJob('completed', [jobDay('2025-10-18')]));
      },
    });
    void imports.importDay(TRACK, SUNDAY);
    void imports.importDay(TRACK, SATURDAY);
    await settled();
    await imports.importDay(TRACK, '2025-10-18');
    expect(readers).toHaveLength(2);
    expect(asked).toEqual(['job-2025-10-18']);
    expect(imports.daysAt(TRACK).get('2025-10-18')?.phase).toBe('ended');
  });

  it('that the server no longer knows have failed', async () => {
    const gone = new ApiError('NOT_FOUND', 'No such job.');
    const { imports, readers } = setUp({ job: () => Promise.reject(gone) });
    const finished = imports.importDays(TRACK, [SATURDAY, SUNDAY]);
    await settled();
    readers[0]?.job(importJob('running', [jobDay(SATURDAY), queuedDay(SUNDAY)]));
    readers[0]?.refused();
    await finished;
    expect(imports.batchAt(TRACK)).toMatchObject({ ended: true, problem: 'No such job.' });
    expect(imports.daysAt(TRACK).get(SATURDAY)?.phase).toBe('ended');
    expect(imports.daysAt(TRACK).get(SUNDAY)).toMatchObject({
      phase: 'failed',
      problem: 'No such job.',
    });
  });

  it('that cannot be cancelled say why and go on', async () => {
    const { imports } = setUp({
      cancelJob: () => Promise.reject(new ApiError('CONFLICT', 'It has ended already.')),
    });
    void imports.importDays(TRACK, [SATURDAY]);
    await settled();
    await imports.cancel(TRACK);
    expect(imports.batchAt(TRACK)).toMatchObject({
      ended: false,
      cancelling: false,
      problem: 'It has ended already.',
    });
  });

  it('of an earlier visit are followed again, several with their summary', async () => {
    const { imports, readers } = setUp();
    const found = { track: { id: TRACK }, import_job_ids: ['job-7'] } as EventsSearchResult;
    imports.resumeAll(found);
    imports.resumeAll(found);
    await settled();
    expect(readers).toHaveLength(1);
    const days = [queuedDay(SATURDAY), queuedDay(SUNDAY)];
    readers[0]?.job(importJob('running', days));
    expect(imports.daysAt(TRACK).get(SUNDAY)?.phase).toBe('queued');
    expect(imports.batchAt(TRACK)).toMatchObject({ jobId: 'job-7', ended: false });
    readers[0]?.job(importJob('completed', [jobDay(SATURDAY), jobDay(SUNDAY)]));
    readers[0]?.done();
    await settled();
    expect(imports.batchAt(TRACK)?.ended).toBe(true);
  });

  it('of an earlier visit that can not be followed to their end say so', async () => {
    const gone = new ApiError('NOT_FOUND', 'no job has the id job-7');
    const { imports, readers } = setUp({ job: () => Promise.reject(gone) });
    const found = { track: { id: TRACK }, import_job_ids: ['job-7'] } as EventsSearchResult;
    imports.resumeAll(found);
    await settled();
    readers[0]?.job(importJob('running', [queuedDay(SATURDAY)]));
    readers[0]?.refused();
    await settled();
    expect(imports.daysAt(TRACK).get(SATURDAY)).toMatchObject({
      phase: 'failed',
      problem: 'no job has the id job-7',
    });
  });
});
