import { ApiProperty } from '@nestjs/swagger';
import {
  type FoundPracticeDay,
  type ImportedPracticeDayDetail,
  type ImportedPracticeSession,
  type Lap,
  type LapsProgress,
  type LapsState,
  type MatchingClass,
  type Page,
  type PracticeSessionWithLaps,
  type StudiedSession,
} from '@trackside/contracts';
import { ReadingErrorDto } from '../../http/failure.dto.js';
import { EXAMPLE } from '../../http/examples.js';
import { FigureChecksDto } from '../../http/figure-checks.dto.js';
import { PracticeDayDto, PracticeSessionDto } from './practice-day.dto.js';

const { session: SESSION, lap: LAP } = EXAMPLE;

export class LapsProgressDto implements LapsProgress {
  @ApiProperty({ example: 30 })
  read: number;
  @ApiProperty({ example: 3 })
  pending: number;
  @ApiProperty({ example: 1 })
  failed: number;
}

export class ImportedPracticeDayDetailDto
  extends PracticeDayDto
  implements ImportedPracticeDayDetail
{
  @ApiProperty({ format: 'uuid', example: EXAMPLE.eventId })
  event_id: string;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  @ApiProperty({ example: EXAMPLE.name })
  track_name: string;
  /** LiveRC's page of the day, for people. */
  @ApiProperty({ format: 'uri', example: EXAMPLE.dayUrl })
  url: string;
  /** When somebody imported the day first. */
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  imported_at: string;
  /** When its day page was read last. */
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  fetched_at: string;
  /** Sessions by the state of their laps. */
  @ApiProperty({ type: LapsProgressDto })
  laps: LapsProgressDto;
  /** The unfinished job that reads them; null when none does. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  job_id: string | null;
}

export class MatchingClassDto implements MatchingClass {
  @ApiProperty({ type: String, nullable: true, example: SESSION.class_name })
  class_name: string | null;
  @ApiProperty({ example: 5 })
  session_count: number;
  /** Quickest lap among them, an invalid one too. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
}

export class FoundPracticeDayDto extends PracticeDayDto implements FoundPracticeDay {
  /** Null for a day that is discovered and not imported. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE.eventId })
  event_id: string | null;
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  fetched_at: string;
  /** Sessions of the driver and class asked for; all of them without either. */
  @ApiProperty({ example: 5 })
  matching_sessions: number;
  /** Quickest lap among them, of whatever class. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  matching_fastest_lap_seconds: number | null;
  /** The same class by class, most sessions first. */
  @ApiProperty({ type: [MatchingClassDto] })
  matching_classes: MatchingClassDto[];
}

export class FoundPracticeDaysPageDto implements Page<FoundPracticeDay> {
  /** Newest first. */
  @ApiProperty({ type: [FoundPracticeDayDto] })
  items: FoundPracticeDayDto[];
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

export class ImportedPracticeSessionDto
  extends PracticeSessionDto
  implements ImportedPracticeSession
{
  /** Track-local; on the day after the start when the session crossed midnight. */
  @ApiProperty({ type: String, nullable: true, example: SESSION.ended_at })
  ended_at: string | null;
  /** Smallest sum of three valid laps in a row. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.top_3_consecutive_seconds })
  top_3_consecutive_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_top_5_seconds })
  average_top_5_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_top_10_seconds })
  average_top_10_seconds: number | null;
  /** Null where there are fewer valid laps. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  average_top_15_seconds: number | null;
  /** Population deviation of the valid laps. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.standard_deviation_seconds })
  standard_deviation_seconds: number | null;
  /** 100 × (1 − deviation / average). */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.consistency_percent })
  consistency_percent: number | null;
  /** Laps below are invalid. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.valid_lap_min_seconds })
  valid_lap_min_seconds: number | null;
  /** Laps above are invalid. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.valid_lap_max_seconds })
  valid_lap_max_seconds: number | null;
  /** Null until the laps are read. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.invalid_lap_count })
  invalid_lap_count: number | null;
  /** Ours: the median of the laps that count, valid ones that don't stand out in the session. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.median_lap_seconds })
  median_lap_seconds: number | null;
  /** Ours: 100 × (1 − deviation / average) of the laps that count; null with fewer than two. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.pace_consistency_percent })
  pace_consistency_percent: number | null;
  @ApiProperty({ enum: ['pending', 'read', 'failed'], example: 'read' })
  laps_state: LapsState;
  /** Why the laps could not be read (again); null when they could. */
  @ApiProperty({ type: ReadingErrorDto, nullable: true, example: null })
  laps_error: ReadingErrorDto | null;
  /** LiveRC's figures against the laps; none is computed again until the laps are read. */
  @ApiProperty({ example: SESSION.checks })
  checks: FigureChecksDto;
}

export class LapDto implements Lap {
  @ApiProperty({ example: LAP.lap_number })
  lap_number: number;
  @ApiProperty({ example: LAP.lap_time_seconds })
  lap_time_seconds: number;
  /** Track-local; null when LiveRC does not tell. */
  @ApiProperty({ type: String, nullable: true, example: LAP.crossed_at })
  crossed_at: string | null;
  /** Invalid laps are in no statistics. */
  @ApiProperty({ example: true })
  is_valid: boolean;
}

export class LapsPageDto implements Page<Lap> {
  /** In the order of their numbers. */
  @ApiProperty({ type: [LapDto] })
  items: LapDto[];
  /** Always null: the laps of a session come in one answer. */
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

export class PracticeSessionWithLapsDto
  extends ImportedPracticeSessionDto
  implements PracticeSessionWithLaps
{
  /** With `include_laps=true`; those last read, in the order of their numbers. */
  @ApiProperty({ type: [LapDto], required: false })
  laps: LapDto[];
}

export class StudiedSessionDto extends ImportedPracticeSessionDto implements StudiedSession {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  @ApiProperty({ format: 'uuid', example: EXAMPLE.eventId })
  event_id: string;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  @ApiProperty({ example: EXAMPLE.name })
  track_name: string;
  /** In the order of their numbers; none before they are read. */
  @ApiProperty({ type: [LapDto] })
  laps: LapDto[];
}

export class StudiedSessionsDto {
  /** In the order in which they were asked for. */
  @ApiProperty({ type: [StudiedSessionDto] })
  items: StudiedSessionDto[];
}

export class DaySessionsPageDto implements Page<ImportedPracticeSession> {
  /** In the order of the day page: newest first. */
  @ApiProperty({ type: [PracticeSessionWithLapsDto] })
  items: (ImportedPracticeSessionDto | PracticeSessionWithLapsDto)[];
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
