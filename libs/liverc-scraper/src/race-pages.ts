/**
 * What LiveRC's race pages say, as values. As on the practice pages, every time is the track's own
 * wall clock and an empty cell is null, never 0. Names are as LiveRC prints them: on these pages in
 * upper case.
 */

/** What a race is part of; semi-finals and the like are `other`. */
export type RaceSection = 'practice' | 'seeding' | 'qualifying' | 'main' | 'other';

/** What stands in place of a position. LiveRC's `DSQ` is `DQ`. */
export type RaceStatus = 'DNS' | 'DNF' | 'DQ';

export type RankingKind = 'qualifying_points' | 'round' | 'multi_main' | 'overall';

/** Which ranking is meant; LiveRC numbers each kind by itself. */
export interface RankingRef {
  kind: RankingKind;
  /** Of an overall ranking the event's own. */
  sourceRankingId: string;
  /** What a round is ranked by (`laps_time`, `fastest_lap`, ...), null for the other kinds. */
  order: string | null;
}

export interface RankingLink extends RankingRef {
  title: string;
}

export interface EventRace {
  sourceRaceId: string;
  /** The heading above it, as printed: `Main Events`, `Qualifier Round 3`. */
  sectionTitle: string;
  section: RaceSection;
  /** Null for mains, and where the heading names none. */
  round: number | null;
  /** Begins anew in each section. */
  raceNumber: number | null;
  /** What the race's own page is titled: `1/8 Electric Buggy (Heat 1/3)`. */
  label: string;
  /** Null where the page gives a race no class beside its label. */
  className: string | null;
  /** `YYYY-MM-DDTHH:MM`, track-local. Says nothing of the order: on some events it goes back. */
  completedAt: string | null;
}

export interface EventPage {
  trackName: string;
  name: string;
  /** `YYYY-MM-DD`; null when the page gives no date that can be. */
  startDate: string | null;
  endDate: string | null;
  /** The track's layout, as the organiser calls it. */
  raceTrack: string | null;
  /** As LiveRC prints them. */
  totals: {
    entryCount: number | null;
    driverCount: number | null;
    raceLapCount: number | null;
  };
  hasEntryList: boolean;
  lineUps: { sourceHeatSheetId: string; title: string }[];
  /** In the order of the page. */
  rankings: RankingLink[];
  /** In the order of the page: newest section first, and in it the last race first. */
  races: EventRace[];
  /** Rows of races and rankings that could not be read; they are not among the above. */
  unreadableRows: number;
}

/** All as printed; deviation and consistency with the three decimals of the page's script. */
export interface RaceFigures {
  fastestLapSeconds: number | null;
  averageLapSeconds: number | null;
  averageTop5Seconds: number | null;
  averageTop10Seconds: number | null;
  averageTop15Seconds: number | null;
  /** Stands only in the script. */
  top2ConsecutiveSeconds: number | null;
  top3ConsecutiveSeconds: number | null;
  standardDeviationSeconds: number | null;
  consistencyPercent: number | null;
}

export interface RaceResult extends RaceFigures {
  /** Null where a status stands in its place. */
  position: number | null;
  status: RaceStatus | null;
  driverName: string;
  /** Null where neither row nor script tell it beyond doubt. */
  sourceDriverId: string | null;
  carNumber: number | null;
  qualifiedPosition: number | null;
  started: boolean;
  /** 0 for who has not finished a lap; null where the page does not tell. */
  lapCount: number | null;
  /** Null for who did not start. */
  totalSeconds: number | null;
  /** To the car ahead, not to the winner; one of both where LiveRC prints a gap. */
  gapAheadSeconds: number | null;
  gapAheadLaps: number | null;
  fastestLapNumber: number | null;
}

export interface RaceLap {
  /** From 1. */
  lapNumber: number;
  /** At the end of the lap. */
  position: number | null;
  lapTimeSeconds: number;
}

/** Of whom the page's script tells, with or without laps. */
export interface RaceDriver {
  sourceDriverId: string;
  driverName: string;
  /** The position of lap 0, which is no lap. */
  gridPosition: number | null;
  /** In order of their numbers. */
  laps: RaceLap[];
}

/** The page does not show its own id: compare title, label and race number with the event's. */
export interface RacePage {
  trackName: string;
  eventName: string;
  /** The title's: `1/8 Nitro Buggy A-Main`. */
  label: string;
  /** The panel's: `1/8 Nitro Buggy A-Main Results [M1 Race #14]`. */
  heading: string;
  raceNumber: number | null;
  /** Above the table; class and label in one. */
  classHeader: string;
  /** `Main Events`, `Qualifier Round 3`. */
  roundTitle: string | null;
  /** As printed: `30:00 Timed`. */
  printedLength: string | null;
  /** Null also where the race was over a number of laps. */
  lengthSeconds: number | null;
  /** In the order of the page. */
  results: RaceResult[];
  /** In the order of the page's script; empty when it has none. */
  drivers: RaceDriver[];
  /** Rows of the table that could not be read; they are not among `results`. */
  unreadableRows: number;
  /** Laps of the script that could not be read, or that the rows say there are and it lacks. */
  unreadableLaps: number;
}

export interface EntryListEntry {
  carNumber: number | null;
  driverName: string;
  /** Evidence of a person, no proof: some belong to two. Not always digits: `2222363/2`. */
  transponder: string | null;
}

export interface EntryListPage {
  trackName: string;
  eventName: string;
  /** In the order of the page. */
  classes: {
    className: string;
    /** As LiveRC prints it. */
    entryCount: number | null;
    entries: EntryListEntry[];
  }[];
  unreadableRows: number;
}

/** One round of qualifying, or one leg of a main of several. */
export interface RankingRound {
  round: number;
  points: number | null;
  lapCount: number | null;
  totalSeconds: number | null;
  status: RaceStatus | null;
  /** Whether it is among those that make the result; null where the page does not tell. */
  counts: boolean | null;
}

export interface RankingRow {
  /** Shared by equal ones. */
  position: number | null;
  driverName: string;
  /** As printed: points, or laps and time, or what the round is ranked by. */
  result: string | null;
  tieBreaker: string | null;
  /** Rounds not driven yet are absent. */
  rounds: RankingRound[];
}

export interface RankingClass {
  className: string;
  /** As printed: `Best Throwout Then Best Result (Used)`. */
  tieBreakerRule: string | null;
  rows: RankingRow[];
}

export interface RankingPage {
  kind: RankingKind;
  trackName: string;
  eventName: string;
  title: string;
  /** Whether the page itself tells that more is to come. */
  provisional: boolean;
  /** In the order of the page. */
  classes: RankingClass[];
  /** Rows that could not be read; they are not among the classes'. */
  unreadableRows: number;
  /** Cells of rounds that could not be read; they are absent from the rows' `rounds`. */
  unreadableCells: number;
}
