import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import {
  ERROR_CODES,
  type ErrorCode,
  LIVE_END_REASONS,
  type LiveCheckedRecord,
  type LiveDayRecord,
  type LiveDoneRecord,
  type LiveEndReason,
  type LiveSessionRecord,
  type LiveStartedRecord,
  type LiveUnavailableRecord,
} from '@trackside/contracts';
import { EXAMPLE } from '../../http/examples.js';
import { HeartbeatRecordDto, RecordType } from '../../http/stream-record.dto.js';
import { PracticeDayDto } from './practice-day.dto.js';
import { ImportedPracticeSessionDto, LapDto } from './study-results.dto.js';

export class LiveDayQueryDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  track_id: string;
  /** As the header `Last-Event-ID`, for a page that opens a new stream; the header goes before it. */
  @ApiProperty({ required: false, maxLength: 200 })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  last_event_id?: string;
}

export class LiveStartedRecordDto implements LiveStartedRecord {
  @RecordType('started')
  type: 'started';
  /** Null while no day is listed that can still grow. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: EXAMPLE.day.date })
  date: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE.eventId })
  event_id: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: EXAMPLE.moment })
  fetched_at: string | null;
  /** Until LiveRC is looked at. */
  @ApiProperty({ example: 0 })
  next_check_seconds: number;
}

export class LiveDayRecordDto extends PracticeDayDto implements LiveDayRecord {
  @RecordType('day')
  type: 'day';
  @ApiProperty({ format: 'uuid', example: EXAMPLE.eventId })
  event_id: string;
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  fetched_at: string;
  /** Until LiveRC is looked at. */
  @ApiProperty({ example: 30 })
  next_check_seconds: number;
}

export class LiveSessionDto extends ImportedPracticeSessionDto {
  /** Once they are read, in the order of their numbers. */
  @ApiProperty({ type: [LapDto], required: false })
  laps?: LapDto[];
}

export class LiveSessionRecordDto implements LiveSessionRecord {
  @RecordType('session')
  type: 'session';
  @ApiProperty({ type: LiveSessionDto })
  session: LiveSessionDto;
  /** It has appeared since the client began to follow the day. */
  @ApiProperty({ example: true })
  is_new: boolean;
}

export class LiveCheckedRecordDto implements LiveCheckedRecord {
  @RecordType('checked')
  type: 'checked';
  @ApiProperty({ format: 'date-time', example: EXAMPLE.moment })
  fetched_at: string;
  @ApiProperty({ example: 30 })
  next_check_seconds: number;
}

export class LiveUnavailableRecordDto implements LiveUnavailableRecord {
  @RecordType('unavailable')
  type: 'unavailable';
  @ApiProperty({ enum: ERROR_CODES, example: 'LIVERC_UNAVAILABLE' })
  code: ErrorCode;
  @ApiProperty({ type: String })
  message: string;
  @ApiProperty({ example: 30 })
  next_check_seconds: number;
}

export class LiveDoneRecordDto implements LiveDoneRecord {
  @RecordType('done')
  type: 'done';
  @ApiProperty({ enum: LIVE_END_REASONS, example: 'day_over' })
  reason: LiveEndReason;
}

export const LIVE_RECORDS = [
  LiveStartedRecordDto,
  LiveDayRecordDto,
  LiveSessionRecordDto,
  LiveCheckedRecordDto,
  LiveUnavailableRecordDto,
  HeartbeatRecordDto,
  LiveDoneRecordDto,
];
