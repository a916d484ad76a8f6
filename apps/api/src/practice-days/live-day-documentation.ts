import type { LiveRecord } from '@trackside/contracts';
import { ApiEventStream } from '../http/api-stream.js';
import { EXAMPLE } from '../http/examples.js';
import { LIVE_RECORDS } from './dto/live-day.dto.js';

const { day, eventId: event_id, moment: fetched_at } = EXAMPLE;

const RUNNING_DAY: Record<LiveRecord['type'], LiveRecord> = {
  started: { type: 'started', date: day.date, event_id, fetched_at, next_check_seconds: 30 },
  day: {
    type: 'day',
    ...day,
    track_slug: EXAMPLE.slug,
    verified: true,
    event_id,
    fetched_at,
    next_check_seconds: 30,
  },
  session: {
    type: 'session',
    session: {
      ...EXAMPLE.session,
      average_top_15_seconds: null,
      laps_state: 'read',
      laps_error: null,
      laps: [{ ...EXAMPLE.lap, is_valid: true }],
    },
    is_new: true,
  },
  checked: { type: 'checked', fetched_at, next_check_seconds: 30 },
  unavailable: {
    type: 'unavailable',
    code: 'LIVERC_TIMEOUT',
    message: 'LiveRC did not answer within 25 seconds',
    next_check_seconds: 30,
  },
  heartbeat: { type: 'heartbeat' },
  done: { type: 'done', reason: 'day_over' },
};

/** A running day as Server-Sent Events. */
export function ApiLiveDayEvents(): MethodDecorator {
  return ApiEventStream(
    "The records of a running day, one in the data of each event; its name is the record's type.",
    LIVE_RECORDS,
    RUNNING_DAY,
  );
}
