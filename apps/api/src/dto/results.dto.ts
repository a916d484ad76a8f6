import { ApiProperty } from '@nestjs/swagger';
import {
  type CatalogueSyncResult,
  type DetailedPracticeDay,
  type DiscoverMonthResult,
  type DiscoverRangeResult,
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetail,
  type EventsDiscoverResult,
  type EventsImportResult,
  type EventsSearchResult,
  type FailureEnvelope,
  type ImportedPracticeDay,
  type KnownPracticeDay,
  type MissingDate,
  type MonthError,
  type MonthSource,
  type MonthState,
  type MonthStatus,
  type Page,
  type PracticeDay,
  type PracticeSession,
  type RaceEvent,
  type Track,
  type TrackDetail,
  type TrackStatus,
  type YearMonth,
} from '@trackside/contracts';
import { EXAMPLE } from './examples.js';

const { session: SESSION } = EXAMPLE;

export class ErrorDetailDto implements ErrorDetail {
  /** Name of the field as it stands in the request. */
  field: string;
  /** What is wrong and what would be right. */
  message: string;
}

export class ErrorDto {
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
  details?: ErrorDetailDto[];
}

export class FailureDto implements FailureEnvelope {
  @ApiProperty({ enum: [false], type: Boolean })
  success: false;
  error: ErrorDto;
  request_id: string;
}

export class MonthDto implements YearMonth {
  @ApiProperty({ example: EXAMPLE.month.year })
  year: number;
  @ApiProperty({ example: EXAMPLE.month.month, minimum: 1, maximum: 12 })
  month: number;
}

export class TrackDto implements Track {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: EXAMPLE.slug })
  slug: string;
  @ApiProperty({ example: EXAMPLE.name })
  name: string;
  @ApiProperty({ enum: ['racing', 'practice', 'idle'] })
  status: TrackStatus;
  live_video: boolean;
  favourite: boolean;
}

export class TrackDetailDto extends TrackDto implements TrackDetail {
  /** Months with practice, newest first; null when never read. */
  @ApiProperty({ type: [String], nullable: true, example: ['2025-11', '2025-10'] })
  practice_months: string[] | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  last_practice_date: string | null;
}

export class TracksPageDto implements Page<Track> {
  items: TrackDto[];
  @ApiProperty({ type: String, nullable: true })
  next_cursor: string | null;
}

export class CatalogueSyncDto implements CatalogueSyncResult {
  tracks: number;
  listed: number;
  unreadable_rows: number;
  @ApiProperty({ format: 'date-time' })
  fetched_at: string;
}

export class PracticeDayDto implements PracticeDay {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  @ApiProperty({ example: EXAMPLE.slug })
  track_slug: string;
  @ApiProperty({ example: EXAMPLE.day.session_count })
  session_count: number;
  @ApiProperty({ example: EXAMPLE.day.total_laps })
  total_laps: number;
  /** Sum of the sessions' lengths, each rounded by LiveRC to a second. */
  @ApiProperty({ example: EXAMPLE.day.total_track_time_seconds })
  total_track_time_seconds: number;
  /** Without "Unknown Driver". */
  @ApiProperty({ example: EXAMPLE.day.unique_drivers })
  unique_drivers: number;
  /** With "Unknown Class". */
  @ApiProperty({ example: EXAMPLE.day.unique_classes })
  unique_classes: number;
  /** Start of the first session, track-local. */
  @ApiProperty({ type: String, nullable: true, example: EXAMPLE.day.time_range_start })
  time_range_start: string | null;
  /** Start of the last session, track-local. */
  @ApiProperty({ type: String, nullable: true, example: EXAMPLE.day.time_range_end })
  time_range_end: string | null;
  /** Whether the rows agree with the totals that LiveRC prints; null when it prints none. */
  @ApiProperty({ type: Boolean, nullable: true })
  verified: boolean | null;
  /** False where LiveRC shows the imported day no more; left out otherwise. */
  listed?: boolean;
  /** Sessions that the day's page lists and that belong to other days; left out where none do. */
  sessions_of_other_days?: number;
}

export class PracticeSessionDto implements PracticeSession {
  @ApiProperty({ format: 'uuid', example: SESSION.id })
  id: string;
  @ApiProperty({ example: SESSION.source_session_id })
  source_session_id: string;
  @ApiProperty({ example: SESSION.driver_name })
  driver_name: string;
  @ApiProperty({ type: String, nullable: true, example: SESSION.class_name })
  class_name: string | null;
  @ApiProperty({ type: String, nullable: true, example: SESSION.transponder })
  transponder: string | null;
  /** Track-local, no zone. */
  @ApiProperty({ type: String, nullable: true, example: SESSION.started_at })
  started_at: string | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.duration_seconds })
  duration_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.lap_count })
  lap_count: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_lap_seconds })
  average_lap_seconds: number | null;
}

export class DetailedPracticeDayDto extends PracticeDayDto implements DetailedPracticeDay {
  /** With `detail: "full"`; newest first. */
  @ApiProperty({ type: [PracticeSessionDto], required: false })
  sessions: PracticeSessionDto[];
}

export class MonthErrorDto implements MonthError {
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
  retry_after_seconds?: number;
}

export class MissingDateDto implements MissingDate {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
}

export class MonthStateDto extends MonthDto implements MonthState {
  @ApiProperty({ enum: ['complete', 'partial', 'failed'] })
  status: MonthStatus;
  @ApiProperty({ enum: ['cache', 'store', 'liverc'] })
  source: MonthSource;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  fetched_at: string | null;
  /** Older than it should be, and LiveRC could not be read. */
  stale: boolean;
  /** Days whose page could not be read, or shows less than is known. */
  missing_dates: string[];
  /** Why, one for each of `missing_dates`. */
  missing: MissingDateDto[];
  /** Every listed day in the range is imported. */
  covered: boolean;
  error?: MonthErrorDto;
}

export class DiscoverMonthResultDto implements DiscoverMonthResult {
  @ApiProperty({ type: [DetailedPracticeDayDto] })
  practice_days: (PracticeDayDto | DetailedPracticeDayDto)[];
  month: MonthStateDto;
}

export class DiscoverRangeResultDto implements DiscoverRangeResult {
  /** Newest first. */
  practice_days: PracticeDayDto[];
  /** Months that the range touches. */
  months_requested: number;
  /** Months after the server's cap. */
  months_queried: number;
  truncated: boolean;
  /** Newest first. */
  months: MonthStateDto[];
  /** No month partial or failed. */
  complete: boolean;
  elapsed_ms: number;
}

export class RaceEventDto implements RaceEvent {
  @ApiProperty({ format: 'uuid' })
  id: string;
  source_event_id: string;
  name: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  start_date: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  end_date: string | null;
  @ApiProperty({ type: Number, nullable: true })
  entries: number | null;
  @ApiProperty({ type: Number, nullable: true })
  drivers: number | null;
  /** LiveRC's page of the event. */
  url: string;
  imported: boolean;
}

export class ImportedPracticeDayDto extends PracticeDayDto implements ImportedPracticeDay {
  @ApiProperty({ format: 'uuid' })
  event_id: string;
}

/** Totals are null while only the calendar page was read. */
export class KnownPracticeDayDto implements KnownPracticeDay {
  @ApiProperty({ format: 'date' })
  date: string;
  track_slug: string;
  session_count: number;
  @ApiProperty({ type: Number, nullable: true })
  total_laps: number | null;
  @ApiProperty({ type: Number, nullable: true })
  total_track_time_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true })
  unique_drivers: number | null;
  @ApiProperty({ type: Number, nullable: true })
  unique_classes: number | null;
  @ApiProperty({ type: String, nullable: true })
  time_range_start: string | null;
  @ApiProperty({ type: String, nullable: true })
  time_range_end: string | null;
  @ApiProperty({ type: Boolean, nullable: true })
  verified: boolean | null;
  listed?: boolean;
  sessions_of_other_days?: number;
  @ApiProperty({ format: 'date-time' })
  fetched_at: string;
}

export class EventsSearchResultDto implements EventsSearchResult {
  track: TrackDto;
  /** Newest first. */
  events: RaceEventDto[];
  /** Imported days, newest first. */
  practice_days?: ImportedPracticeDayDto[];
  /** Known and not imported, newest first; expired copies too. */
  discovered_practice_days?: KnownPracticeDayDto[];
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  practice_range_min?: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  practice_range_max?: string | null;
  /** Months with a fresh listing whose every day in the range is imported. */
  covered_months?: MonthDto[];
  /** Imports of the track that have not ended, oldest first; see `GET /jobs/{id}`. */
  import_job_ids?: string[];
}

export class EventsDiscoverResultDto implements EventsDiscoverResult {
  /** Not imported yet, newest first. */
  new_events: RaceEventDto[];
  /** Imported, newest first. */
  existing_events: RaceEventDto[];
}

export class EventsImportResultDto implements EventsImportResult {
  events: RaceEventDto[];
  /** How many were not imported before. */
  imported: number;
}
