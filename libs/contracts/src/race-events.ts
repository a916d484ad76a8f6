import type { EventProgress } from './event-progress.js';
import type { RaceEvent } from './events.js';
import type { FigureChecks, FigureMismatch } from './figure-checks.js';
import type { JobState } from './jobs.js';
import type { ReadingError } from './practice-study.js';

/** What a race belongs to; semi-finals and the like are `other`. */
export const RACE_SECTIONS = ['practice', 'seeding', 'qualifying', 'main', 'other'] as const;

export type RaceSection = (typeof RACE_SECTIONS)[number];

/** What LiveRC prints in place of a position: did not start, did not finish, disqualified. */
export type RaceStatus = 'DNS' | 'DNF' | 'DQ';

/** Whether a race's page is here: not asked for yet, here, or asked for and not got. */
export type RaceState = 'pending' | 'read' | 'failed';

export interface EventMismatch extends FigureMismatch {
  race_id: string;
}

/** A printed figure of a ranking that its rounds contradict. */
export interface RankingMismatch extends FigureMismatch {
  /** `points`, `counts` (1: the round does), `result` or `position`. */
  figure: string;
  /** Of points and of what counts; left out otherwise. */
  round?: number;
}

/** What became of computing the qualifying points of a class again from its rounds. */
export interface RankingChecks {
  /** 0 where the way in which points are given is not recognised. */
  figures: number;
  mismatches: RankingMismatch[];
}

export interface EventRankingMismatch extends RankingMismatch {
  class_name: string;
}

/** The sum over the races of an event; of its qualifying points beside it. */
export interface EventChecks {
  figures: number;
  mismatches: EventMismatch[];
  ranking_figures: number;
  ranking_mismatches: EventRankingMismatch[];
  /**
   * Whether the laps of all races are as many as the event's page prints; null while races are not
   * read, or when the page prints none.
   */
  race_laps_equal: boolean | null;
}

export interface EventClass {
  class_name: string;
  /** Rows of the entry list; null while it is not read. */
  entry_count: number | null;
  /** Distinct drivers in the races of the class that are read. */
  driver_count: number;
  race_count: number;
  /** First of the overall ranking; null while that is provisional or not read. */
  winner_name: string | null;
  /** First of the qualifying order; null while that is provisional or not read. */
  top_qualifier_name: string | null;
}

/** As LiveRC prints them; null where it does not. */
export interface EventTotals {
  entry_count: number | null;
  driver_count: number | null;
  race_count: number | null;
  race_lap_count: number | null;
}

/** `GET /events/{event_id}`. */
export interface RaceEventStudy extends RaceEvent {
  track_id: string;
  track_name: string;
  /** UTC instants; null until somebody imports it, and until its page is read. */
  imported_at: string | null;
  fetched_at: string | null;
  /** The newest import; null when there was none, or none that is still known. */
  job_id: string | null;
  /** Of that import: while it is queued or running more follows. */
  job_state: JobState | null;
  /** In the order of the programme. */
  classes: EventClass[];
  totals: EventTotals;
  progress: EventProgress;
  checks: EventChecks;
}

export interface Race {
  id: string;
  source_race_id: string;
  event_id: string;
  section: RaceSection;
  /** Null for mains. */
  round: number | null;
  race_number: number | null;
  label: string;
  class_name: string | null;
  length_seconds: number | null;
  /** Track-local `YYYY-MM-DDTHH:MM`; not in the order of the programme on some events. */
  completed_at: string | null;
  /** Null until the race is read, as are the two below. */
  driver_count: number | null;
  /** Sum over the drivers. */
  lap_count: number | null;
  winner_name: string | null;
  state: RaceState;
  error: ReadingError | null;
}

/** Figures as LiveRC prints them, null where it prints none. */
export interface RaceResult {
  /** Null where LiveRC prints a status instead. */
  position: number | null;
  status: RaceStatus | null;
  driver_name: string;
  /** The name is hidden; left out where it is not. */
  driver_hidden?: boolean;
  source_driver_id: string | null;
  car_number: number | null;
  qualified_position: number | null;
  started: boolean;
  lap_count: number | null;
  /** Null for who did not start. */
  total_seconds: number | null;
  /** To the car ahead: seconds where both have as many laps, else laps. */
  gap_ahead_seconds: number | null;
  gap_ahead_laps: number | null;
  /** To the winner, likewise; none for who has no position. */
  gap_winner_seconds: number | null;
  gap_winner_laps: number | null;
  fastest_lap_seconds: number | null;
  fastest_lap_number: number | null;
  average_lap_seconds: number | null;
  average_top_5_seconds: number | null;
  average_top_10_seconds: number | null;
  average_top_15_seconds: number | null;
  top_2_consecutive_seconds: number | null;
  top_3_consecutive_seconds: number | null;
  standard_deviation_seconds: number | null;
  consistency_percent: number | null;
}

/** `GET /races/{race_id}`. */
export interface RaceWithResults extends Race {
  /** Whether the printed figures count lap 1; null when that can't be told. */
  first_lap_counts: boolean | null;
  /** In order of position; those without one last. */
  results: RaceResult[];
  checks: FigureChecks;
}

export interface RaceLap {
  /** From 1. */
  lap_number: number;
  lap_time_seconds: number;
  /** Since the start of the race. */
  elapsed_seconds: number;
  /** As printed, at the end of the lap; null where it is not. */
  position: number | null;
}

export interface RaceDriverLaps {
  driver_name: string;
  driver_hidden?: boolean;
  source_driver_id: string | null;
  car_number: number | null;
  laps: RaceLap[];
}

/** `GET /races/{race_id}/laps`, in order of position. */
export interface RaceLaps {
  drivers: RaceDriverLaps[];
}

export interface EventEntry {
  class_name: string;
  car_number: number | null;
  driver_name: string;
  driver_hidden?: boolean;
  transponder: string | null;
}

export const RANKING_KINDS = ['qualifying_points', 'round', 'multi_main', 'overall'] as const;

export type RankingKind = (typeof RANKING_KINDS)[number];

/** A round of qualifying, or a leg of a multi-main; legs that were not run are absent. */
export interface RankingRound {
  round: number;
  points: number | null;
  lap_count: number | null;
  total_seconds: number | null;
  status: RaceStatus | null;
  /** Whether it is among those that make the result; null where LiveRC does not tell. */
  counts: boolean | null;
}

export interface RankingRow {
  position: number | null;
  driver_name: string;
  driver_hidden?: boolean;
  /** As printed. */
  result: string | null;
  tie_breaker: string | null;
  rounds: RankingRound[];
}

export interface RankingClass {
  class_name: string;
  tie_breaker_rule: string | null;
  rows: RankingRow[];
  /**
   * Null where nothing is computed again: of other kinds, of a page that is not read whole, and of fewer
   * than two drivers with rounds.
   */
  checks: RankingChecks | null;
}

export interface EventRanking {
  kind: RankingKind;
  title: string;
  /** Not everything that it ranks has been run. */
  provisional: boolean;
  classes: RankingClass[];
}
