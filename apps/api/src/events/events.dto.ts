import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsUUID,
  Matches,
} from 'class-validator';
import type { ErrorDetail } from '@trackside/contracts';
import type { CrossChecked } from '../http/validation.pipe.js';
import { checkDates, IsCalendarDate, MayBeLeftOut, QueryBoolean } from '../http/checks.js';

/** What is looked for in the database. */
export class KnownEventsQueryDto implements CrossChecked {
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

export class EventsSearchQueryDto extends KnownEventsQueryDto {
  /**
   * `timeline` also begins, or joins, a discovery of the range's practice days in the background: of
   * its newest 120 months.
   */
  @ApiPropertyOptional({ enum: ['timeline'] })
  @MayBeLeftOut()
  @IsIn(['timeline'])
  mode?: 'timeline';

  /** With `mode=timeline`: ask LiveRC again; at most once a minute for the same month. */
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  refresh?: boolean;

  /** With `mode=timeline`: months whose every listed day is imported end without days. */
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  skip_covered?: boolean;

  override crossCheck(): ErrorDetail[] {
    const needless = (['refresh', 'skip_covered'] as const)
      .filter((field) => this.mode === undefined && this[field] !== undefined)
      .map((field) => ({ field, message: 'stands beside mode=timeline alone' }));
    return [...super.crossCheck(), ...needless];
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
