import type {
  RaceResult,
  RaceSection,
  RankingKind,
  RankingRound,
  ReadingError,
} from '@trackside/contracts';

/** A page of an event beside its own: the entry list, or a ranking of a kind. */
export type EventPageKind = 'entries' | RankingKind;

/** A race as the event's page lists it. */
export interface ListedRace {
  id: string;
  source_race_id: string;
  /** In the order of the programme, first run first. */
  position: number;
  section: RaceSection;
  section_title: string;
  round: number | null;
  race_number: number | null;
  label: string;
  class_name: string | null;
  /** Track-local `YYYY-MM-DDTHH:MM`. */
  completed_at: string | null;
  /** SHA-256 of the above, in hexadecimal digits: another one means that the row has changed. */
  listed_as: string;
}

/** A page beside the event's own, as that one links it. */
export interface ListedPage {
  id: string;
  kind: EventPageKind;
  source_id: string;
  /** What a round is ranked by; empty for the other kinds. */
  sorted_by: string;
  position: number;
  title: string;
}

/** What an event's page said. */
export interface EventListing {
  name: string;
  entryCount: number | null;
  driverCount: number | null;
  raceLapCount: number | null;
  /** Why not all of its rows could be read; what it lacks is then no sign of anything. */
  error: ReadingError | null;
  races: ListedRace[];
  pages: ListedPage[];
}

/** A driver's result as it is stored; gaps to the winner follow from it. */
export type ResultRow = Omit<
  RaceResult,
  'driver_hidden' | 'gap_winner_seconds' | 'gap_winner_laps'
> & {
  row_number: number;
  driver_hidden: boolean;
  lap_numbers: number[];
  lap_times: number[];
  lap_positions: (number | null)[];
};

/** A printed figure that the laps contradict, of the result in that row. */
export interface RowMismatch {
  row_number: number;
  figure: string;
  lap_number?: number;
  printed: number | null;
  computed: number | null;
}

/** What a race's own page said. */
export interface RaceReading {
  /** As the page is headed; the event's page may list less of it. */
  label: string;
  lengthSeconds: number | null;
  firstLapCounts: boolean | null;
  checkedFigures: number;
  mismatches: RowMismatch[];
  results: ResultRow[];
}

export interface EntryRow {
  row_number: number;
  class_name: string;
  car_number: number | null;
  driver_name: string;
  driver_hidden: boolean;
  transponder: string | null;
}

export interface RankingRowRow {
  row_number: number;
  class_name: string;
  tie_breaker_rule: string | null;
  position: number | null;
  driver_name: string;
  driver_hidden: boolean;
  result: string | null;
  tie_breaker: string | null;
  rounds: RankingRound[];
}

/** A race whose own page is to be read. */
export interface UnreadRace {
  id: string;
  sourceRaceId: string;
  raceNumber: number | null;
  label: string;
  listedAs: string;
  /** Results and laps that are stored. */
  storedResults: number;
  storedLaps: number;
}

/** An entry list or a ranking that is to be read. */
export interface UnreadPage {
  id: string;
  kind: EventPageKind;
  sourceId: string;
  sortedBy: string;
  title: string;
  storedRows: number;
}

/** A race whose own page was read, and when. */
export interface ReadRace extends UnreadRace {
  readAt: Date;
}

export interface ReadPage extends UnreadPage {
  readAt: Date;
}
