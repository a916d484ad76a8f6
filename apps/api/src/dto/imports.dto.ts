import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import type {
  ErrorCode,
  ErrorDetail,
  FailedSession,
  IngestRangeResult,
  IngestResult,
  Job,
  JobDay,
  JobState,
  ReadingError,
} from '@trackside/contracts';
import { ERROR_CODES } from '@trackside/contracts';
import type { CrossChecked } from '../http/validation.pipe.js';
import { checkDates, IsCalendarDate, MayBeLeftOut } from './checks.js';
import { EXAMPLE } from './examples.js';

const JOB_STATES: JobState[] = ['queued', 'running', 'completed', 'failed', 'cancelled'];
/** A year of days. */
const MAX_DATES = 366;

export class IngestDto {
  @IsUUID()
  track_id: string;

  /** The practice day, in the track's own calendar. */
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  @IsCalendarDate()
  date: string;
}

export class IngestRangeDto implements CrossChecked {
  @IsUUID()
  track_id: string;

  /** First day; every practice day of the range that is not imported, or lacks laps. */
  @ApiPropertyOptional({ format: 'date', example: '2025-10-01' })
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @ApiPropertyOptional({ format: 'date', example: '2025-10-31' })
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Instead of a range: these days, those that are imported too. */
  @ApiPropertyOptional({ type: [String], example: [EXAMPLE.day.date, '2025-10-12'] })
  @MayBeLeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_DATES)
  @ArrayUnique({ message: 'must not name a date twice' })
  @IsCalendarDate({ each: true })
  dates?: string[];

  crossCheck(): ErrorDetail[] {
    const { start_date: start, end_date: end, dates } = this;
    if (dates === undefined && start === undefined && end === undefined) {
      return [{ field: 'dates', message: 'is missing: give start_date and end_date, or dates' }];
    }
    if (dates !== undefined && (start !== undefined || end !== undefined)) {
      return [{ field: 'dates', message: 'can not stand beside a range: give one or the other' }];
    }
    return checkDates(this);
  }
}

export class JobParamsDto {
  @IsUUID()
  id: string;
}

export class IngestResultDto implements IngestResult {
  /** The day's id, for `GET /practice-days/{event_id}`. */
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  /** Sessions of the day that are stored; their laps follow. */
  @ApiProperty({ example: EXAMPLE.day.session_count })
  sessions_ingested: number;
  /** State of the job that reads the laps. */
  @ApiProperty({ enum: JOB_STATES, example: 'queued' })
  state: JobState;
  @ApiProperty({ format: 'uuid' })
  job_id: string;
}

export class IngestRangeResultDto implements IngestRangeResult {
  @ApiProperty({ format: 'uuid' })
  job_id: string;
}

export class ReadingErrorDto implements ReadingError {
  @ApiProperty({ enum: ERROR_CODES, example: 'LIVERC_TIMEOUT' })
  code: ErrorCode;
  message: string;
}

export class FailedSessionDto extends ReadingErrorDto implements FailedSession {
  @ApiProperty({ format: 'uuid' })
  session_id: string;
  driver_name: string;
  @ApiProperty({ type: String, nullable: true, example: '2025-10-25T16:36:38' })
  started_at: string | null;
}

export class JobDayDto implements JobDay {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  /** Null until the day and its sessions are stored. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  event_id: string | null;
  @ApiProperty({ enum: JOB_STATES, example: 'running' })
  state: JobState;
  /** Null until the day page is read. */
  @ApiProperty({ type: Number, nullable: true, example: EXAMPLE.day.session_count })
  sessions_total: number | null;
  /** Sessions whose laps are stored. */
  @ApiProperty({ example: 12 })
  sessions_read: number;
  /** Sessions that could not be read; they are tried again later. */
  @ApiProperty({ type: [FailedSessionDto] })
  failed_sessions: FailedSessionDto[];
  /** Why the day could not be imported, or why its last attempt failed. */
  @ApiProperty({ type: ReadingErrorDto, nullable: true })
  error: ReadingErrorDto | null;
}

export class JobDto implements Job {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['import'] })
  kind: 'import';
  /** `completed` only when nothing is missing; otherwise `failed`, and the days name what. */
  @ApiProperty({ enum: JOB_STATES, example: 'running' })
  state: JobState;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at: string | null;
  @ApiProperty({ example: 1 })
  days_total: number;
  /** Days that ended, however they did. */
  @ApiProperty({ example: 0 })
  days_ended: number;
  /** Sessions of the days whose day page is read. */
  @ApiProperty({ example: EXAMPLE.day.session_count })
  sessions_total: number;
  @ApiProperty({ example: 12 })
  sessions_read: number;
  @ApiProperty({ example: 0 })
  sessions_failed: number;
  /** Newest first. */
  @ApiProperty({ type: [JobDayDto] })
  days: JobDayDto[];
  /** Why the days of a range could not all be found out. */
  @ApiProperty({ type: ReadingErrorDto, nullable: true })
  error: ReadingErrorDto | null;
}
