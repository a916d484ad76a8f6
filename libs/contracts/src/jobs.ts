import type { EventProgress } from './event-progress.js';
import type { MonthState } from './practice-days.js';
import type { ReadingError } from './practice-study.js';

/** What a job does; every kind that there is. */
export const JOB_KINDS = ['import', 'event', 'discovery'] as const;

export type JobKindName = (typeof JOB_KINDS)[number];

export type JobState = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

/** A session whose laps could not be read; it is tried again later. */
export interface FailedSession extends ReadingError {
  session_id: string;
  driver_name: string;
  started_at: string | null;
}

/** One day of an import. */
export interface JobDay {
  date: string;
  /** Null until the day and its sessions are stored. */
  event_id: string | null;
  state: JobState;
  /** Null until the day page is read. */
  sessions_total: number | null;
  /** Sessions whose laps are stored. */
  sessions_read: number;
  failed_sessions: FailedSession[];
  /** Why the day could not be imported; null when it could. */
  error: ReadingError | null;
}

/** What every background job tells, whatever it does. */
export interface JobStory {
  id: string;
  kind: JobKindName;
  state: JobState;
  track_id: string;
  /** UTC instants. */
  created_at: string;
  finished_at: string | null;
  /** Why the job as a whole failed; null when it did not. */
  error: ReadingError | null;
}

/** An import of one day or of several. */
export interface ImportJob extends JobStory {
  kind: 'import';
  days_total: number;
  /** Days that ended, however they did. */
  days_ended: number;
  /** Sessions of the days whose day page is read. */
  sessions_total: number;
  sessions_read: number;
  sessions_failed: number;
  /** Newest first. */
  days: JobDay[];
}

/** A discovery of a range in the background; its days are told by its timeline. */
export interface DiscoveryJob extends JobStory {
  kind: 'discovery';
  months_total: number;
  /** Those that have ended, newest first. */
  months: MonthState[];
}

/** An import of an event. */
export interface EventJob extends JobStory {
  kind: 'event';
  event_id: string;
  progress: EventProgress;
}

/** A background job; `kind` tells what it does. */
export type Job = ImportJob | EventJob | DiscoveryJob;

/**
 * What has changed of an import of many days since the record before: of its days those that differ,
 * in their order. The rest of the job is as it stands.
 */
export interface ChangedJobRecord extends Omit<ImportJob, 'days'> {
  type: 'changed';
  changed_days: JobDay[];
}

/**
 * Records of `GET /jobs/{id}/events`. `progress` is the whole job, and comes first; `done` is it, too,
 * and is always last. Who ignores `changed` still learns every state, of a long job some seconds
 * later.
 */
export type JobRecord<Told extends Job = Job> =
  | ({ type: 'progress' } & Told)
  | ChangedJobRecord
  | { type: 'heartbeat' }
  | ({ type: 'done' } & Told);

/** Answer of `POST /practice-days/ingest`. */
export interface IngestResult {
  event_id: string;
  /** Sessions of the day that are stored. */
  sessions_ingested: number;
  /** State of the job that reads their laps. */
  state: JobState;
  job_id: string;
}

/** Answer of `POST /practice-days/ingest-range`. */
export interface IngestRangeResult {
  job_id: string;
}
