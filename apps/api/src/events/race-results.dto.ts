import { ApiProperty } from '@nestjs/swagger';
import {
  type EventRanking,
  type Race,
  RACE_SECTIONS,
  type RaceDriverLaps,
  type RaceLap,
  type RaceLaps,
  type RaceResult,
  type RaceSection,
  type RaceState,
  type RaceStatus,
  type RaceWithResults,
  RANKING_KINDS,
  type RankingClass,
  type RankingKind,
  type RankingRound,
  type RankingRow,
} from '@trackside/contracts';
import { ReadingErrorDto } from '../http/failure.dto.js';
import { FigureChecksDto } from '../http/figure-checks.dto.js';
import { RankingChecksDto } from './ranking-checks.dto.js';

const STATES: RaceState[] = ['pending', 'read', 'failed'];
const STATUSES: RaceStatus[] = ['DNS', 'DNF', 'DQ'];

/** A number that LiveRC may leave empty. */
const Figure = (example?: number): PropertyDecorator =>
  ApiProperty({ type: Number, nullable: true, ...(example === undefined ? {} : { example }) });

export class RaceDto implements Race {
  /** UUIDv5 of the track's id and `race/<source_race_id>`. */
  @ApiProperty({ format: 'uuid' })
  id: string;
  source_race_id: string;
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  /** Semi-finals and the like are `other`. */
  @ApiProperty({ enum: RACE_SECTIONS })
  section: RaceSection;
  /** Null for mains. */
  @Figure()
  round: number | null;
  /** Begins anew in each section. */
  @Figure(14)
  race_number: number | null;
  @ApiProperty({ example: '1/8 Electric Buggy A-Main' })
  label: string;
  @ApiProperty({ type: String, nullable: true, example: '1/8 Electric Buggy' })
  class_name: string | null;
  @Figure(1800)
  length_seconds: number | null;
  /** Track-local, without a zone; says nothing of the order. */
  @ApiProperty({ type: String, nullable: true, example: '2025-11-16T17:30' })
  completed_at: string | null;
  /** Null until the race is read, like the two below. */
  @Figure(12)
  driver_count: number | null;
  /** Sum over its drivers. */
  @Figure(444)
  lap_count: number | null;
  @ApiProperty({ type: String, nullable: true })
  winner_name: string | null;
  /** `pending` too while its row on the event's page has changed and its own page is not read yet. */
  @ApiProperty({ enum: STATES })
  state: RaceState;
  @ApiProperty({ type: ReadingErrorDto, nullable: true })
  error: ReadingErrorDto | null;
}

export class RacesDto {
  /** In the order of the programme, first run first. */
  items: RaceDto[];
}

export class RaceResultDto implements RaceResult {
  /** Null where LiveRC prints a status instead. */
  @Figure(1)
  position: number | null;
  @ApiProperty({ enum: STATUSES, type: String, nullable: true })
  status: RaceStatus | null;
  /** As LiveRC writes it: in capitals. */
  driver_name: string;
  /** True where the name is hidden; left out otherwise. */
  driver_hidden?: boolean;
  @ApiProperty({ type: String, nullable: true })
  source_driver_id: string | null;
  @Figure(3)
  car_number: number | null;
  @Figure(3)
  qualified_position: number | null;
  started: boolean;
  @Figure(47)
  lap_count: number | null;
  /** Null for who did not start. */
  @Figure(1843.434)
  total_seconds: number | null;
  /** To the car ahead, as printed: seconds where both have as many laps, else laps. */
  @Figure(12.052)
  gap_ahead_seconds: number | null;
  @Figure()
  gap_ahead_laps: number | null;
  /** To the winner: seconds where both have as many laps, else laps. */
  @Figure(12.052)
  gap_winner_seconds: number | null;
  @Figure()
  gap_winner_laps: number | null;
  @Figure(36.017)
  fastest_lap_seconds: number | null;
  @Figure(45)
  fastest_lap_number: number | null;
  @Figure(39.088)
  average_lap_seconds: number | null;
  @Figure(36.521)
  average_top_5_seconds: number | null;
  @Figure(36.82)
  average_top_10_seconds: number | null;
  @Figure(37.013)
  average_top_15_seconds: number | null;
  @Figure(73.416)
  top_2_consecutive_seconds: number | null;
  @Figure(111.02)
  top_3_consecutive_seconds: number | null;
  @Figure(2.852)
  standard_deviation_seconds: number | null;
  @Figure(92.704)
  consistency_percent: number | null;
}

export class RaceWithResultsDto extends RaceDto implements RaceWithResults {
  /** Whether the race's printed figures count lap 1; null when that can't be told. */
  @ApiProperty({ type: Boolean, nullable: true })
  first_lap_counts: boolean | null;
  /** In order of position; those without one last. */
  results: RaceResultDto[];
  checks: FigureChecksDto;
}

export class RaceLapDto implements RaceLap {
  @ApiProperty({ example: 1 })
  lap_number: number;
  @ApiProperty({ example: 39.114 })
  lap_time_seconds: number;
  /** Since the start of the race. */
  @ApiProperty({ example: 39.114 })
  elapsed_seconds: number;
  /** As printed, at the end of the lap. */
  @Figure(2)
  position: number | null;
}

export class RaceDriverLapsDto implements RaceDriverLaps {
  driver_name: string;
  driver_hidden?: boolean;
  @ApiProperty({ type: String, nullable: true })
  source_driver_id: string | null;
  @Figure(3)
  car_number: number | null;
  laps: RaceLapDto[];
}

export class RaceLapsDto implements RaceLaps {
  /** In order of position. */
  drivers: RaceDriverLapsDto[];
}

export class RankingRoundDto implements RankingRound {
  @ApiProperty({ example: 2 })
  round: number;
  @Figure(2)
  points: number | null;
  @Figure(8)
  lap_count: number | null;
  @Figure(332.708)
  total_seconds: number | null;
  @ApiProperty({ enum: STATUSES, type: String, nullable: true })
  status: RaceStatus | null;
  /** Whether it is among those that make the result; null where LiveRC does not tell. */
  @ApiProperty({ type: Boolean, nullable: true })
  counts: boolean | null;
}

export class RankingRowDto implements RankingRow {
  /** Shared by equal ones. */
  @Figure(1)
  position: number | null;
  driver_name: string;
  driver_hidden?: boolean;
  /** As printed. */
  @ApiProperty({ type: String, nullable: true })
  result: string | null;
  @ApiProperty({ type: String, nullable: true })
  tie_breaker: string | null;
  /** Legs that were not run are absent. */
  rounds: RankingRoundDto[];
}

export class RankingClassDto implements RankingClass {
  class_name: string;
  @ApiProperty({ type: String, nullable: true })
  tie_breaker_rule: string | null;
  rows: RankingRowDto[];
  /** Of qualifying points of two drivers or more; null otherwise, and where the page is not read whole. */
  @ApiProperty({ type: RankingChecksDto, nullable: true })
  checks: RankingChecksDto | null;
}

export class EventRankingDto implements EventRanking {
  @ApiProperty({ enum: RANKING_KINDS })
  kind: RankingKind;
  title: string;
  /** Not everything that it ranks has been run. */
  provisional: boolean;
  classes: RankingClassDto[];
}

export class EventRankingsDto {
  /** In the order of the event's page. */
  items: EventRankingDto[];
}
