import type { ErrorCode } from './errors.js';

/** A calendar month of the track's own calendar; `month` runs from 1 to 12. */
export interface YearMonth {
  year: number;
  month: number;
}

/** A day as LiveRC's calendar page lists it: it exists, details are not known yet. */
export interface ListedDay {
  /** `YYYY-MM-DD` in the track's own calendar. */
  date: string;
  track_slug: string;
  session_count: number;
}

/** A practice day with the totals of its day page. */
export interface PracticeDay extends ListedDay {
  total_laps: number;
  /** Sum of the sessions' lengths, each rounded by LiveRC to a whole second. */
  total_track_time_seconds: number;
  /** Named drivers only: "Unknown Driver" is left out, as in LiveRC's own total. */
  unique_drivers: number;
  /** Classes, "Unknown Class" included, as in LiveRC's own total. */
  unique_classes: number;
  /** Start of the first session, track-local `HH:MM`; null when no session tells its start. */
  time_range_start: string | null;
  /** Start of the last session, track-local `HH:MM`. */
  time_range_end: string | null;
  /** Whether the rows agree with the totals printed on the page; null when it prints none. */
  verified: boolean | null;
  /** False where LiveRC shows the imported day no more; left out otherwise. */
  listed?: boolean;
  /** Sessions that the day's page lists and that belong to other days; left out where none do. */
  sessions_of_other_days?: number;
}

/** A practice session as the day page tells it. */
export interface PracticeSession {
  /** UUIDv5 of track and LiveRC's id: the same in every database. */
  id: string;
  source_session_id: string;
  /** "Hidden driver 2" where the name is hidden: a number that tells apart within the day. */
  driver_name: string;
  /** True where the driver's name and transponder are hidden; left out otherwise. */
  driver_hidden?: boolean;
  class_name: string | null;
  transponder: string | null;
  /** Track-local `YYYY-MM-DDTHH:MM:SS`, no zone: LiveRC prints none. */
  started_at: string | null;
  duration_seconds: number | null;
  lap_count: number | null;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
}

/** A day with its sessions, newest session first. */
export interface DetailedPracticeDay extends PracticeDay {
  sessions: PracticeSession[];
}

export type MonthStatus = 'complete' | 'partial' | 'failed';

/** Where the answer for a month came from: memory, the database, or LiveRC just now. */
export type MonthSource = 'cache' | 'store' | 'liverc';

export interface MonthError {
  code: ErrorCode;
  message: string;
  retry_after_seconds?: number;
}

/** A day that is not known as well as it should be, and why. */
export interface MissingDate {
  /** \`YYYY-MM-DD\`. */
  date: string;
  code: ErrorCode;
  message: string;
}

/** What is known about one month, and how well. */
export interface MonthState extends YearMonth {
  status: MonthStatus;
  source: MonthSource;
  /** UTC instant at which LiveRC was read; null when the month was never read. */
  fetched_at: string | null;
  /** True when the copy, or that of a day in it, is expired and could not be refreshed. */
  stale: boolean;
  /**
   * Days whose page could not be read (again) or shows less than is known, newest first; what is
   * known of them is given.
   */
  missing_dates: string[];
  /** Why, one for each of \`missing_dates\`. */
  missing: MissingDate[];
  /** Every listed day of the month (inside the range) is imported. */
  covered: boolean;
  error?: MonthError;
}

export interface StartedRecord {
  type: 'started';
  /** Newest first. */
  months: YearMonth[];
  /** Months that the range touches, before the cap. */
  months_requested: number;
  truncated: boolean;
}

export interface ListingRecord extends YearMonth {
  type: 'listing';
  /** Newest first. */
  practice_days: ListedDay[];
}

export interface MonthRecord extends YearMonth {
  type: 'month';
  /** Newest first. */
  practice_days: PracticeDay[];
  status: Exclude<MonthStatus, 'failed'>;
  source: MonthSource;
  fetched_at: string;
  stale: boolean;
  missing_dates: string[];
  missing: MissingDate[];
  covered: boolean;
  /** Why dates are missing or the copy is stale. */
  error?: MonthError;
}

export interface MonthFailedRecord extends YearMonth {
  type: 'month_failed';
  code: ErrorCode;
  message: string;
  retry_after_seconds?: number;
}

export interface HeartbeatRecord {
  type: 'heartbeat';
}

export interface DoneRecord {
  type: 'done';
  /** Days in the `month` records of this stream. */
  total: number;
  /** No month partial or failed. */
  complete: boolean;
  months: { complete: number; partial: number; failed: number };
  elapsed_ms: number;
}

/** One record of a discovery stream, the same in SSE and in NDJSON. */
export type DiscoveryRecord =
  StartedRecord | ListingRecord | MonthRecord | MonthFailedRecord | HeartbeatRecord | DoneRecord;

/** Answer of `POST /practice-days/discover-range` as JSON. */
export interface DiscoverRangeResult {
  /** Newest first. */
  practice_days: PracticeDay[];
  months_requested: number;
  months_queried: number;
  truncated: boolean;
  /** Newest first. */
  months: MonthState[];
  complete: boolean;
  elapsed_ms: number;
}

/** Answer of `POST /practice-days/discover`. */
export interface DiscoverMonthResult {
  practice_days: (PracticeDay | DetailedPracticeDay)[];
  month: MonthState;
}
