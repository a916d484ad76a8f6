import type { ErrorCode } from './errors.js';
import type { HeartbeatRecord, PracticeDay } from './practice-days.js';
import type { ImportedPracticeSession, Lap } from './practice-study.js';

/** The first record: which day is followed. */
export interface LiveStartedRecord {
  type: 'started';
  /** `YYYY-MM-DD` in the track's own calendar; null while none is listed that can still grow. */
  date: string | null;
  event_id: string | null;
  /** UTC instant at which the day's page was read last; null when it never was. */
  fetched_at: string | null;
  /** Until LiveRC is looked at; 0: at once. */
  next_check_seconds: number;
}

/** The day with its totals. With another date or `event_id` than before, that day is followed now. */
export interface LiveDayRecord extends PracticeDay {
  type: 'day';
  event_id: string;
  fetched_at: string;
  /** Until LiveRC is looked at. */
  next_check_seconds: number;
}

export interface LiveSessionRecord {
  type: 'session';
  /** With its laps once they are read. */
  session: ImportedPracticeSession & { laps?: Lap[] };
  /** It has appeared since the client began to follow the day. */
  is_new: boolean;
}

/** LiveRC was looked at, and shows nothing new. */
export interface LiveCheckedRecord {
  type: 'checked';
  fetched_at: string;
  next_check_seconds: number;
}

/** This look at LiveRC failed; others follow. */
export interface LiveUnavailableRecord {
  type: 'unavailable';
  code: ErrorCode;
  message: string;
  next_check_seconds: number;
}

/** Why a running day is followed no longer. */
export const LIVE_END_REASONS = ['day_over', 'liverc_disabled'] as const;

export type LiveEndReason = (typeof LIVE_END_REASONS)[number];

export interface LiveDoneRecord {
  type: 'done';
  reason: LiveEndReason;
}

/** Records of `GET /practice-days/live/stream`; `started` is first, `done` last. */
export type LiveRecord =
  | LiveStartedRecord
  | LiveDayRecord
  | LiveSessionRecord
  | LiveCheckedRecord
  | LiveUnavailableRecord
  | HeartbeatRecord
  | LiveDoneRecord;
