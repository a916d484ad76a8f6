/**
 * What LiveRC's pages say, as values. Every time is the track's own wall clock as a string: LiveRC
 * prints no zone and none is invented. An empty cell is null, never 0.
 */

/** A calendar month; `month` runs from 1 to 12. */
export interface YearMonth {
  year: number;
  month: number;
}

export interface CatalogueTrack {
  /** Lower case. */
  slug: string;
  name: string;
  status: 'racing' | 'practice' | 'idle';
  liveVideo: boolean;
}

export interface CataloguePage {
  /** In the order of the page; slugs are unique. */
  tracks: CatalogueTrack[];
  unreadableRows: number;
}

export interface DashboardPage {
  trackName: string;
  live: 'offline' | 'racing' | 'practice';
  /** LiveRC's "This Month", which is not safely a calendar month. */
  recentPracticeSessions: number | null;
  recentResults: number | null;
  lifetime: {
    laps: number | null;
    practiceSessions: number | null;
    races: number | null;
    entries: number | null;
    events: number | null;
  };
  /** ISO 3166 code of the map's address, upper case. */
  countryCode: string | null;
}

export interface CalendarPage {
  trackName: string;
  year: number;
  month: number;
  /** Newest first; empty when the track truly has no practice in that month. */
  days: { date: string; sessionCount: number }[];
  /** The track's whole list of months with practice, newest first. */
  monthsWithPractice: YearMonth[];
}

export interface SessionRow {
  /** Digits, as LiveRC numbers sessions over all tracks. */
  sourceSessionId: string;
  driverName: string;
  className: string | null;
  transponder: string | null;
  /** `YYYY-MM-DDTHH:MM:SS`, track-local. */
  startedAt: string;
  durationSeconds: number | null;
  lapCount: number | null;
  fastestLapSeconds: number | null;
  averageLapSeconds: number | null;
}

export interface DayTotals {
  totalLaps: number | null;
  totalTrackTimeSeconds: number | null;
  uniqueDrivers: number | null;
  uniqueClasses: number | null;
}

export interface DayPage {
  trackName: string;
  /** `YYYY-MM-DD`, the date asked for. */
  date: string;
  /** In the order of the page (newest first); empty when there truly was no practice that day. */
  sessions: SessionRow[];
  /** Rows of the table that could not be read; they are not among `sessions`. */
  unreadableRows: number;
  /** Totals printed by LiveRC; null when the page prints none. */
  printedTotals: DayTotals | null;
  /**
   * Whether the rows agree with the printed totals: laps, drivers and classes equal, time within
   * half a second a row, no row unreadable. Null when the page prints no totals.
   */
  verified: boolean | null;
}

export interface SessionLap {
  lapNumber: number;
  lapTimeSeconds: number;
  /** `YYYY-MM-DDTHH:MM:SS`, track-local; null when the page does not tell. */
  crossedAt: string | null;
  isValid: boolean;
}

export interface SessionPage {
  trackName: string;
  driverName: string;
  className: string | null;
  transponder: string | null;
  startedAt: string;
  /** The day after `startedAt` when the session crossed midnight. */
  endedAt: string | null;
  durationSeconds: number | null;
  lapCount: number | null;
  fastestLapSeconds: number | null;
  /** Sum of the three quickest consecutive laps. */
  top3ConsecutiveSeconds: number | null;
  averageLapSeconds: number | null;
  averageTop5Seconds: number | null;
  averageTop10Seconds: number | null;
  averageTop15Seconds: number | null;
  standardDeviationSeconds: number | null;
  consistencyPercent: number | null;
  validLapMinSeconds: number | null;
  validLapMaxSeconds: number | null;
  laps: SessionLap[];
  unreadableLaps: number;
}

export interface EventRow {
  sourceEventId: string;
  name: string;
  /** `YYYY-MM-DD`; null when the page gives no date that can be (year 0001, 0202, ...). */
  startDate: string | null;
  endDate: string | null;
  entries: number | null;
  drivers: number | null;
}

export interface EventsPage {
  trackName: string;
  /** In the order of the page; empty when the track truly has no events. */
  events: EventRow[];
  unreadableRows: number;
}
