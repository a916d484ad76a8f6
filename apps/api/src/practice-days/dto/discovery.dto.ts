import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ErrorDetail, YearMonth } from '@trackside/contracts';
import type { CrossChecked } from '../../http/validation.pipe.js';
import {
  checkDates,
  IsCalendarDate,
  IsCalendarYear,
  MayBeLeftOut,
  QueryBoolean,
} from '../../http/checks.js';
import { IsTrackSlug } from '../../tracks/track-slug.js';

export class YearMonthDto implements YearMonth {
  @IsCalendarYear()
  year: number;

  /** 1 to 12. */
  @IsInt()
  @Min(1)
  @Max(12)
  month: number;
}

export class DiscoverMonthDto extends YearMonthDto {
  @IsUUID()
  track_id: string;

  /** Must be the slug of `track_id`. */
  @MayBeLeftOut()
  @IsTrackSlug()
  track_slug?: string;

  /** `full` adds each day's sessions. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsIn(['summary', 'full'])
  detail: 'summary' | 'full' = 'summary';

  /** Ask LiveRC again; at most once a minute for the same month. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean()
  refresh: boolean = false;
}

export class DiscoverRangeDto implements CrossChecked {
  @IsUUID()
  track_id: string;

  /** Must be the slug of `track_id`. */
  @MayBeLeftOut()
  @IsTrackSlug()
  track_slug?: string;

  /** First day; without dates and months: the last 180 days. */
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Instead of dates; the newest are kept when there are more than the server's cap. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => YearMonthDto)
  months?: YearMonthDto[];

  /** Answer as NDJSON, a record a line, as months arrive. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean()
  stream: boolean = false;

  /** Ask LiveRC again; at most once a minute for the same month. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean()
  refresh: boolean = false;

  /** Months whose every listed day is imported end without days. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsBoolean()
  skip_covered: boolean = false;

  crossCheck(): ErrorDetail[] {
    if (!this.months) return checkDates(this);
    if (this.start_date !== undefined || this.end_date !== undefined) {
      return [{ field: 'months', message: 'can not stand beside dates: give one or the other' }];
    }
    const keys = this.months.map(({ year, month }) => `${year}-${month}`);
    const repeated = new Set(keys).size < keys.length;
    return repeated ? [{ field: 'months', message: 'must not name a month twice' }] : [];
  }
}

export class DiscoverStreamQueryDto implements CrossChecked {
  @IsUUID()
  track_id: string;

  /** Must be the slug of `track_id`. */
  @MayBeLeftOut()
  @IsTrackSlug()
  track_slug?: string;

  /** First day; without dates: the last 180 days. */
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Ask LiveRC again; at most once a minute for the same month. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  refresh: boolean = false;

  /** Months whose every listed day is imported end without days. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  skip_covered: boolean = false;

  crossCheck(): ErrorDetail[] {
    return checkDates(this);
  }
}

export class TimelineParamsDto {
  @IsUUID()
  discovery_job_id: string;
}
