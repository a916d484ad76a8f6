import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  type DoneRecord,
  ERROR_CODES,
  type ErrorCode,
  type ListedDay,
  type ListingRecord,
  type MonthFailedRecord,
  type MonthRecord,
  type StartedRecord,
} from '@trackside/contracts';
import { EXAMPLE } from '../../http/examples.js';
import { HeartbeatRecordDto, RecordType } from '../../http/stream-record.dto.js';
import { MonthStateDto } from './discovery-results.dto.js';
import { MonthDto, PracticeDayDto } from './practice-day.dto.js';

export class StartedRecordDto implements StartedRecord {
  @RecordType('started')
  type: 'started';
  @ApiProperty({ type: [MonthDto], description: 'Newest first.' })
  months: MonthDto[];
  @ApiProperty({ type: Number, description: 'Months that the range touches, before the cap.' })
  months_requested: number;
  @ApiProperty({ type: Boolean })
  truncated: boolean;
}

export class ListedDayDto implements ListedDay {
  @ApiProperty({ type: String, format: 'date', example: EXAMPLE.day.date })
  date: string;
  @ApiProperty({ type: String, example: EXAMPLE.slug })
  track_slug: string;
  @ApiProperty({ type: Number, example: EXAMPLE.day.session_count })
  session_count: number;
}

export class ListingRecordDto extends MonthDto implements ListingRecord {
  @RecordType('listing')
  type: 'listing';
  @ApiProperty({ type: [ListedDayDto], description: 'Newest first; their details follow.' })
  practice_days: ListedDayDto[];
}

export class MonthRecordDto extends MonthStateDto implements MonthRecord {
  @RecordType('month')
  type: 'month';
  @ApiProperty({ enum: ['complete', 'partial'] })
  declare status: MonthRecord['status'];
  @ApiProperty({ type: String, format: 'date-time', nullable: false })
  declare fetched_at: string;
  @ApiProperty({ type: [PracticeDayDto], description: 'Newest first.' })
  practice_days: PracticeDayDto[];
}

export class MonthFailedRecordDto extends MonthDto implements MonthFailedRecord {
  @RecordType('month_failed')
  type: 'month_failed';
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  @ApiProperty({ type: String })
  message: string;
  @ApiPropertyOptional({ type: Number })
  retry_after_seconds?: number;
}

export class MonthCountsDto {
  @ApiProperty({ type: Number })
  complete: number;
  @ApiProperty({ type: Number })
  partial: number;
  @ApiProperty({ type: Number })
  failed: number;
}

export class DoneRecordDto implements DoneRecord {
  @RecordType('done')
  type: 'done';
  @ApiProperty({ type: Number, description: 'Days in the `month` records of this stream.' })
  total: number;
  @ApiProperty({ type: Boolean, description: 'No month partial or failed.' })
  complete: boolean;
  @ApiProperty({ type: MonthCountsDto })
  months: MonthCountsDto;
  @ApiProperty({ type: Number })
  elapsed_ms: number;
}

export const DISCOVERY_RECORDS = [
  StartedRecordDto,
  ListingRecordDto,
  MonthRecordDto,
  MonthFailedRecordDto,
  HeartbeatRecordDto,
  DoneRecordDto,
];
