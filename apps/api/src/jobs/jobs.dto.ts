import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import {
  type FailedSession,
  type DiscoveryJob,
  type EventJob,
  type ImportJob,
  type JobDay,
  type JobState,
  type JobStory,
} from '@trackside/contracts';
import { EventProgressDto } from '../events/race-event-results.dto.js';
import { EXAMPLE } from '../http/examples.js';
import { ReadingErrorDto } from '../http/failure.dto.js';
import { MonthStateDto } from '../practice-days/dto/discovery-results.dto.js';

export const JOB_STATES: JobState[] = ['queued', 'running', 'completed', 'failed', 'cancelled'];

export class JobParamsDto {
  @IsUUID()
  id: string;
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

/** What a job of any kind tells. */
abstract class JobStoryDto implements Omit<JobStory, 'kind'> {
  @ApiProperty({ format: 'uuid', example: '5b0a51a1-6d0c-4a53-9a5c-9d2d1f0c7a10' })
  id: string;
  /** `completed` only when nothing is missing; otherwise `failed`, and its parts name what. */
  @ApiProperty({ enum: JOB_STATES, example: 'running' })
  state: JobState;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at: string | null;
  /** Why the job as a whole failed: the days of a range could not be found out, no month was read. */
  @ApiProperty({ type: ReadingErrorDto, nullable: true })
  error: ReadingErrorDto | null;
}

export class ImportJobDto extends JobStoryDto implements ImportJob {
  @ApiProperty({ enum: ['import'] })
  kind: 'import';
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
}

export class EventJobDto extends JobStoryDto implements EventJob {
  @ApiProperty({ enum: ['event'] })
  kind: 'event';
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  progress: EventProgressDto;
}

export class DiscoveryJobDto extends JobStoryDto implements DiscoveryJob {
  @ApiProperty({ enum: ['discovery'] })
  kind: 'discovery';
  @ApiProperty({ example: 7 })
  months_total: number;
  /** Those that ended, however they did, newest first. */
  @ApiProperty({ type: [MonthStateDto] })
  months: MonthStateDto[];
}

/** A job of whichever kind. */
export type JobDto = ImportJobDto | EventJobDto | DiscoveryJobDto;
export const JOB_FORMS = [ImportJobDto, EventJobDto, DiscoveryJobDto];
