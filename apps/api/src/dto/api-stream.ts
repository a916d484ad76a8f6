import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { DiscoveryRecord, JobRecord } from '@trackside/contracts';
import { EXAMPLE } from './examples.js';
import { ApiFailures, type DocumentedContent } from './api-result.js';
import { DISCOVERY_RECORDS, JOB_RECORDS } from './stream-records.dto.js';

const LISTED = { date: EXAMPLE.day.date, track_slug: EXAMPLE.slug, session_count: 34 };

const DISCOVERY: DiscoveryRecord[] = [
  { type: 'started', months: [EXAMPLE.month], months_requested: 1, truncated: false },
  { type: 'listing', ...EXAMPLE.month, practice_days: [LISTED] },
  {
    type: 'month',
    ...EXAMPLE.month,
    practice_days: [{ ...EXAMPLE.day, track_slug: EXAMPLE.slug, verified: true }],
    status: 'complete',
    source: 'liverc',
    fetched_at: '2025-11-02T08:15:00.000Z',
    stale: false,
    missing_dates: [],
    missing: [],
    covered: false,
  },
  {
    type: 'done',
    total: 1,
    complete: true,
    months: { complete: 1, partial: 0, failed: 0 },
    elapsed_ms: 612,
  },
];

const JOB: Omit<Extract<JobRecord, { type: 'progress' }>, 'type'> = {
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

/** A discovery as Server-Sent Events. */
export function ApiDiscoveryEvents(): MethodDecorator {
  return documented(
    "The records of a discovery, one in the data of each event; its name is the record's type.",
    eventsOf(DISCOVERY),
    DISCOVERY_RECORDS,
  );
}

/** What `stream: true` answers: the same records, one a line. */
export function discoveryLines(): DocumentedContent {
  return {
    'application/x-ndjson': {
      schema: { oneOf: DISCOVERY_RECORDS.map((record) => ({ $ref: getSchemaPath(record) })) },
      example: DISCOVERY.map((record) => `${JSON.stringify(record)}\n`).join(''),
    },
  };
}

/** The progress of a job as Server-Sent Events. */
export function ApiJobEvents(): MethodDecorator {
  const ended = { ...JOB, state: 'completed', finished_at: '2025-11-02T08:15:09.000Z' } as const;
  const { days, ...job } = JOB;
  const records: JobRecord[] = [
    { type: 'progress', ...JOB },
    { type: 'changed', ...job, sessions_read: 20, changed_days: days },
    { type: 'done', ...ended },
  ];
  return documented(
    'The job as a whole, first and last; of a job of many days, in between, what has changed.',
    eventsOf(records),
    JOB_RECORDS,
  );
}

function documented(description: string, example: string, records: Type[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(...records),
    ApiOkResponse({
      description,
      content: {
        'text/event-stream': {
          schema: { oneOf: records.map((record) => ({ $ref: getSchemaPath(record) })) },
          example,
        },
      },
    }),
    ApiFailures('A failure before the stream begins.'),
  );
}

function eventsOf(records: { type: string }[]): string {
  return records
    .map((record) => `event: ${record.type}\ndata: ${JSON.stringify(record)}\n\n`)
    .join('');
}
