import type { EventPageError } from './event-progress.js';
import type { ErrorCode } from './errors.js';

export type LivercHealth = 'ok' | 'failing' | 'disabled';

/** What keeps LiveRC from being asked: `LIVERC_ENABLED=false`, or the switch that people turn. */
export type DisabledBy = 'environment' | 'switch';

/** Body of `PUT /status/liverc`. */
export interface LivercSwitchRequest {
  enabled: boolean;
}

/** Background jobs of all processes. */
export interface JobsStatus {
  /** Those that wait, also for their next attempt. */
  queued: number;
  /** Those that are worked on. */
  running: number;
  /** UTC instant since when the oldest has waited that could be worked on; null where none does. */
  oldest_queued_at: string | null;
}

/** A part of LiveRC that is unwell: a track's own site, or the catalogue's. */
export interface UnwellSite {
  /** Null for the catalogue. */
  track_id: string | null;
  /** The track's slug; null for the catalogue. */
  track_slug: string | null;
  /** UTC instant since when it is unwell. */
  since: string;
  /** What its pages fail with. */
  code: ErrorCode;
  /** UTC instant at which it is asked again at the earliest; null: at any time. */
  next_probe_at: string | null;
}

/** A robots.txt that keeps us from asking, or that can't be read. */
export interface RobotsStatus {
  /** Like `https://canberra.liverc.com`. */
  origin: string;
  /** `unreachable`: people are served, background work waits. */
  state: 'forbids' | 'unreachable';
  /** UTC instant at which it was read; null where it never was. */
  asked_at: string | null;
}

/** Somebody asked for demo data, or the start fell back to it. */
export type DemoReason = 'requested' | 'liverc_unreachable';

/** How long something took, over the newest 500 times; null before the first. */
export interface TimeFigure {
  /** How often it was measured. */
  count: number;
  median_seconds: number | null;
  /** All but the slowest twentieth took no longer. */
  p95_seconds: number | null;
}

/** How well the product does its work: of the process that answers, since it began. */
export interface StatusFigures {
  /** UTC instant. */
  since: string;
  /** LiveRC's pages, from sending to the last byte. */
  liverc_answer: TimeFigure;
  /** The first practice day of a discovery that asked LiveRC. */
  first_row: TimeFigure;
  /** A discovery that asked LiveRC, to its end, where all months came. */
  full_discovery: TimeFigure;
  /** Those that went to their end: all, those that asked LiveRC for nothing, and of these those whose days are all imported. */
  discoveries: { total: number; without_liverc: number; skipped: number };
  /** Imports that people asked for, and those after which they searched the track again within a minute. */
  imports: { total: number; followed_by_search: number };
}

/** When LiveRC was last read for one of the user's favourites. */
export interface FavouriteFreshness {
  track_id: string;
  track_name: string;
  /** UTC instant of the newest reading of any month; null where none was read. */
  refreshed_at: string | null;
}

/** A day whose import failed. */
export interface FailedImport {
  job_id: string;
  track_id: string;
  track_name: string;
  date: string;
  /** UTC instant. */
  failed_at: string;
  code: ErrorCode;
  message: string;
}

/** An event whose import failed. */
export interface FailedEvent {
  id: string;
  source_event_id: string;
  name: string;
  /**
   * What of it is still not here: LiveRC's addresses of races, entry list, rankings, its own page. Told
   * with its newest failure alone, and no more once a later import was completed: its page tells then.
   */
  pages: EventPageError[];
}

/** A job that failed, or a part of one: its words, and whether somebody has mended it since. */
export interface FailedJob {
  /** `import`: a day, or the list of a range's days; `event`: an event; `discovery`: a month. */
  kind: 'import' | 'event' | 'discovery';
  job_id: string;
  track_id: string;
  track_name: string;
  /** What it was about, both inclusive; equal for a day. */
  start_date: string;
  end_date: string;
  /** UTC instant. */
  failed_at: string;
  code: ErrorCode;
  message: string;
  /** The day or event that was to be imported is imported by now; null while it is not. */
  event_id: string | null;
  /** Of an event's import; left out otherwise. */
  event?: FailedEvent;
}

/** Answer of `GET /jobs/failed`: those of the last 30 days. */
export interface FailedJobs {
  count: number;
  /** The newest hundred first. */
  items: FailedJob[];
}

/** A page of LiveRC that came whole and could not be read, or not all of its rows. */
export interface UnreadablePageStatus {
  /** What kind of page it was, like `calendar`. */
  kind: string;
  /** Null for the catalogue. */
  track_id: string | null;
  track_slug: string | null;
  /** UTC instant at which it came the last time. */
  seen_at: string;
  code: ErrorCode;
  message: string;
  bytes: number;
}

/**
 * A kind of page that LiveRC shows otherwise than it is known: a page of a month that has settled, which
 * is looked at once a day, was not recognised any more, or not in all its parts.
 */
export interface PageDriftStatus {
  page: 'calendar' | 'day';
  /** UTC instant of the first look that found it so, and of the newest. */
  since: string;
  checked_at: string;
  /** Whose page it was the last time. */
  track_id: string;
  track_slug: string;
  message: string;
}

/** Such pages as they are kept for a person to look at; what they hold is not told. */
export interface UnreadablePagesStatus {
  count: number;
  /** That they take, compressed. */
  bytes: number;
  /** The newest ten first. */
  newest: UnreadablePageStatus[];
}

/** Answer of `GET /status`. */
export interface StatusResult {
  /** Whether the caller has an account here that it signed in to. */
  signed_in: boolean;
  /** True when the data is invented by the simulator. */
  demo: boolean;
  /** Why it is; null when it is not. */
  demo_reason: DemoReason | null;
  /** LiveRC as a whole: failing when at least three sites do, and most of those asked lately. */
  liverc: {
    state: LivercHealth;
    /** UTC instant since when it is in that state; null before the first request. */
    since: string | null;
    /** Null while LiveRC may be asked. */
    disabled_by: DisabledBy | null;
  };
  /** Sites that are unwell, whatever the state of LiveRC as a whole; none while it is disabled. */
  sites: UnwellSite[];
  /** Those of which the process that answers has met; none while all is well. */
  robots: RobotsStatus[];
  /** Requests to LiveRC, of the process that answers, and jobs. */
  queue: { in_flight: number; waiting: number; jobs: JobsStatus };
  catalogue: {
    tracks: number;
    /** UTC instant of the last reading that succeeded; null before it. */
    last_sync: string | null;
    /** Why the catalogue could not be read the last time; null when it could. */
    error: string | null;
  };
  /** The user's favourites by name. */
  favourites: FavouriteFreshness[];
  /** Of the last week, the newest ten first. */
  failures: FailedImport[];
  figures: StatusFigures;
  unreadable_pages: UnreadablePagesStatus;
  /** None while LiveRC's pages are as they are known. */
  drift: PageDriftStatus[];
}
