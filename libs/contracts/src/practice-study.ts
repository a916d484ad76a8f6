import type { ErrorCode } from './errors.js';
import type { FigureChecks } from './figure-checks.js';
import type { PracticeDay, PracticeSession } from './practice-days.js';

/** Whether a session's laps are here: not asked for yet, here, or asked for and not got. */
export type LapsState = 'pending' | 'read' | 'failed';

/** Why something could not be read, in the words of a failure. */
export interface ReadingError {
  code: ErrorCode;
  message: string;
}

/**
 * Our own figures of laps, beside LiveRC's, which one crash governs: over the laps that count, the
 * valid ones that don't stand out within their session. Of the laps last read; null without them.
 */
export interface OwnFigures {
  /** Half of the laps that count are quicker; three decimals. */
  median_lap_seconds: number | null;
  /** 100 × (1 − deviation / average) of the laps that count; null with fewer than two. */
  pace_consistency_percent: number | null;
}

/**
 * A session of an imported day. Once its laps are read, `fastest_lap_seconds` and
 * `average_lap_seconds` are those of the session page, which count valid laps alone; until then
 * they are the day page's, and the figures below are null.
 */
export interface ImportedPracticeSession extends PracticeSession, OwnFigures {
  /** Track-local; on the day after the start when the session crossed midnight. */
  ended_at: string | null;
  /** Smallest sum of three valid laps in a row. */
  top_3_consecutive_seconds: number | null;
  /** Averages of the quickest valid laps; null where there are fewer. */
  average_top_5_seconds: number | null;
  average_top_10_seconds: number | null;
  average_top_15_seconds: number | null;
  /** Population deviation of the valid laps. */
  standard_deviation_seconds: number | null;
  /** 100 × (1 − deviation / average). */
  consistency_percent: number | null;
  /** The class's range: laps outside of it are invalid. */
  valid_lap_min_seconds: number | null;
  valid_lap_max_seconds: number | null;
  /** Laps outside of the range; null until the laps are read. */
  invalid_lap_count: number | null;
  laps_state: LapsState;
  /** Why the laps could not be read (again); null when they could. */
  laps_error: ReadingError | null;
  /** The figures above against the laps; none is computed again until the laps are read. */
  checks: FigureChecks;
}

/** A lap; invalid ones are in no statistics. */
export interface Lap {
  lap_number: number;
  lap_time_seconds: number;
  /** Track-local `YYYY-MM-DDTHH:MM:SS` at which the lap ended; null when LiveRC does not tell. */
  crossed_at: string | null;
  is_valid: boolean;
}

/** A session with the laps last read, in order of their number; none before they were read. */
export interface PracticeSessionWithLaps extends ImportedPracticeSession {
  laps: Lap[];
}

/** A session with its laps, and the imported day that it belongs to. */
export interface StudiedSession extends PracticeSessionWithLaps {
  date: string;
  event_id: string;
  track_id: string;
  track_name: string;
}

/** How far a day's laps are. */
export interface LapsProgress {
  read: number;
  pending: number;
  failed: number;
}

/** Answer of `GET /practice-days/{event_id}`. */
export interface ImportedPracticeDayDetail extends PracticeDay {
  event_id: string;
  track_id: string;
  track_name: string;
  /** LiveRC's page of the day, for people. */
  url: string;
  /** UTC instant at which somebody imported the day first. */
  imported_at: string;
  /** UTC instant at which its day page was read last. */
  fetched_at: string;
  /** Sessions by the state of their laps. */
  laps: LapsProgress;
  /** The unfinished job that reads them; null when none does. */
  job_id: string | null;
}

/** What a search found of one class of a day. */
export interface MatchingClass {
  /** Null for sessions without a class. */
  class_name: string | null;
  session_count: number;
  /** Quickest lap among them, an invalid one too; null when none of them has one. */
  fastest_lap_seconds: number | null;
}

/** A practice day found by driver or class, imported or not. */
export interface FoundPracticeDay extends PracticeDay {
  /** Null for a day that is discovered and not imported. */
  event_id: string | null;
  /** UTC instant at which LiveRC was read. */
  fetched_at: string;
  /** Sessions that match driver and class; all of them without either. */
  matching_sessions: number;
  /** Quickest lap among them, of whatever class; null when none of them has one. */
  matching_fastest_lap_seconds: number | null;
  /** The same class by class, most sessions first. */
  matching_classes: MatchingClass[];
}

/** A transponder that a driver used at the track. */
export interface DriverTransponder {
  transponder: string;
  /** Other names that used it at this track; nothing is merged because of it. */
  shared_with: string[];
}

/** What somebody drove of one class. */
export interface DriverClass {
  /** Null for sessions without a class. */
  class_name: string | null;
  session_count: number;
  lap_count: number;
  /** Quickest valid lap; quickest of all laps while no session page is read. */
  fastest_lap_seconds: number | null;
}

/** What somebody who practised at a track drove of one class. */
export interface TrackDriverClass extends DriverClass {
  /** No session page of it is read: its quickest lap is of all laps, and may be an invalid one. */
  fastest_of_all_laps: boolean;
}

/** A driver's figures in one class: a class is never pooled with another. */
export interface DriverClassFigures extends DriverClass, OwnFigures {
  /** The first session with the quickest lap; null without one. */
  fastest_lap_session_id: string | null;
  /** Average of the sessions' averages, each weighted with the laps that it is made of. */
  average_lap_seconds: number | null;
  /** Of all valid laps together; null until imported. */
  consistency_percent: number | null;
}

/** What a driver did in one class at a track: the quickest lap is the best ever here. */
export interface DriverClassAtTrack extends DriverClassFigures {
  day_count: number;
  /** The date of the quickest lap, `YYYY-MM-DD`; null without one. */
  fastest_lap_date: string | null;
}

/** One who practised at a track: by normalised name, unknown drivers by transponder. */
export interface TrackDriver {
  /** As LiveRC writes it most often. */
  name: string;
  /** Most used first. */
  transponders: DriverTransponder[];
  day_count: number;
  session_count: number;
  lap_count: number;
  /** `YYYY-MM-DD`. */
  last_date: string;
  /** Most sessions first. */
  classes: TrackDriverClass[];
}

/** One day of a driver at a track. Our own figures are null where several classes were driven. */
export interface DriverDay extends OwnFigures {
  date: string;
  /** Null while the day is not imported. */
  event_id: string | null;
  session_count: number;
  lap_count: number;
  class_names: string[];
  fastest_lap_seconds: number | null;
  /** Average of the sessions' averages, each weighted with the laps that it is made of. */
  average_lap_seconds: number | null;
  /** Of all valid laps of the day together; null until imported. */
  consistency_percent: number | null;
  /** Most sessions first. */
  classes: DriverClassFigures[];
}

/** A session of a driver, with the day it belongs to. */
export interface DriverSession extends ImportedPracticeSession {
  date: string;
  event_id: string | null;
}

/**
 * Answer of `GET /drivers`: a named driver is one person by normalised name within the track,
 * whatever the transponder; unknown drivers are told apart by transponder. Our own figures are null
 * where several classes, or unknown drivers without a transponder, are taken together.
 */
/** A race of a driver at an imported event, figures as LiveRC prints them. */
export interface DriverRace {
  event_id: string;
  race_id: string;
  event_name: string;
  /** Of the race, as far as LiveRC tells when it was completed, else the event's first day. */
  date: string | null;
  class_name: string | null;
  label: string;
  /** Null where LiveRC prints a status instead, and for who did not start. */
  position: number | null;
  lap_count: number | null;
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  consistency_percent: number | null;
}

export interface DriverAtTrack extends OwnFigures {
  track_id: string;
  track_name: string;
  /** As LiveRC writes it most often. */
  name: string;
  transponders: DriverTransponder[];
  class_names: string[];
  session_count: number;
  lap_count: number;
  /** Quickest valid lap; quickest of all laps as long as no day is imported. */
  fastest_lap_seconds: number | null;
  average_lap_seconds: number | null;
  /** Of all valid laps of the imported days together. */
  consistency_percent: number | null;
  /** All classes, whichever is asked for; most sessions first. */
  classes: DriverClassAtTrack[];
  /** Newest first. */
  days: DriverDay[];
  /** Newest first, a page of them. */
  sessions: { items: DriverSession[]; next_cursor: string | null };
  /** Of imported events, newest event first, in it the last race first; of the class asked for. */
  races: DriverRace[];
}
