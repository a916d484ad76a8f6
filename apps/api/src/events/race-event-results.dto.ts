import { ApiProperty } from '@nestjs/swagger';
import {
  type BegunEventImport,
  type EventChecks,
  type EventClass,
  type EventEntry,
  type EventMismatch,
  type EventPageError,
  type EventProgress,
  type EventRankingMismatch,
  type EventTotals,
  type JobState,
  type RaceEventStudy,
} from '@trackside/contracts';
import { ReadingErrorDto } from '../http/failure.dto.js';
import { FigureMismatchDto } from '../http/figure-checks.dto.js';
import { RankingMismatchDto } from './ranking-checks.dto.js';
import { RaceEventDto } from './race-event.dto.js';

const JOB_STATES: JobState[] = ['queued', 'running', 'completed', 'failed', 'cancelled'];

export class BegunEventImportDto implements BegunEventImport {
  source_event_id: string;
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  @ApiProperty({ format: 'uuid' })
  job_id: string;
  @ApiProperty({ enum: JOB_STATES })
  state: JobState;
}

export class EventPageErrorDto extends ReadingErrorDto implements EventPageError {
  /** LiveRC's address of the page. */
  page: string;
}

export class EventProgressDto implements EventProgress {
  /** 0 until the event's page is read. */
  @ApiProperty({ example: 32 })
  races_total: number;
  @ApiProperty({ example: 12 })
  races_read: number;
  @ApiProperty({ example: 0 })
  races_failed: number;
  /** Pages that could not be read, or not whole: races, entry list, rankings, the event's own. */
  errors: EventPageErrorDto[];
}

export class EventMismatchDto extends FigureMismatchDto implements EventMismatch {
  @ApiProperty({ format: 'uuid' })
  race_id: string;
}

export class EventRankingMismatchDto extends RankingMismatchDto implements EventRankingMismatch {
  class_name: string;
}

export class EventChecksDto implements EventChecks {
  /** The sum over the event's races. */
  @ApiProperty({ example: 4129 })
  figures: number;
  mismatches: EventMismatchDto[];
  /** How many printed figures of qualifying points were computed again from the rounds. */
  @ApiProperty({ example: 4326 })
  ranking_figures: number;
  /** Those that the rounds contradict; they stay as printed. */
  ranking_mismatches: EventRankingMismatchDto[];
  /** Whether the races have as many laps as the event's page prints; null while not all are read. */
  @ApiProperty({ type: Boolean, nullable: true })
  race_laps_equal: boolean | null;
}

export class EventClassDto implements EventClass {
  @ApiProperty({ example: '1/8 Electric Buggy' })
  class_name: string;
  /** Rows of the entry list; null while it is not read. */
  @ApiProperty({ type: Number, nullable: true })
  entry_count: number | null;
  /** Distinct drivers in the races of the class that are read. */
  driver_count: number;
  race_count: number;
  /** First of the overall ranking; null while that is provisional, shared or not read. */
  @ApiProperty({ type: String, nullable: true })
  winner_name: string | null;
  /** First of the qualifying order; null while that is provisional, shared or not read. */
  @ApiProperty({ type: String, nullable: true })
  top_qualifier_name: string | null;
}

export class EventTotalsDto implements EventTotals {
  @ApiProperty({ type: Number, nullable: true })
  entry_count: number | null;
  @ApiProperty({ type: Number, nullable: true })
  driver_count: number | null;
  /** Races that the event's page lists. */
  @ApiProperty({ type: Number, nullable: true })
  race_count: number | null;
  @ApiProperty({ type: Number, nullable: true })
  race_lap_count: number | null;
}

export class RaceEventStudyDto extends RaceEventDto implements RaceEventStudy {
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  track_name: string;
  /** Null until somebody imports it. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  imported_at: string | null;
  /** When LiveRC's page of the event was read last; null before that. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  fetched_at: string | null;
  /** The newest import; see `GET /jobs/{id}`. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  job_id: string | null;
  /** Of that import: while it is queued or running more follows. */
  @ApiProperty({ enum: JOB_STATES, type: String, nullable: true })
  job_state: JobState | null;
  /** In the order in which the programme first names them. */
  classes: EventClassDto[];
  /** As LiveRC prints them. */
  totals: EventTotalsDto;
  progress: EventProgressDto;
  checks: EventChecksDto;
}

export class EventEntryDto implements EventEntry {
  class_name: string;
  @ApiProperty({ type: Number, nullable: true })
  car_number: number | null;
  /** As LiveRC writes it: in capitals. */
  driver_name: string;
  /** True where the name is hidden; left out otherwise. */
  driver_hidden?: boolean;
  /** Evidence of a person, no proof: some belong to two. */
  @ApiProperty({ type: String, nullable: true })
  transponder: string | null;
}

export class EventEntriesDto {
  items: EventEntryDto[];
}
