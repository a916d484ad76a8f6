import type { ListedDay, PracticeDay, YearMonth } from './practice-days.js';
import type { JobState } from './jobs.js';
import type { Track } from './tracks.js';

/** A race event of a track. */
export interface RaceEvent {
  id: string;
  source_event_id: string;
  name: string;
  /** `YYYY-MM-DD`; null when LiveRC's date is not a date that can be (year 0001, 0202, ...). */
  start_date: string | null;
  /** Equal to `start_date` for an event of one day. */
  end_date: string | null;
  entries: number | null;
  drivers: number | null;
  /** Page of the event at LiveRC, for people. */
  url: string;
  imported: boolean;
}

type DayMarks = Pick<PracticeDay, 'listed' | 'sessions_of_other_days'>;
type DayTotals = Omit<PracticeDay, keyof ListedDay | keyof DayMarks>;

/**
 * A practice day that was discovered earlier, given at once from the database. The totals are null
 * while only the calendar page was read: the day and its session count are known, no more.
 */
export type KnownPracticeDay = ListedDay &
  DayMarks & {
    [Field in keyof DayTotals]: DayTotals[Field] | null;
  } & {
    /** UTC instant at which LiveRC was read. */
    fetched_at: string;
  };

/** A practice day that was imported. */
export interface ImportedPracticeDay extends PracticeDay {
  event_id: string;
  /** Sessions whose laps are not here, whether they follow or failed; left out where all are. */
  unread_session_count?: number;
}

/** A month whose calendar page was read, or that the track's list of months lacks. */
export interface ReadMonth extends YearMonth {
  /** UTC instant at which LiveRC was read last. */
  fetched_at: string;
}

export interface EventsSearchResult {
  track: Track;
  /** Newest first; events without a date last. */
  events: RaceEvent[];
  practice_days?: ImportedPracticeDay[];
  discovered_practice_days?: KnownPracticeDay[];
  practice_range_min?: string | null;
  practice_range_max?: string | null;
  covered_months?: YearMonth[];
  /**
   * Months of the range that were read, newest first, however long ago: what they lack had no
   * practice then. Left out where none was.
   */
  read_months?: ReadMonth[];
  /** Imports of the track that have not ended, oldest first; see `GET /jobs/{id}`. */
  import_job_ids?: string[];
  /** With `mode=timeline`: the discovery of the range; see `GET /search/timeline/{id}/events`. */
  discovery_job_id?: string;
}

export interface EventsDiscoverResult {
  new_events: RaceEvent[];
  existing_events: RaceEvent[];
}

/** Of `POST /events/import`: the job that reads an event's pages. */
export interface BegunEventImport {
  source_event_id: string;
  event_id: string;
  job_id: string;
  state: JobState;
}

export interface EventsImportResult {
  events: RaceEvent[];
  /** How many were stored now and were not before. */
  imported: number;
  /** The job that reads each event's pages: races, laps and rankings; in the order asked for. */
  jobs: BegunEventImport[];
}
