import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsUUID, Matches } from 'class-validator';
import type { ErrorDetail } from '@trackside/contracts';
import type { CrossChecked } from '../http/validation.pipe.js';
import { checkDates, IsCalendarDate, MayBeLeftOut, QueryBoolean } from '../http/checks.js';

export class EventsSearchQueryDto implements CrossChecked {
  @IsUUID()
  track_id: string;

  /** First day; without dates: the last 180 days. */
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Adds what is known of practice days. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  include_practice_days: boolean = false;

  crossCheck(): ErrorDetail[] {
    return checkDates(this);
  }
}

export class EventsDiscoverDto implements CrossChecked {
  @IsUUID()
  track_id: string;

  /** First day; without dates: every event of the track. */
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Read the list again although it was read within 24 hours. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean()
  refresh: boolean = false;

  crossCheck(): ErrorDetail[] {
    return checkDates(this);
  }
}

export class EventsImportDto {
  @IsUUID()
  track_id: string;

  /** LiveRC's ids of the events. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5000)
  @Matches(/^\d{1,18}$/, { each: true, message: 'source_event_ids must hold LiveRC ids: digits' })
  source_event_ids: string[];
}
