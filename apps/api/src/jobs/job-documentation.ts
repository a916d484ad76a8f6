import type { DiscoveryJob, EventJob, ImportJob, JobRecord } from '@trackside/contracts';
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

const EVENT_JOB: EventJob = {
  id: '8d1b6d3a-4a51-4f0e-9b7c-0f2e5c9a7b16',
  kind: 'event',
  state: 'running',
  track_id: JOB.track_id,
  event_id: '7c1b5f0e-93b4-5c1d-8d57-2f6a4b9e0c18',
  created_at: JOB.created_at,
  finished_at: null,
  progress: { races_total: 32, races_read: 12, races_failed: 0, errors: [] },
  error: null,
};

const DISCOVERY_JOB: DiscoveryJob = {
  id: '2c5a94f3-0f0a-4d5e-8f2c-3b7f2f9a6d41',
  kind: 'discovery',
  state: 'running',
  track_id: JOB.track_id,
  created_at: JOB.created_at,
  finished_at: null,
  months_total: 1,
  months: [],
  error: null,
};
const ENDED = { state: 'completed', finished_at: '2025-11-02T08:15:09.000Z' } as const;

/** The progress of a job as Server-Sent Events. */
export function ApiJobEvents(): MethodDecorator {
  const { days, ...job } = JOB;
  const records: Record<string, JobRecord> = {
    progress: { type: 'progress', ...JOB },
    changed: { type: 'changed', ...job, sessions_read: 20, changed_days: days },
    heartbeat: { type: 'heartbeat' },
    'progress of an event': { type: 'progress', ...EVENT_JOB },
    'done of an event': { type: 'done', ...EVENT_JOB, ...ENDED },
    'progress of a discovery': { type: 'progress', ...DISCOVERY_JOB },
    'done of a discovery': { type: 'done', ...DISCOVERY_JOB, ...ENDED },
    done: { type: 'done', ...JOB, ...ENDED },
  };
  return ApiEventStream(
    'The job as a whole, first and last; of an import of many days, in between, what has changed.',
    JOB_RECORDS,
    records,
  );
}
