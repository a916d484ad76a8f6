import { Injector } from '@angular/core';
import type { EventJob, EventProgress, Job, Race } from '@trackside/contracts';
import { ApiError } from '../api/api-error';
import { RaceEventsApi } from '../api/race-events-api';
import { JobFollower } from '../jobs/job-follower';
import type { EventImport } from '../rows/event-import';
import { followEvent, importOf, problemOf } from './event-job';

const BEGUN = { source_event_id: '7', event_id: 'e7', job_id: 'j7', state: 'queued' } as const;
const FAILED = { code: 'LIVERC_TIMEOUT', message: 'LiveRC did not answer in time.' } as const;

function job(state: EventJob['state'], progress: Partial<EventProgress> = {}): EventJob {
  const counts = { races_total: 31, races_read: 12, races_failed: 0, errors: [] };
  return {
    ...{ id: 'j7', kind: 'event', state, track_id: 't', event_id: 'e7' },
    ...{ created_at: '2031-05-17T10:00:00Z', finished_at: null, error: null },
    progress: { ...counts, ...progress },
  };
}

const race = (label: string, failed: boolean) =>
  ({ label, state: failed ? 'failed' : 'read', error: failed ? FAILED : null }) as Race;

/** @param told what the job's stream says, or how following it fails */
function followed(told: readonly EventJob[] | Error) {
  const states: EventImport[] = [];
  const follow = (_id: string, tell: (job: Job) => void): Promise<void> => {
    if (told instanceof Error) return Promise.reject(told);
    told.forEach(tell);
    return Promise.resolve();
  };
  const races = () => Promise.resolve([race('Truggy A-Main', true), race('Junior A-Main', false)]);
  const injector = Injector.create({
    providers: [
      { provide: JobFollower, useValue: { follow } },
      { provide: RaceEventsApi, useValue: { races } },
    ],
  });
  const { signal } = new AbortController();
  const problem = followEvent(injector, BEGUN, (state) => states.push(state), signal);
  return { states, problem };
}

describe('the import of an event', () => {
  it('tells how many of its races are here, once the event’s page is read', () => {
    expect(importOf(job('queued', { races_total: 0 }))).toEqual({ share: null, words: '' });
    const state = importOf(job('running', { races_read: 12, races_failed: 1 }));
    expect(state).toEqual({ share: 13 / 31, words: '12 of 31' });
  });

  it('ends without a word when all is here', async () => {
    const { states, problem } = followed([job('running'), job('completed', { races_read: 31 })]);
    expect(await problem).toBeNull();
    expect(states.map(({ words }) => words)).toEqual(['12 of 31', '31 of 31']);
  });

  it('names the races that failed, and why', async () => {
    const { problem } = followed([job('failed', { races_read: 30, races_failed: 1 })]);
    expect(await problem).toEqual({
      words: '1 failed',
      detail: 'Truggy A-Main: LiveRC did not answer in time.',
    });
  });

  it('names the pages that failed where no race did, else what the job says', () => {
    const page = 'https://redgum.liverc.com/results/?p=view_entry_list&id=7';
    expect(problemOf(job('failed', { errors: [{ page, ...FAILED }] }), [])).toEqual({
      words: 'Partly read',
      detail: `LiveRC did not answer in time. (${page})`,
    });
    const whole = {
      ...job('failed'),
      error: { code: 'LIVERC_DISABLED', message: 'Off.' },
    } as const;
    expect(problemOf(whole, []).detail).toBe('Off.');
    expect(problemOf(job('cancelled'), []).words).toBe('Cancelled');
  });

  it('says that it could not be followed: the event is stored all the same', async () => {
    const { problem } = followed(new ApiError('NOT_FOUND', 'No such job.'));
    expect(await problem).toEqual({ words: 'Import not followed', detail: 'No such job.' });
  });
});
