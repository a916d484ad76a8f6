import type { FailedSession, JobState, ReadingError } from '@trackside/contracts';

export interface StoredJob {
  id: string;
  trackId: string;
  createdAt: Date;
  /** Null while the days of the job are still being listed. */
  listedAt: Date | null;
  cancelledAt: Date | null;
  error: ReadingError | null;
  /** Newest first. */
  days: StoredJobDay[];
}

export interface StoredJobDay {
  dayId: string;
  date: string;
  state: JobState;
  endedAt: Date | null;
  error: ReadingError | null;
  imported: boolean;
  sessionsTotal: number;
  sessionsRead: number;
  failedSessions: FailedSession[];
}

export interface NewJob {
  id: string;
  trackId: string;
  createdAt: Date;
  days: NewJobDay[];
  /** Where the days are yet to be found out; null when they are known. */
  range: DateRange | null;
}

/** A day as a job begins with it. */
export interface NewJobDay {
  id: string;
  date: string;
  /** Default: queued. */
  state?: JobState;
  /** Its day page is read already. Default: it is not. */
  day_page_read?: boolean;
}

/** Both dates inclusive, `YYYY-MM-DD`. */
export interface DateRange {
  startDate: string;
  endDate: string;
}

/** A job whose days are being listed. */
export interface ListingJob extends DateRange {
  id: string;
  trackId: string;
}

/** A day that a job is to import. */
export interface WantedDay {
  trackId: string;
  date: string;
}
