import { type DiscoveryRange, resolveRange } from '@trackside/calendar';
import type { ListingRecord, MonthError, MonthState } from '@trackside/contracts';
import type { MonthEnd } from '../discovery/discovery-records.js';

/** Most months of one discovery in the background: ten years. */
const MONTHS_CAP = 120;

/** What a discovery in the background is shared by: who asks for the same joins it. */
export interface TimelineWish {
  trackId: string;
  /** Both inclusive, `YYYY-MM-DD`. */
  startDate: string;
  endDate: string;
  refresh: boolean;
  skipCovered: boolean;
}

export interface DiscoveryJobRow extends TimelineWish {
  id: string;
  createdAt: Date;
  /** Null while nobody works on it yet. */
  begunAt: Date | null;
  /** Null until its last month has ended. */
  endedAt: Date | null;
  cancelled: boolean;
}

/** A record of the story that belongs to a month. */
export type StoryRecord = ListingRecord | MonthEnd;

/** What was told of a job since some place in its story. */
export interface StoryPart {
  job: DiscoveryJobRow;
  /** In the order in which they were told. */
  records: StoryRecord[];
  /** The place of the last record; a later part begins after it. */
  place: number;
}

/** A job with the states of its months that have ended, newest first. */
export interface JobWithMonths {
  job: DiscoveryJobRow;
  months: MonthState[];
}

/** The months of a job, and which of their days count. */
export function rangeOf({ startDate, endDate }: TimelineWish): DiscoveryRange {
  // Both dates are given, so the present moment plays no part.
  return resolveRange({ startDate, endDate }, new Date(0), MONTHS_CAP);
}

/** What stands for months that are not read any more, all for one reason. */
export function failuresOf(job: DiscoveryJobRow, error: MonthError): MonthEnd[] {
  return rangeOf(job).months.map((month) => ({ type: 'month_failed', ...month, ...error }));
}
