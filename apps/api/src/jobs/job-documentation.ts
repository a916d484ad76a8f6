import type { ImportJob, JobRecord } from '@trackside/contracts';
import { ApiEventStream } from '../http/api-stream.js';
import { EXAMPLE } from '../http/examples.js';
import { JOB_RECORDS } from './job-records.dto.js';

const JOB: ImportJob = {
  id: '5b0a51a1-6d0c-4a53-9a5c-9d2d1f0c7a10',
  kind: 'import',
  state: 'running',
  track_id: '81fdab2d-ff28-53b4-9ba8-2b19af527f7f',
  created_at: '2025-11-02T08:15:00.000Z',
  finished_at: null,
  days_total: 1,
  days_ended: 0,
  sessions_total: 34,
  sessions_read: 12,
  sessions_failed: 0,
  days: [
    {
      date: EXAMPLE.day.date,
      event_id: EXAMPLE.eventId,
      state: 'running',
      sessions_total: 34,
      sessions_read: 12,
      failed_sessions: [],
      error: null,
    },
  ],
  error: null,
};

/** The progress of a job as Server-Sent Events. */
export function ApiJobEvents(): MethodDecorator {
  const ended = { ...JOB, state: 'completed', finished_at: '2025-11-02T08:15:09.000Z' } as const;
  const { days, ...job } = JOB;
  const records: JobRecord[] = [
    { type: 'progress', ...JOB },
    { type: 'changed', ...job, sessions_read: 20, changed_days: days },
    { type: 'done', ...ended },
  ];
  return ApiEventStream(
    'The job as a whole, first and last; of an import of many days, in between, what has changed.',
    JOB_RECORDS,
    records,
  );
}
