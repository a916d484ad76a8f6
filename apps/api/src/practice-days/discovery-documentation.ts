import type { DiscoveryRecord } from '@trackside/contracts';
import type { DocumentedContent } from '../http/api-result.js';
import { ApiEventStream, recordLines } from '../http/api-stream.js';
import { EXAMPLE } from '../http/examples.js';
import { DISCOVERY_RECORDS } from './dto/discovery-records.dto.js';

const LISTED = { date: EXAMPLE.day.date, track_slug: EXAMPLE.slug, session_count: 34 };

const DISCOVERY: Record<DiscoveryRecord['type'], DiscoveryRecord> = {
  started: { type: 'started', months: [EXAMPLE.month], months_requested: 1, truncated: false },
  listing: { type: 'listing', ...EXAMPLE.month, practice_days: [LISTED] },
  month: {
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
  month_failed: {
    type: 'month_failed',
    year: 2025,
    month: 9,
    code: 'LIVERC_TIMEOUT',
    message: 'LiveRC did not answer within 15 seconds',
    retry_after_seconds: 10,
  },
  heartbeat: { type: 'heartbeat' },
  done: {
    type: 'done',
    total: 1,
    complete: true,
    months: { complete: 1, partial: 0, failed: 0 },
    elapsed_ms: 612,
  },
};

/** What may be asked for of a track. */
export const RANGES = {
  'the last 180 days, a record a line': { value: { track_id: EXAMPLE.trackId, stream: true } },
  'a range': {
    value: { track_id: EXAMPLE.trackId, start_date: '2025-10-01', end_date: '2025-10-31' },
  },
  months: { value: { track_id: EXAMPLE.trackId, months: [EXAMPLE.month] } },
};

/** A discovery as Server-Sent Events. */
export function ApiDiscoveryEvents(): MethodDecorator {
  return ApiEventStream(
    "The records of a discovery, one in the data of each event; its name is the record's type.",
    DISCOVERY_RECORDS,
    DISCOVERY,
  );
}

/** What `stream: true` answers. */
export function discoveryLines(): DocumentedContent {
  return recordLines(DISCOVERY_RECORDS, DISCOVERY);
}
