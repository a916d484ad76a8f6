import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import type { ErrorDetail, IngestRangeResult, IngestResult, JobState } from '@trackside/contracts';
import { checkDates, IsCalendarDate, MayBeLeftOut } from '../../http/checks.js';
import { EXAMPLE } from '../../http/examples.js';
import type { CrossChecked } from '../../http/validation.pipe.js';
import { JOB_STATES } from '../../jobs/jobs.dto.js';

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
